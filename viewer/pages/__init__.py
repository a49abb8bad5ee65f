"""What is written for others to look at: pictures and films of a layout."""
