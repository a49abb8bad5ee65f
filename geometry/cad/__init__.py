"""CAD files as models: read in a child process, put on a diet, written as GLB with a receipt."""
