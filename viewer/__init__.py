"""What you see: pictures and films in `viewer.render`, the window in `viewer.window`."""
