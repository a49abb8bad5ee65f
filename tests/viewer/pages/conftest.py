"""Films in tests are drawn without a display; this must be decided before VTK is first imported."""

from viewer.render.offscreen import prepare_off_screen

prepare_off_screen()
