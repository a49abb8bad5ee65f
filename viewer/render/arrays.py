"""Between NumPy and VTK: point arrays, polygons, textures and pixels, without copies where VTK allows it."""

from typing import cast

import numpy as np
from numpy.typing import NDArray
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkDataArray, vtkPoints, vtkUnsignedCharArray
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkImageData, vtkPolyData
from vtkmodules.vtkRenderingCore import vtkRenderWindow, vtkTexture

from geometry.mesh import Mesh, Points

Bytes = NDArray[np.uint8]
Array = NDArray[np.float32] | NDArray[np.uint8] | NDArray[np.int32]


def polygons(mesh: Mesh, **arrays: Array) -> vtkPolyData:
    """Return a mesh with named point arrays as VTK draws it."""
    data = vtkPolyData()
    set_points(data, mesh.points)
    cells = vtkCellArray()
    cells.SetData(3, _native(mesh.triangles.reshape(-1)))
    data.SetPolys(cells)
    data.GetPointData().SetNormals(_native(mesh.normals))
    for name, array in arrays.items():
        set_array(data, name, array)
    return data


def set_points(data: vtkPolyData, points: Points) -> None:
    """Put other points (n, 3) into polygon data."""
    native = vtkPoints()
    native.SetData(_native(points))
    data.SetPoints(native)


def set_array(data: vtkPolyData, name: str, array: Array) -> None:
    """Give each point a value (n,) or several (n, k)."""
    native = _native(array)
    native.SetName(name)
    data.GetPointData().AddArray(native)
    data.Modified()


def set_texture_places(data: vtkPolyData, places: NDArray[np.float32]) -> None:
    """Say where in a texture each point is: u and v (n, 2)."""
    data.GetPointData().SetTCoords(_native(places))


def lines_of(data: vtkPolyData, points: Points, count: int) -> None:
    """Put lines of `count` points each into polygon data, from the points (n * count, 3) of all."""
    set_points(data, points)
    cells = vtkCellArray()
    cells.SetData(count, _native(np.arange(len(points), dtype=np.int32)))
    data.SetLines(cells)


def texture_of(pixels: Bytes, *, repeat: bool = False, mipmap: bool = False) -> vtkTexture:
    """Return a picture (h, w, 4), upper row first, as a texture."""
    high, wide, depth = pixels.shape
    image = vtkImageData()
    image.SetDimensions(wide, high, 1)
    image.GetPointData().SetScalars(_native(pixels[::-1].reshape(-1, depth)))
    texture = vtkTexture()
    texture.SetInputDataObject(image)
    texture.SetInterpolate(True)
    texture.SetMipmap(mipmap)
    texture.SetRepeat(repeat)
    texture.SetEdgeClamp(not repeat)
    return texture


def pixels_of(window: vtkRenderWindow) -> Bytes:
    """Return what a window has drawn (h, w, 3), upper row first."""
    width, height = window.GetSize()
    data = vtkUnsignedCharArray()
    window.GetPixelData(0, 0, width - 1, height - 1, 0, data, 0)
    pixels = vtk_to_numpy(data)  # type: ignore[no-untyped-call] # VTK ships no types for it
    return np.ascontiguousarray(pixels.reshape(height, width, 3)[::-1])


def _native(array: Array) -> vtkDataArray:
    """Return a view of an array for VTK, which keeps it alive."""
    whole = np.ascontiguousarray(array)
    return cast("vtkDataArray", numpy_to_vtk(whole))  # type: ignore[no-untyped-call] # VTK ships no types for it
