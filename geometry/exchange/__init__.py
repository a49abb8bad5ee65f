"""Scenes and plans in open formats: GLB, OpenUSD, OBJ, DXF, SVG, PDF and CSV. Nothing here draws or simulates."""
