"""Pictures of templates: cleaned of everything but what they show, in the same colours and the same way up."""

import io

import pytest
from PIL import Image, ImageCms

from narrate.drawings.nameless import without_names
from narrate.drawings.template_pictures import CLEAN_TEMPLATE_PICTURE, clean_template_picture
from narrate.store import Store
from narrate.store.memo import Memo
from tests.tables import each

WORD = "DrMeierPrivat"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


FORMATS = {
    ".png": ("PNG", "RGB", ".png"),
    ".jpg": ("JPEG", "RGB", ".jpg"),
    ".gif": ("GIF", "P", ".png"),
    ".bmp": ("BMP", "RGB", ".png"),
    ".tif": ("TIFF", "RGB", ".png"),
    ".tiff": ("TIFF", "CMYK", ".png"),
    ".jpeg": ("JPEG", "CMYK", ".jpg"),
    ".png with a palette": ("PNG", "P", ".png"),
    ".png in grey": ("PNG", "L", ".png"),
    ".webp": ("WEBP", "RGB", ".jpg"),
}


@each("name", FORMATS)
def test_a_bitmap_is_written_anew(name):
    kind, mode, ending = FORMATS[name]
    image = Image.new("RGB", (40, 20), (200, 40, 40)).convert(mode)
    before = image.convert("RGB").getpixel((5, 5))
    cleaned = clean_template_picture(saved(image, kind) + WORD.encode(), name.split()[0])
    assert (cleaned.ending, cleaned.remarks) == (ending, ())
    assert WORD.encode() not in cleaned.content
    after = opened(cleaned.content)
    assert after.size == (40, 20)
    assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}
    assert all(abs(a - b) <= 6 for a, b in zip(before, after.convert("RGB").getpixel((5, 5)), strict=True))


def test_a_picture_with_another_ending_than_its_kind_is_taken():
    assert clean_template_picture(saved(Image.new("RGB", (4, 4)), "PNG"), ".jpg").ending == ".png"


def test_transparency_stays():
    image = Image.new("RGBA", (8, 8), (0, 105, 92, 100))
    cleaned = clean_template_picture(saved(image, "PNG"), ".png")
    assert opened(cleaned.content).getpixel((2, 2)) == (0, 105, 92, 100)


def test_a_profile_is_used_and_left_out():
    image = Image.new("RGB", (8, 8), (120, 60, 200))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes() + WORD.encode()
    cleaned = clean_template_picture(saved(image, "PNG", icc_profile=profile), ".png")
    assert "icc_profile" not in opened(cleaned.content).info


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_photograph_is_not_turned_because_powerpoint_does_not_turn_it(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.new("RGB", (40, 20), "teal")
    cleaned = clean_template_picture(saved(image, "JPEG", exif=exif), ".jpg")
    assert opened(cleaned.content).size == (40, 20)


def test_a_large_picture_is_reduced_to_what_a_slide_shows():
    cleaned = clean_template_picture(saved(Image.new("RGB", (4000, 1000)), "PNG"), ".png")
    assert opened(cleaned.content).size == (1920, 480)


CROPS = {
    (0.5, 0.0, 0.0, 0.0): (50, 40),
    (0.0, 0.25, 0.0, 0.25): (100, 20),
    (0.1, 0.1, 0.1, 0.1): (80, 32),
    (0.0, 0.0, 0.999, 0.0): (1, 40),
    (0.999, 0.999, 0.0, 0.0): (1, 1),
}


@each("crop", CROPS)
def test_what_is_cropped_away_is_gone(crop):
    image = Image.new("RGB", (100, 40), "red")
    box = (crop[0] * 100, crop[1] * 40, 100 - crop[2] * 100, 40 - crop[3] * 40)
    image.paste("teal", tuple(round(side) for side in box))
    cleaned = opened(clean_template_picture(saved(image, "PNG"), ".png", crop).content)
    assert cleaned.size == CROPS[crop]
    if min(cleaned.size) > 1:
        assert cleaned.getcolors() == [(cleaned.width * cleaned.height, (0, 128, 128))]


def test_the_store_remembers_a_clean_picture(tmp_path, monkeypatch):
    memo = Memo(Store(tmp_path))
    content = saved(Image.new("RGB", (8, 8), "teal"), "PNG")
    first = clean_template_picture(content, ".png", memo=memo)
    monkeypatch.setattr("narrate.drawings.template_pictures._cleaned", None)
    assert clean_template_picture(content, ".png", memo=memo) == first
    assert CLEAN_TEMPLATE_PICTURE.version == 2


SHAPE = '<rect width="4" height="4" fill="red"/>'
HIDDEN = {
    "not displayed": f'<text display="none">{WORD}</text>',
    "in a group that is not displayed": f'<g display="none"><text>{WORD}</text></g>',
    "transparent": f'<g opacity="0"><text>{WORD}</text></g>',
    "invisible": f'<text visibility="hidden">{WORD}</text>',
    "without paint": f'<text fill="none">{WORD}</text>',
    "without opacity": f'<g fill-opacity="0"><text>{WORD}<tspan/>{WORD}</text></g>',
    "an id": f'<rect id="{WORD}" width="2" height="2"/>',
    "an id in use": f'<defs><clipPath id="{WORD}"><rect width="2" height="2"/></clipPath></defs><rect width="2" height="2" clip-path="url(#{WORD})"/>',
    "a contour": f'<g data-contour="{WORD}">{SHAPE}</g>',
}  # fmt: skip


@each("name", HIDDEN)
def test_names_and_hidden_words_of_a_drawing_are_left_out(name):
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{HIDDEN[name]}{SHAPE}</svg>'
    cleaned = clean_template_picture(drawing.encode(), ".svg")
    assert WORD.encode() not in cleaned.content
    assert b'fill="red"' in cleaned.content


SEEN = [
    "<text>Clinic</text>",
    '<text fill="none" stroke="black">Clinic</text>',
    '<g visibility="hidden"><text visibility="visible">Clinic</text></g>',
    '<g fill="none"><text fill="black">Clinic</text></g>',
    '<g opacity="0.5"><text>Clinic</text></g>',
]


@each("drawn", SEEN)
def test_words_that_are_seen_stay(drawn):
    cleaned = clean_template_picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{drawn}</svg>'.encode(), ".svg"
    )
    assert b"Clinic" in cleaned.content


def test_ids_in_use_are_numbered_wherever_they_are_used():
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><linearGradient id="b"/>'
        b'<linearGradient id="a" xlink:href="#b"/><rect id="c" fill="url(#a)"/></svg>'
    )
    made = without_names(drawing)
    assert made.count(b'id="i1"') == made.count(b'id="i2"') == 1
    assert b'href="#i2"' in made
    assert b"url(#i1)" in made
    assert b'"c"' not in made
