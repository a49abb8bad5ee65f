"""What one sees: pictures and films without a window (`render`, `pages`), and the window (`window`)."""
