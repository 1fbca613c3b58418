"""The README's picture shows what comes out today. ``make pictures`` makes it anew."""

import numpy as np
import pytest
from PIL import Image

from tests.chromium import NAMES
from tests.conftest import ROOT
from tests.tools.pictures import SIZE, SLIDES, paint_slides, photograph_page, places

PICTURE = ROOT / "docs/what-comes-out.png"


@pytest.fixture(scope="module")
def slides(tmp_path_factory) -> list[Image.Image]:
    return paint_slides(tmp_path_factory.mktemp("painted"))


def shown() -> list[Image.Image]:
    with Image.open(PICTURE) as picture:
        return [picture.convert("RGB").crop(place) for place in places()]


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels, in hundredths, that differ by more than 256 colours for the whole picture make them."""
    apart = np.abs(np.asarray(one, np.int16) - np.asarray(other, np.int16)).max(axis=2)
    return 100 * float((apart > 16).mean())


def test_it_is_small():
    with Image.open(PICTURE) as picture:
        assert picture.size == SIZE
    assert PICTURE.stat().st_size < 200_000


@pytest.mark.slow
def test_its_slides_are_what_the_painter_paints(slides):
    for old, new in zip(shown(), slides, strict=False):
        assert difference(old, new) < 1, "run make pictures"


@pytest.mark.slow
def test_another_slide_and_another_state_would_be_seen(slides, tmp_path):
    first, second, _ = shown()
    assert difference(first, slides[1]) > 10
    language, slide, state = SLIDES[1]
    (later,) = paint_slides(tmp_path, [(language, slide, state + 1)])
    assert difference(second, later) > 3


@pytest.mark.slow
def test_its_page_is_what_is_built(tmp_path, program):
    page = photograph_page(program(*NAMES), tmp_path)
    # letters stand where they stood, whatever edges another version of the browser gives them
    old, new = (image.reduce(4) for image in (shown()[-1], page))
    assert difference(old, new) < 0.5, "run make pictures"
