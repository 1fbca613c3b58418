"""A large picture is shrunk in little memory, and looks as if it had been shrunk as a whole."""

import io

import numpy as np
import pytest
from PIL import Image

from narrate.drawings import shrinking
from narrate.drawings.photographs import clean_bitmap, clean_raster
from narrate.drawings.picture_problems import Remarks, UnfitError
from narrate.drawings.shrinking import LONGEST, shrunk
from tests.memory import peak_of
from tests.tables import each


def colourful(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture with slow changes and sharp edges."""
    down, across = np.mgrid[0:height, 0:width]
    some = [down * 255 // height, across * 255 // width, (down // 17 + across // 19) % 2 * 255, 255 - across % 256]
    return Image.fromarray(np.dstack(some[: len(mode)]).astype(np.uint8).squeeze(), mode)


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def difference(one: Image.Image, other: Image.Image) -> np.ndarray:
    """How much each pixel differs as it is seen: a colour that is almost transparent may be any."""
    first, second = (np.asarray(image.convert(image.mode.replace("A", "a")), dtype=int) for image in (one, other))
    return np.abs(first - second)


def refused(content: bytes, ending: str) -> str:
    remarks = Remarks()
    with pytest.raises(UnfitError):
        clean_raster(content, ending, remarks)
    (remark,) = remarks.all()
    assert remark.code == "figure-size"
    assert "pixels wide" in remark.hint
    return remark.message


@each("mode", ["RGB", "RGBA", "CMYK", "L"])
@each("size", [(500, 300), (193, 40), (6, 410), (900, 30)])
def test_strips_make_one_picture_without_seams(mode: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch):
    image = colourful(*size, mode)
    monkeypatch.setattr(shrinking, "LONGEST", 192)
    monkeypatch.setattr(shrinking, "_STRIP", 5000)
    in_strips = shrunk(image, (0, 0, *size))
    monkeypatch.setattr(shrinking, "_STRIP", 1_000_000_000)
    at_once = shrunk(image, (0, 0, *size))
    assert max(in_strips.size) == 192
    assert in_strips.mode == at_once.mode == mode
    assert difference(in_strips, at_once).max() <= 2  # rounding
    image.thumbnail((192, 192), Image.Resampling.LANCZOS)
    assert image.size == at_once.size
    assert difference(image, at_once).mean() < 1


def test_a_part_of_a_large_picture_is_shrunk_alone():
    image = Image.new("RGB", (4000, 3000), "red")
    image.paste("blue", (500, 600, 3500, 2900))
    made = shrunk(image, (500, 600, 3500, 2900))
    assert made.size == (LONGEST, 1472)
    assert made.getcolors() == [(1920 * 1472, (0, 0, 255))]


@each("progressive", [False, True])
def test_a_cropped_photograph_of_a_template_is_as_sharp_as_a_slide(progressive: bool):
    image = Image.new("RGB", (8000, 1200), "red")
    image.paste("blue", (2000, 300, 6000, 900))
    content = saved(image, "JPEG", progressive=progressive, quality=95)
    made = clean_bitmap(content, ("JPEG",), "picture", Remarks(), crop=(0.25, 0.25, 0.25, 0.25))
    assert (made.width, made.height) == (LONGEST, 288)
    with Image.open(io.BytesIO(made.content)) as shown:
        for place in ((9, 9), (960, 144), (1910, 278)):
            assert shown.getpixel(place) == pytest.approx((0, 0, 255), abs=12)


def test_a_picture_that_would_take_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shrinking, "MOST_DECODED", 1_500_000)
    photo, print_ = colourful(800, 600), colourful(800, 600, "CMYK")
    assert "800 × 600 pixels and takes 1 MB" in refused(saved(photo, "PNG"), ".png")
    assert "memory" in refused(saved(photo, "JPEG", progressive=True), ".jpg")
    assert "memory" in refused(saved(print_, "JPEG"), ".jpg")
    clean_raster(saved(photo.convert("L"), "PNG"), ".png", Remarks())
    clean_raster(saved(photo.quantize(8), "PNG"), ".png", Remarks())
    clean_raster(saved(photo.convert("L"), "JPEG", progressive=True), ".jpg", Remarks())


def test_a_photograph_is_decoded_at_a_smaller_size_unless_its_scans_are_incomplete(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shrinking, "MOST_DECODED", 1_000_000)
    monkeypatch.setattr(shrinking, "LONGEST", 200)
    photo = colourful(800, 600)
    whole = saved(photo, "JPEG")
    clean_raster(whole, ".jpg", Remarks())
    assert "takes 1 MB" in refused(saved(photo, "JPEG", progressive=True), ".jpg")
    assert "takes 1 MB" in refused(
        whole.replace(b"\xff\xda\x00\x0c\x03", b"\xff\xda\x00\x0c\x01"), ".jpg"
    )  # one colour a scan


LARGE = [
    ("PNG", (8000, 6000), "RGB", {"compress_level": 1}),
    ("PNG", (8000, 6000), "RGBA", {"compress_level": 1}),
    ("JPEG", (9248, 6936), "RGB", {}),
    ("JPEG", (8192, 6144), "RGB", {"progressive": True}),
    ("JPEG", (5700, 4275), "RGB", {"progressive": True, "subsampling": 0}),
    ("JPEG", (5000, 3800), "CMYK", {"progressive": True}),
    ("WEBP", (4032, 3024), "RGB", {"method": 0}),
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "size", "mode", "more"), LARGE)
def test_the_largest_pictures_take_little_memory(kind: str, size: tuple[int, int], mode: str, more: dict[str, object]):
    content = saved(Image.new(mode, size, 77), kind, **more)
    ending = {"PNG": ".png", "JPEG": ".jpg", "WEBP": ".webp"}[kind]
    assert peak_of(lambda: clean_raster(content, ending, Remarks())) < 240_000_000
