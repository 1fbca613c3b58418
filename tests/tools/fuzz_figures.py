"""Figures that are damaged at random; ``fuzz_readers`` damages more of them by hand.

Each is put before everything that a figure goes through: it is read, and where it is not refused, its parts are
traced and lit, its ink is mapped, and it is painted. What may come of it is a picture or remarks; nothing else is
raised, nothing takes long, and no file is opened. The same seed gives the same figures.
"""

from __future__ import annotations

import base64
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from narrate.drawings.allowed_svg import SERVERS, SHAPES
from narrate.drawings.cleaning import clean_svg
from narrate.drawings.ink_map import ink_of
from narrate.drawings.lighting import lit_svg
from narrate.drawings.outlines import outline_of
from narrate.drawings.photographs import FORMATS, clean_raster
from narrate.drawings.picture_problems import Remarks, UnfitError
from narrate.typeset.painting import paint_svg
from tests.conftest import SAMPLE
from tests.drawings.making import drawing
from tests.drawings.test_cleaning import LEFT_OUT, REFUSED, SAME, SILENT

KNOWN = {*SHAPES, *SERVERS, "svg", "g", "defs", "text", "tspan", "image", "stop"}
SLOW = 15.0  # seconds for one figure, on a machine that others use as well
COLOURS = {"mark": "A8430F", "paper": "FFFFFF", "faded": "E7E2D8", "faded_line": "857B6D"}
NUMBERS = [
    "0",
    "-1",
    "1e999",
    "NaN",
    "inf",
    "-0",
    "1e-30",
    "99999999999",
    "50%",
    "1em",
    "",
    " ",
    "1e5",
    ".",
    "2147483648",
    "1e-9",
]
TAGS = [
    "g",
    "use",
    "svg",
    "symbol",
    "clipPath",
    "mask",
    "pattern",
    "marker",
    "switch",
    "a",
    "text",
    "image",
    "path",
    "style",
    "defs",
    "linearGradient",
    "foreignObject",
    "script",
]
WORDS = [
    "url(#c)",
    "url(#p)",
    "#a",
    "inherit",
    "none",
    "display:none",
    "evenodd",
    "true",
    "objectBoundingBox",
    "scale(0)",
    "rotate(1e5)",
    "matrix(1 2 3 4 5)",
    "M",
    "M0 0A0 0 0 0 0 1 1",
    "data:image/png;base64,AAAA",
    "file:///etc/passwd",
    "/etc/secret.svg",
    "https://example.org/a",
    "javascript:1",
    "var(--a)",
    "var(--b, var(--a, red))",
    "--a:var(--b);--b:var(--a)",
    "--a:#c9a66b;fill:var(--a)",
    "rgb(1 2 3 / 50%)",
    "oklch(.7 .1 200 / .5)",
    "currentColor",
    "&amp;",
    "\u202e",
    "🦴",
]
NAMES = [
    "fill",
    "stroke",
    "clip-path",
    "mask",
    "transform",
    "d",
    "points",
    "viewBox",
    "href",
    "xlink:href",
    "id",
    "style",
    "class",
    "width",
    "height",
    "x",
    "r",
    "opacity",
    "clipPathUnits",
    "patternUnits",
    "preserveAspectRatio",
    "data-contour",
    "data-overview",
    "stroke-width",
    "color",
    "fill-opacity",
    "stop-color",
    "onload",
    "marker-end",
    "filter",
    "overflow",
]


def drawings() -> list[bytes]:
    found = [path.read_bytes() for path in sorted(SAMPLE.glob("*/figures/*.svg")) if path.name.count(".") == 1]
    found += [drawing(some) for some in (*SAME.values(), *LEFT_OUT.values(), *SILENT)]
    found += [content if isinstance(content, bytes) else content.encode() for content, _, _ in REFUSED.values()]
    return [one for one in found if len(one) < 200_000]


def pictures() -> list[tuple[str, bytes]]:
    import io

    from PIL import Image

    exif = Image.Exif()
    exif[0x0112] = 6
    noise = random.Random(0).randbytes(96 * 64)  # Pillow's own noise differs from run to run
    base = Image.frombytes("L", (96, 64), noise).convert("RGB")
    found: list[tuple[str, bytes]] = []
    for ending, kind, image in (
        (".png", "PNG", base), (".png", "PNG", base.quantize(16)), (".png", "PNG", base.convert("LA")),
        (".jpg", "JPEG", base), (".jpg", "JPEG", base.convert("CMYK")), (".webp", "WEBP", base), (".webp", "WEBP", base.convert("RGBA")),
    ):  # fmt: skip
        buffer = io.BytesIO()
        image.save(buffer, kind, exif=exif)
        found.append((ending, buffer.getvalue()))
    return found


def damaged(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """``content`` with some bytes changed, or, of a drawing, some of what it says."""
    made = bytearray(content)
    worded = content.lstrip()[:1] == b"<" and chance.random() < 0.8  # most bytes that change make no XML of it
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        kind = 5 if worded else chance.randrange(7)
        if kind == 0 and made:
            made[at % len(made)] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + chance.choice((1, 3, 40, 4000))]
        elif kind == 2:
            made[at:at] = made[chance.randrange(len(made) + 1) :][: chance.choice((4, 60, 900))]
        elif kind == 3:
            made[at:at] = bytes(chance.randrange(256) for _ in range(chance.choice((1, 4, 30))))
        elif kind == 4:
            other = chance.choice(others)
            begin = chance.randrange(len(other) + 1)
            made[at:at] = other[begin : begin + chance.choice((20, 200))]
        else:
            made = bytearray(reworded(bytes(made), chance))
    return bytes(made[:400_000])


def reworded(content: bytes, chance: random.Random) -> bytes:
    """A drawing with one of its elements, attributes or numbers changed; still well-formed, mostly."""
    import re

    text = content.decode("utf-8", "replace")
    kind = chance.randrange(5)
    pattern = (r"[-\d.]+", r'"[^"<>]*"', r"<\w+", r"[\w:-]+=\"", r"<(\w+)[^<>]*>")[kind]
    places = list(re.finditer(pattern, text))
    if not places:
        return content
    match = chance.choice(places)
    if kind == 0:
        new = chance.choice(NUMBERS)
    elif kind == 1:
        new = f'"{chance.choice(WORDS)}"'
    elif kind == 2:
        new = f"<{chance.choice(TAGS)}"
    elif kind == 3:
        new = f'{chance.choice(NAMES)}="'
    else:
        name, value = chance.choice(NAMES), chance.choice(WORDS)
        tag = chance.choice(TAGS)
        new = (
            f'{match.group()}<{tag} {name}="{value}"/>'
            if match.group().endswith("/>")
            else f'{match.group()[:-1]} {name}="{value}">'
        )
    return (text[: match.start()] + new + text[match.end() :]).encode("utf-8", "replace")


def try_drawing(content: bytes) -> str:
    """What became of a drawing. Raises whatever else than a refusal happens."""
    remarks = Remarks()
    try:
        made = clean_svg(content, remarks)
    except UnfitError:
        found = remarks.all()
        assert found
        assert found[0].severity == "error"
        assert all("\n" not in one.message and len(one.message) < 400 for one in found)
        return found[0].code
    for element in etree.fromstring(made.content).iter():
        assert isinstance(element.tag, str)
        assert etree.QName(element).localname in KNOWN, element.tag
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), name
            assert name != "style"
            if name.endswith("href"):
                assert value.startswith(("#", "data:image/png;base64,", "data:image/jpeg;base64,")), value
            elif name != "id":
                assert value.count("url(") == value.count("url(#"), value
                assert not set(value) & set("\\<>@:"), value
    assert clean_svg(made.content, Remarks()).parts == made.parts
    ink_of(made.content, made.width, made.height)
    for part in made.parts[:6]:
        outline_of(made.content, part)
        lit_svg(made.content, part, COLOURS, 1.0)
    if made.parts:
        paint_svg(lit_svg(made.content, made.parts[-1], COLOURS, 1.0), 64, 64)
    return "cleaned" if remarks.all() else "fine"


def try_picture(ending: str, content: bytes) -> str:
    remarks = Remarks()
    try:
        made = clean_raster(content, ending, remarks)
    except UnfitError:
        found = remarks.all()
        assert found[0].severity == "error"
        assert "\n" not in found[0].message
        return found[0].code
    assert max(made.width, made.height) <= 1920
    return "fine"


def figures(seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged figures without end: endings and contents."""
    chance = random.Random(seed)
    whole, rasters = drawings(), pictures()
    endings = sorted(FORMATS)
    while True:
        if chance.random() < 0.75:
            content = chance.choice(whole)
            if chance.random() < 0.1:
                ending, raster = chance.choice(rasters)
                data = base64.b64encode(damaged(raster, chance, [raster])).decode()
                content = drawing(
                    f'<image id="i" width="9" height="9" href="data:image/{"png" if ending == ".png" else "jpeg"};base64,{data}"/>'
                )
            yield ".svg", damaged(content, chance, whole)
        else:
            ending, content = chance.choice(rasters)
            ending = ending if chance.random() < 0.95 else chance.choice(endings)
            yield ending, damaged(content, chance, [one for _, one in rasters])


def run(tried: Iterator[tuple[str, bytes]], seconds: float, most: int = sys.maxsize) -> Counter[str]:
    """Try ``tried`` until ``seconds`` are over or ``most`` are tried; what became of them, by kind.

    Raises AssertionError that holds the figure where something else came of it.
    """
    seen: Counter[str] = Counter()
    end = time.monotonic() + seconds
    for ending, content in tried:
        if time.monotonic() > end or seen.total() >= most:
            return seen
        started = time.process_time()
        try:
            found = try_drawing(content) if ending == ".svg" else try_picture(ending, content)
        except BaseException as error:
            raise AssertionError(
                f"{type(error).__name__}: {error}: {ending} {base64.b64encode(content).decode()}"
            ) from error
        lasted = time.process_time() - started
        if lasted > SLOW:
            raise AssertionError(f"{lasted:.1f} s: {ending} {base64.b64encode(content).decode()}")
        seen[f"{ending} {found}"] += 1
    return seen
