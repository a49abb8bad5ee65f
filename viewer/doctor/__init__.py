"""What keeps pictures and windows from working, and what to do about it: `linewright doctor`."""
