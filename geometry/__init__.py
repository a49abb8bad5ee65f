"""How a factory looks: parametric models of equipment, the palette, and the scene of a layout as pure values."""
