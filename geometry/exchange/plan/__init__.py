"""Plans to scale: the layout from above as lines and words, composed on sheets, written as SVG, PDF and DXF."""
