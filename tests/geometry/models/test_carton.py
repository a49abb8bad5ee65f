from hypothesis import given
from hypothesis import strategies as st

from geometry.models.carton import carton, tape
from layouts.space import Size
from tests.geometry.solid import is_outward

sizes = st.builds(Size, st.floats(0.02, 3), st.floats(0.02, 3), st.floats(0.02, 3))


@given(sizes)
def test_a_carton_has_the_size_of_the_product(size: Size) -> None:
    low, high = carton(size).bounds
    for extent, measure in zip(high.minus(low), size.measures, strict=True):
        assert abs(extent - measure) < 1e-5
    assert low.z == 0.0
    assert is_outward(carton(size))


@given(sizes)
def test_the_tape_lies_on_the_carton(size: Size) -> None:
    low, high = tape(size).bounds
    assert is_outward(tape(size))
    assert 0 < high.z - size.height < 0.002
    assert 0 < high.x - size.length / 2 < 0.002
    assert low.z > 0


def test_ten_thousand_cartons_are_few_triangles() -> None:
    size = Size(0.3, 0.2, 0.15)
    assert len(carton(size).triangles) + len(tape(size).triangles) == 24
