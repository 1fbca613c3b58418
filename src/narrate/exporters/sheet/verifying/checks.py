"""Compares each place of a contact sheet with the painted slide that belongs there, and its number with the right one."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from narrate.exporters.sheet.format import (
    FAMILY,
    INK,
    NUMBER_HEIGHT,
    NUMBER_SIZE,
    PAPER,
    SHEET,
    SLIDE_HEIGHT,
    SLIDE_WIDTH,
    Layout,
    Place,
    layout_of,
)  # fmt: skip
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.pictures_checks import SUFFIX
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.json_files import UnreadableError, read_regular_file
from narrate.languages import is_right_to_left

if TYPE_CHECKING:
    import numpy as np

NAME = "sheet"
LIMIT = 1
"""How far a channel of a pixel may lie from the mean of the slide's pixels, since means are rounded."""
_MOST_BYTES = 256_000_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_RGB_8 = (8, 2, 0, 0, 0)
"""In the header after the size: bits, colours, compression, filters, interlacing."""


def check_sheet(record: Record) -> Iterator[Finding]:
    """Yield what is wrong with the sheet: with the file, its slides, its numbers, and what lies between them."""
    name = SHEET.format(name=record.name)
    layout = layout_of(len(record.segments), right_to_left=is_right_to_left(record.head["language"]))
    try:
        content = read_regular_file(record.folder / name, _MOST_BYTES)
        faults = list(_form_faults(content, layout.size))
        sheet = None if faults else _pixels(content)
    except FileNotFoundError:
        faults, sheet = ["it is gone"], None
    except (UnreadableError, OSError, ValueError, SyntaxError) as error:
        faults, sheet = [f"it cannot be read: {error}"], None
    yield Finding(NAME, "file", faults=tuple(f"{name}: {fault}; {BUILD_AGAIN}" for fault in faults))
    if sheet is None:
        return
    slides = _slide_faults(record, layout, sheet)
    count = len(layout.places)
    worst = count - len(slides)
    yield Finding(NAME, "slides", worst, count, "slides", tuple(f"{name}: {one}" for one in slides), at_least=True)
    numbers = _number_faults(record, layout, sheet)
    yield Finding(NAME, "numbers", faults=tuple(f"{name}: {one}; {BUILD_AGAIN}" for one in numbers))
    yield Finding(NAME, "nothing else", faults=tuple(f"{name}: {one}; {BUILD_AGAIN}" for one in _rest(layout, sheet)))


def _form_faults(content: bytes, size: tuple[int, int]) -> Iterator[str]:
    """Yield what is wrong with the PNG file: only a header, pixels and an end are allowed."""
    if not content.startswith(_SIGNATURE):
        yield "it is not a PNG file"
        return
    chunks, end = _chunks(content)
    kinds = [kind for kind, _ in chunks]
    if kinds[-1:] != [b"IEND"] or end != len(content):
        yield "it is damaged or cut off, or has something after its end"
        return
    others = sorted({kind.decode("latin-1") for kind in kinds} - {"IHDR", "IDAT", "IEND"})
    if others:
        yield f"it holds more than pixels: {', '.join(others)}"
    width, height, *how = struct.unpack(">II5B", chunks[0][1][:13].ljust(13, b"\0"))
    if (width, height) != size:
        yield f"it is {width} x {height} px, not {size[0]} x {size[1]} as its slides need"
    if tuple(how) != _RGB_8:
        yield "its pixels are not three colours of 8 bits"


def _chunks(content: bytes) -> tuple[list[tuple[bytes, bytes]], int]:
    """Return the kind and data of each whole chunk of a PNG file up to its end, and where the last one ends."""
    at, chunks = len(_SIGNATURE), []
    while at + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        end = at + 12 + length
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            break
        chunks.append((kind, content[at + 8 : end - 4]))
        at = end
        if kind == b"IEND":
            break
    return chunks, at


def _pixels(content: bytes) -> np.ndarray[Any, Any]:
    """Return the pixels of a PNG file: rows, columns, and red, green and blue from 0 to 255."""
    import numpy as np
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=["PNG"]) as image:
        return np.asarray(image.convert("RGB"))


def _slide_faults(record: Record, layout: Layout, sheet: np.ndarray[Any, Any]) -> list[str]:
    faults = []
    width, height = layout.slide_size
    for number, (place, segment) in enumerate(zip(layout.places, record.segments, strict=True), 1):
        what = f"slide {number}, {segment.heading!r},"
        wanted = _reduced(record, number, layout.factor)
        if wanted is None:
            faults.append(f"{what} cannot be compared, because the store lacks what was painted; {record.cure}")
            continue
        shown = sheet[place.top : place.top + height, place.left : place.left + width]
        if _are_alike(shown, wanted):
            continue
        other = next((n for n in range(1, len(record.segments) + 1) if _shows(record, n, layout.factor, shown)), 0)
        seen = f"the picture of slide {other}" if other else "another picture than the one that was painted"
        faults.append(f"at the place of {what} is {seen}; {BUILD_AGAIN}")
    return faults


def _shows(record: Record, number: int, factor: int, shown: np.ndarray[Any, Any]) -> bool:
    wanted = _reduced(record, number, factor)
    return wanted is not None and _are_alike(shown, wanted)


def _are_alike(shown: np.ndarray[Any, Any], wanted: np.ndarray[Any, Any]) -> bool:
    """Whether no channel of any pixel differs by more than ``LIMIT``. ``wanted`` has fractions."""
    return bool(abs(shown - wanted).max() <= LIMIT)


def _reduced(record: Record, number: int, factor: int) -> np.ndarray[Any, Any] | None:
    """Return the painted slide ``number`` with the mean of each square of pixels; None if the store lacks it."""
    import numpy as np

    key = record.manifest.painted.get(str(number))
    entry = record.store.find(key, SUFFIX) if key else None
    if entry is None:
        return None
    pixels = _pixels(entry.path.read_bytes())
    if pixels.shape != (SLIDE_HEIGHT, SLIDE_WIDTH, 3):
        return None
    total = np.zeros((SLIDE_HEIGHT // factor, SLIDE_WIDTH // factor, 3), np.float32)
    for row in range(factor):
        for column in range(factor):
            total += pixels[row::factor, column::factor]
    return total / factor**2


def _number_faults(record: Record, layout: Layout, sheet: np.ndarray[Any, Any]) -> Iterable[str]:
    import numpy as np

    right_to_left = is_right_to_left(record.head["language"])
    width, _ = layout.slide_size
    for number, place in enumerate(layout.places, 1):
        shown = sheet[_strip(place, width)]
        if not np.array_equal(shown, _printed(number, width, right_to_left=right_to_left)):
            others = (n for n in range(1, len(layout.places) + 1) if n != number)
            drawn = (n for n in others if np.array_equal(shown, _printed(n, width, right_to_left=right_to_left)))
            other = next(drawn, None)
            yield f"above slide {number} stands {other or 'something other than its number'}"


def _printed(number: int, width: int, *, right_to_left: bool) -> np.ndarray[Any, Any]:
    """Return the strip of ``width`` px that holds ``number``."""
    import numpy as np
    from PIL import Image, ImageDraw, ImageFont

    from narrate.typeset.faces import FACES

    font = ImageFont.truetype(FACES[FAMILY].file(bold=True), NUMBER_SIZE, layout_engine=ImageFont.Layout.BASIC)
    strip = Image.new("RGB", (width, NUMBER_HEIGHT), PAPER)
    at, anchor = (width, "rm") if right_to_left else (0, "lm")
    ImageDraw.Draw(strip).text((at, NUMBER_HEIGHT // 2), str(number), fill=INK, font=font, anchor=anchor)
    return np.asarray(strip)


def _strip(place: Place, width: int) -> tuple[slice, slice]:
    """The rows and columns of the number above ``place``."""
    return slice(place.top - NUMBER_HEIGHT, place.top), slice(place.left, place.left + width)


def _rest(layout: Layout, sheet: np.ndarray[Any, Any]) -> Iterator[str]:
    """Yield a fault if anything is drawn where no slide and no number is."""
    import numpy as np

    width, height = layout.slide_size
    drawn = (sheet != np.array(PAPER, np.uint8)).any(axis=2)
    for place in layout.places:
        drawn[place.top - NUMBER_HEIGHT : place.top + height, place.left : place.left + width] = False
    if drawn.any():
        top, left = (int(values[0]) for values in np.nonzero(drawn))
        yield f"something is drawn beside the slides, {left} px from the left and {top} px from the top"
