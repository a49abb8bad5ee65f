"""Every model looks as it did when somebody last looked at it."""

from pathlib import Path

import numpy as np
import pytest

from geometry.models import OWN_MODELS
from tests.viewer.pages.model_pictures import FOLDER, SIZE, drawn_elsewhere, pictures
from tests.viewer.render.golden import Picture, agrees, keep_difference


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Picture]:
    folder: Path = tmp_path_factory.mktemp("models")
    return drawn_elsewhere(folder)


@pytest.fixture(scope="module")
def golden() -> dict[str, Picture]:
    return pictures(FOLDER)


@pytest.mark.parametrize("name", OWN_MODELS)
def test_a_model_looks_as_in_its_golden_picture(
    name: str, drawn: dict[str, Picture], golden: dict[str, Picture]
) -> None:
    if not agrees(drawn[name], golden[name]):
        difference = keep_difference(name, drawn[name], golden[name])
        pytest.fail(f"{name}: other than in tests/golden/models, see {difference}")


def test_no_two_models_look_alike(golden: dict[str, Picture]) -> None:
    assert all(picture.shape == (SIZE.height, SIZE.width, 3) for picture in golden.values())
    assert len({picture.tobytes() for picture in golden.values()}) == len(golden)
    assert all(np.unique(picture.reshape(-1, 3), axis=0).shape[0] > 2 for picture in golden.values())
