"""Faults in a contact sheet: whatever is moved, swapped, altered, added or cut off is found."""

import shutil
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

import narrate
from narrate.exporters.sheet import SheetExporter
from narrate.exporters.sheet.format import NUMBER_HEIGHT, PAPER, layout_of
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.planting import faults, sign, write_rich

NAME = "back.sheet.png"


def painted(change):
    """Change the pixels: ``change`` is given the picture, its layout, and what draws on it."""

    def plant(folder: Path) -> None:
        with Image.open(folder / NAME) as image:
            image.load()
        layout = layout_of(load_manifest(folder).slides, right_to_left=folder.name == "ar")
        changed = change(image, layout, ImageDraw.Draw(image)) or image
        changed.save(folder / NAME)

    return plant


def over(change):
    def plant(folder: Path) -> None:
        content = (folder / NAME).read_bytes()
        (folder / NAME).write_bytes(change(content))

    return plant


def box(layout, index, *, number=False):
    """The box of a slide, or of the number above it: left, top, right, bottom."""
    (width, height), place = layout.slide_size, layout.places[index]
    if number:
        return place.left, place.top - NUMBER_HEIGHT, place.left + width, place.top
    return place.left, place.top, place.left + width, place.top + height


def swapped(first, second, *, number=False):
    def change(image, layout, _):
        boxes = [box(layout, index, number=number) for index in (first, second)]
        parts = [image.crop(one) for one in boxes]
        image.paste(parts[0], boxes[1][:2])
        image.paste(parts[1], boxes[0][:2])

    return painted(change)


def moved(image, layout, _):
    image.paste(image.crop(box(layout, 1)), (layout.places[1].left + 2, layout.places[1].top))


def without_the_last(image, layout, draw):
    draw.rectangle(box(layout, -1), fill=PAPER)


def with_a_patch(image, layout, draw):
    left, top, *_ = box(layout, 1)
    draw.rectangle((left + 20, top + 20, left + 200, top + 60), fill=(250, 250, 245))


def brighter(image, layout, draw):
    image.paste(image.crop(box(layout, 0)).point(lambda value: max(0, value - 3)), box(layout, 0)[:2])


def without_a_number(image, layout, draw):
    left, top, right, bottom = box(layout, 2, number=True)
    draw.rectangle((left, top, right - 1, bottom - 1), fill=PAPER)


def beside_a_number(image, layout, draw):
    left, top, *_ = box(layout, 0, number=True)
    draw.rectangle((left + 200, top + 10, left + 210, top + 20), fill=(0, 0, 0))


def between(image, layout, draw):
    left, _, _, bottom = box(layout, 0)
    draw.point((left + 30, bottom + 8), fill=(0, 0, 0))


def at_the_edge(image, layout, draw):
    draw.line((0, 0, 0, image.height), fill=(217, 217, 218))


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


AUTHOR = chunk(b"tEXt", b"Author\0Somebody")
FAULTS = {
    "two slides are swapped": (swapped(0, 1), "sheet slides"),
    "the first and the last slide are swapped": (swapped(0, -1), "sheet slides"),
    "a slide lies two px too far right": (painted(moved), "sheet slides"),
    "the last slide is missing": (painted(without_the_last), "sheet slides"),
    "a line of a slide is covered": (painted(with_a_patch), "sheet slides"),
    "a slide is a little brighter": (painted(brighter), "sheet slides"),
    "two numbers are swapped": (swapped(0, 1, number=True), "sheet numbers"),
    "a number is missing": (painted(without_a_number), "sheet numbers"),
    "something stands beside a number": (painted(beside_a_number), "sheet numbers"),
    "something is drawn between slides": (painted(between), "sheet nothing else"),
    "the paper has another colour at the edge": (painted(at_the_edge), "sheet nothing else"),
    "it is cut off": (over(lambda content: content[:-2000]), "sheet file"),
    "something follows its end": (over(lambda content: content + b"more"), "sheet file"),
    "it names an author": (over(lambda content: content[:33] + AUTHOR + content[33:]), "sheet file"),
    "a byte is damaged": (
        over(lambda content: content[:900] + bytes([content[900] ^ 1]) + content[901:]),
        "sheet file",
    ),
    "it is one row shorter": (
        painted(lambda image, *_: image.crop((0, 0, image.width, image.height - 1))),
        "sheet file",
    ),
    "it has shades of grey": (painted(lambda image, *_: image.convert("L")), "sheet file"),
    "it is another kind of file": (over(lambda _: b"GIF89a"), "sheet file"),
    "it is empty": (over(lambda _: b""), "sheet file"),
    "it is gone": (lambda folder: (folder / NAME).unlink(), "sheet file"),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_planted_fault_is_found(sheets, tmp_path, language):
    missed = {}
    for number, fault in enumerate(FAULTS):
        plant, check = FAULTS[fault]
        folder = tmp_path / f"{number}/back/{language}"
        folder.mkdir(parents=True)
        for name in ("manifest.json", "timeline.json", NAME):
            shutil.copyfile(sheets.output / "back" / language / name, folder / name)
        plant(folder)
        sign(folder, "sheet")
        found = check_of(folder, sheets.store)
        if check not in found:
            missed[fault] = found
    assert not missed


def check_of(folder: Path, store: Path) -> dict[str, tuple[str, ...]]:
    """What reading the sheet alone finds wrong."""
    record = load_record(folder, load_manifest(folder), Store(store))
    return {f"{one.format} {one.check}": one.faults for one in SheetExporter().verify(record) if not one.ok}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_was_written_has_no_fault(sheets, language):
    folder = sheets.output / "back" / language
    assert not check_of(folder, sheets.store)
    assert not faults(folder, Store(sheets.store), "sheet")


@pytest.mark.slow
def test_a_swapped_slide_is_named(sheets, tmp_path):
    folder = tmp_path / "back/en"
    shutil.copytree(sheets.output / "back/en", folder)
    swapped(1, 2)(folder)
    lines = check_of(folder, sheets.store)["sheet slides"]
    assert "slide 2," in lines[0]
    assert "the picture of slide 3;" in lines[0]
    swapped(1, 2, number=True)(folder)
    assert "above slide 2 stands 3" in check_of(folder, sheets.store)["sheet numbers"][0]


def test_without_the_painted_slides_nothing_is_said_to_be_right(sheets, tmp_path):
    found = check_of(sheets.output / "back/en", tmp_path / "empty")
    assert "the store lacks what was painted" in found["sheet slides"][0]


def test_the_same_script_gives_the_same_bytes(sheets, tmp_path):
    paths = write_rich(tmp_path / "script")
    narrate.build(
        paths, tmp_path / "output", voice=FakeEngine(), store=sheets.store, to=["sheet"], editions=["standard"], jobs=1
    )
    for language in ("en", "ar"):
        made = [output / "back" / language / NAME for output in (sheets.output, tmp_path / "output")]
        assert made[0].read_bytes() == made[1].read_bytes()
