"""Pictures of pixels come out upright, small, in sRGB and without a word about where they were taken."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from narrate.drawings.photographs import Raster, clean_raster
from narrate.drawings.picture_problems import Remark, Remarks, UnfitError
from narrate.drawings.shrinking import LONGEST, MOST_PIXELS
from tests.tables import each

SECRET = b"47.3769N"
KINDS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}


def clean(content: bytes, ending: str) -> tuple[Raster | None, tuple[Remark, ...]]:
    remarks = Remarks()
    try:
        made = clean_raster(content, ending, remarks)
    except UnfitError:
        return None, remarks.all()
    return made, remarks.all()


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def opened(made: Raster | None) -> Image.Image:
    assert made is not None
    image = Image.open(io.BytesIO(made.content))
    image.load()
    assert (image.width, image.height) == (made.width, made.height)
    assert image.mode in ("RGB", "RGBA")
    assert image.format == {".png": "PNG", ".jpg": "JPEG"}[made.ending]
    return image


def two_colours() -> Image.Image:
    """Red on the left, blue on the right; 60 × 40."""
    image = Image.new("RGB", (60, 40), (255, 0, 0))
    image.paste((0, 0, 255), (30, 0, 60, 40))
    return image


def colour(image: Image.Image, x: int, y: int) -> tuple[int, ...]:
    return image.convert("RGBA").getpixel((x, y))


@pytest.mark.parametrize("ending", KINDS)
def test_each_kind_keeps_its_colours(ending: str):
    made, remarks = clean(saved(two_colours(), KINDS[ending], quality=95), ending)
    assert not remarks
    image = opened(made)
    assert colour(image, 10, 20) == pytest.approx((255, 0, 0, 255), abs=6)
    assert colour(image, 50, 20) == pytest.approx((0, 0, 255, 255), abs=6)


@pytest.mark.parametrize("ending", KINDS)
def test_nothing_but_pixels_comes_out(ending: str):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (47.0, 22.0, 36.8)
    more: dict[str, object] = {"exif": exif}
    if ending == ".png":
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Author", SECRET.decode())
        notes.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        more["pnginfo"] = notes
    elif ending == ".jpg":
        more["comment"] = SECRET
    else:
        more["xmp"] = SECRET
    content = saved(two_colours(), KINDS[ending], **more) + b"PK\x03\x04" + SECRET
    assert SECRET in content
    made, _ = clean(content, ending)
    image = opened(made)
    assert SECRET not in made.content
    assert b"Exif" not in made.content
    assert not image.getexif()
    assert not set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@each("turn", range(1, 9))
def test_a_picture_that_was_held_askew_is_turned_upright(turn: int):
    exif = Image.Exif()
    exif[0x0112] = turn
    # what a camera held so would have written of a picture that is red on the left
    back = {1: None, 2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}[turn]
    held = two_colours() if back is None else two_colours().transpose(Image.Transpose(back))
    made, _ = clean(saved(held, "JPEG", exif=exif, quality=95), ".jpg")
    image = opened(made)
    assert image.size == (60, 40)
    assert colour(image, 5, 20) == pytest.approx((255, 0, 0, 255), abs=8)
    assert colour(image, 55, 20) == pytest.approx((0, 0, 255, 255), abs=8)


def test_palettes_grey_and_16_bits_become_plain():
    palette = two_colours().quantize(4)
    assert colour(opened(clean(saved(palette, "PNG"), ".png")[0]), 10, 10) == (255, 0, 0, 255)
    see_through = palette.copy()
    see_through.info["transparency"] = palette.getpixel((50, 10))
    image = opened(clean(saved(see_through, "PNG", transparency=palette.getpixel((50, 10))), ".png")[0])
    assert (colour(image, 10, 10)[3], colour(image, 50, 10)[3]) == (255, 0)
    assert colour(opened(clean(saved(Image.new("L", (9, 9), 77), "PNG"), ".png")[0]), 4, 4) == (77, 77, 77, 255)
    assert colour(opened(clean(saved(Image.new("LA", (9, 9), (77, 128)), "PNG"), ".png")[0]), 4, 4) == (77, 77, 77, 128)
    assert colour(opened(clean(saved(Image.new("1", (9, 9), 1), "PNG"), ".png")[0]), 4, 4) == (255, 255, 255, 255)
    deep = Image.fromarray(np.full((9, 9), 77 * 256 + 9, np.uint16))
    assert colour(opened(clean(saved(deep, "PNG"), ".png")[0]), 4, 4) == (77, 77, 77, 255)


def test_16_bits_of_each_colour_become_8():
    rows = b"".join(b"\x00" + struct.pack(">HHH", 200 * 257, 100 * 257, 50 * 257) * 4 for _ in range(4))
    content = png(struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0), zlib.compress(rows))
    assert colour(opened(clean(content, ".png")[0]), 2, 2) == (200, 100, 50, 255)


def test_colours_for_print_become_colours_for_a_screen():
    red = Image.new("CMYK", (40, 40), (0, 255, 255, 0))
    found = colour(opened(clean(saved(red, "JPEG", quality=95), ".jpg")[0]), 20, 20)
    assert found[0] > 200
    assert max(found[1:3]) < 60


def test_other_colour_spaces_are_brought_to_srgb():
    lab = ImageCms.createProfile("LAB")
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, b"no profile", ImageCms.ImageCmsProfile(lab).tobytes()):
        made, remarks = clean(saved(two_colours(), "PNG", icc_profile=profile), ".png")
        assert not remarks
        assert colour(opened(made), 10, 10) == pytest.approx((255, 0, 0, 255), abs=2)
        assert b"iCCP" not in made.content


def test_is_no_larger_than_a_slide():
    made, _ = clean(saved(Image.new("RGB", (6000, 3000), "red"), "JPEG"), ".jpg")
    assert opened(made).size == (LONGEST, LONGEST // 2)
    assert opened(clean(saved(Image.new("RGB", (20, 4000)), "PNG"), ".png")[0]).size == (10, LONGEST)
    assert opened(clean(saved(Image.new("RGB", (1, 9000)), "PNG"), ".png")[0]).size == (1, LONGEST)


@pytest.mark.parametrize("ending", [".png", ".webp"])
def test_of_a_moving_picture_the_first_is_shown(ending: str):
    frames = [Image.new("RGB", (20, 20), name) for name in ("red", "blue", "lime")]
    content = saved(frames[0], KINDS[ending], save_all=True, append_images=frames[1:])
    made, remarks = clean(content, ending)
    assert [(remark.severity, remark.code) for remark in remarks] == [("warning", "figure-cleaned")]
    assert colour(opened(made), 10, 10) == pytest.approx((255, 0, 0, 255), abs=6)


def test_two_views_of_a_camera_are_one_photograph():
    content = saved(two_colours(), "MPO", save_all=True, append_images=[two_colours()])
    made, remarks = clean(content, ".jpg")
    assert not remarks
    assert opened(made).format == "JPEG"


def test_lossless_webp_stays_sharp():
    made, _ = clean(saved(two_colours(), "WEBP", lossless=True), ".webp")
    assert made is not None
    assert made.ending == ".png"


@each("ending", KINDS)
@each("share", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(ending: str, share: float):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (64, 64, 3), np.uint8).astype(np.uint8))
    content = saved(noise, KINDS[ending])
    made, remarks = clean(content[: int(len(content) * share)], ending)
    assert made is None
    assert [(remark.severity, remark.code) for remark in remarks] == [("error", "figure-unreadable")]


@pytest.mark.parametrize("ending", KINDS)
def test_what_is_no_such_picture_is_refused(ending: str):
    others = [saved(two_colours(), kind) for name, kind in KINDS.items() if name != ending]
    for content in (b"", b"GIF89a", b"<svg/>", saved(two_colours(), "GIF"), saved(two_colours(), "TIFF"), saved(two_colours(), "EPS"), *others):  # fmt: skip
        made, remarks = clean(content, ending)
        assert made is None
        assert remarks[0].code == "figure-unreadable"
        assert "\n" not in remarks[0].message


def test_a_small_file_of_many_pixels_is_refused_before_it_is_unpacked():
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    for content in (
        png(header, zlib.compress(b"\x00" * 1000)),
        png(struct.pack(">IIBBBBB", 9000, 8000, 1, 0, 0, 0, 0), b""),
        png(struct.pack(">IIBBBBB", 8000, 7000, 8, 2, 0, 0, 0), b""),
    ):
        made, remarks = clean(content, ".png")
        assert made is None
        assert remarks[0].code == "figure-size"
    assert MOST_PIXELS < 9000 * 8000


def test_text_in_a_picture_that_unpacks_to_much_is_refused():
    bomb = b"Comment\x00\x00" + zlib.compress(b"\x00" * 50_000_000)
    header = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    content = png(header, zlib.compress(b"\x00\x00\x00\x00\x00" * 4), (b"zTXt", bomb))
    made, remarks = clean(content, ".png")
    assert made is None or len(made.content) < 1000
    assert made is not None or remarks[0].code == "figure-unreadable"


def test_metadata_that_is_damaged_harms_no_photograph():
    content = saved(two_colours(), "JPEG", exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff" + b"\x01" * 20)
    made, remarks = clean(content, ".jpg")
    assert not remarks
    assert opened(made).size == (60, 40)


def test_the_same_picture_gives_the_same_bytes(tmp_path: Path):
    content = saved(two_colours(), "WEBP")
    assert clean(content, ".webp") == clean(content, ".webp")


def png(header: bytes, data: bytes, *others: tuple[bytes, bytes]) -> bytes:
    """A PNG of these chunks, with the right sums."""
    chunks = [(b"IHDR", header), *others, (b"IDAT", data), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(some)) + name + some + struct.pack(">I", zlib.crc32(name + some)) for name, some in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body
