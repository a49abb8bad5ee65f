"""Drawing a scene with PyVista and VTK, without Qt; importing this package alone loads neither."""
