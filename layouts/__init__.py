"""What a factory is: the typed model of a line, its files, its problems, and edits with history."""
