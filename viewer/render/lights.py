"""Four lights that stand still in the hall: a key from the front left, two fills, and a trace from below."""

from vtkmodules.vtkRenderingCore import vtkLight, vtkRenderer

LIGHTS = (
    ((-0.55, -0.85, 1.25), 0.62),
    ((1.0, -0.6, 0.5), 0.30),
    ((-0.9, 0.5, 0.6), 0.27),
    ((0.0, -0.3, -1.0), 0.10),
)
"""Where each light comes from, and its strength."""


def light(renderer: vtkRenderer) -> None:
    """Replace all lights of a renderer by ours (PyVista's light kit greys everything)."""
    renderer.RemoveAllLights()
    renderer.AutomaticLightCreationOff()
    for direction, strength in LIGHTS:
        lamp = vtkLight()
        lamp.SetLightTypeToSceneLight()
        lamp.PositionalOff()
        lamp.SetPosition(*direction)
        lamp.SetFocalPoint(0, 0, 0)
        lamp.SetIntensity(strength)
        renderer.AddLight(lamp)
