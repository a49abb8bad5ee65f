"""What leaves the program for others: scenes, plans, tables and runs in open formats."""
