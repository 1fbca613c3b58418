"""Templates that are damaged at random; ``fuzz_readers`` damages more of them by hand.

Each is read as ``theme: {template: …}`` is, its colours are taken, layouts are chosen for a deck, and an empty
deck is made on it. What may come of it is a deck or a line that says what is wrong; nothing else is raised. The
same seed gives the same templates.
"""

from __future__ import annotations

import base64
import io
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from narrate.drawings.template_pictures import read_template
from narrate.errors import InputError, Place
from narrate.exporters.pptx.covered import choose_layouts
from narrate.exporters.pptx.writing.deck import _new_slide
from narrate.exporters.pptx.writing.plans import template_plans
from narrate.exporters.pptx.writing.shapes import TextStyle
from narrate.exporters.pptx.writing.template import new_presentation
from narrate.model import Deck, ThemeWish
from narrate.slides import lay_out, make_theme, paginate
from narrate.sources.templates import template_warnings
from tests.exporters.pptx.making_templates import (
    CONTENT,
    MASTER,
    hidden_object,
    make_template,
    shape,
    untyped,
    with_shape,
)
from tests.slides.making import LIGHT, Maker, script_of

PLACE = Place("narrate.yaml", 1, 19)
SLOW = 15.0  # seconds for one template, on a machine that others use as well
NUMBERS = ["0", "-1", "", "x", "1e9", "NaN", "9999999999999", "4.5", "50%", " 7 ", "-2147483649", "true"]
WORDS = [
    "",
    "rId1",
    "rId99",
    "none",
    "title",
    "body",
    "pic",
    "tbl",
    "vert",
    "phClr",
    "accent9",
    "FFFFF",
    "\u202e",
    "../../x",
    "/",
]
TAGS = [
    "p:sp",
    "p:pic",
    "p:graphicFrame",
    "p:grpSp",
    "p:ph",
    "a:xfrm",
    "a:off",
    "a:srgbClr",
    "a:gs",
    "p:nvPr",
    "p:cSld",
    "x",
]
NAMES = ["type", "idx", "val", "x", "cx", "r:id", "r:embed", "name", "hidden", "showMasterSp", "orient", "sz"]
Parts = dict[str, bytes]


@cache
def deck_of() -> Deck:
    make = Maker()
    first, second = make("Rest well."), make("Drink water.", heading="Water", points=["Water"])
    return lay_out(paginate(script_of(first, second), LIGHT), LIGHT)


@cache
def templates() -> list[Parts]:
    """Whole templates, of several kinds."""
    import tempfile

    found = []
    ways: list[dict[str, object]] = [
        {},
        {"changes": untyped()},
        {"changes": {MASTER: with_shape(hidden_object())}},
        {"changes": {CONTENT: with_shape(shape("Band", 0, 0, 1280, 300, "tx1"))}},
        {"keep": (1,)},
        {"size": (9_144_000, 5_143_500)},
        {"size": (9_144_000, 6_858_000)},
    ]
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            path = make_template(Path(folder) / "t.pptx", **way)  # type: ignore[arg-type]
            with zipfile.ZipFile(path) as archive:
                found.append({name: archive.read(name) for name in archive.namelist()})
    return found


def packed(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


# -- damages: each changes the parts of a template, or what it is packed to ----------------


def _part(parts: Parts, chance: random.Random) -> str:
    """A part that is read, mostly."""
    read = [
        name for name in parts if re.match(r"ppt/(slideMasters|slideLayouts|theme|_rels|presentation)|\[|_rels", name)
    ]
    return chance.choice(read if read and chance.random() < 0.9 else list(parts))


def dropped(parts: Parts, chance: random.Random) -> None:
    del parts[_part(parts, chance)]


def emptied(parts: Parts, chance: random.Random) -> None:
    parts[_part(parts, chance)] = chance.choice((b"", b"<x/>", b"\x00\xff", b"<?xml version='1.0'?>", b"PK"))


def swapped(parts: Parts, chance: random.Random) -> None:
    one, other = _part(parts, chance), _part(parts, chance)
    parts[one], parts[other] = parts[other], parts[one]


def strict(parts: Parts, _: random.Random) -> None:
    """As PowerPoint's "Strict Open XML Presentation" names everything."""
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            parts[name] = (
                content.replace(
                    b"schemas.openxmlformats.org/officeDocument/2006/", b"purl.oclc.org/ooxml/officeDocument/"
                )
                .replace(b"schemas.openxmlformats.org/presentationml/2006/", b"purl.oclc.org/ooxml/presentationml/")
                .replace(b"schemas.openxmlformats.org/drawingml/2006/", b"purl.oclc.org/ooxml/drawingml/")
            )


def _changed(pattern: str, values: Sequence[str]) -> Callable[[Parts, random.Random], None]:
    def change(parts: Parts, chance: random.Random) -> None:
        name = _part(parts, chance)
        text = parts[name].decode("utf-8", "replace")
        places = list(re.finditer(pattern, text))
        if places:
            match = chance.choice(places)
            parts[name] = (text[: match.start(1)] + chance.choice(values) + text[match.end(1) :]).encode(
                "utf-8", "replace"
            )

    return change


def without_element(parts: Parts, chance: random.Random) -> None:
    """One element less, with all in it."""
    from lxml import etree

    name = _part(parts, chance)
    try:
        root = etree.fromstring(parts[name])
    except etree.XMLSyntaxError:
        return
    some = [one for one in root.iter(etree.Element) if one.getparent() is not None]
    if some:
        gone = chance.choice(some)
        gone.getparent().remove(gone)
        parts[name] = etree.tostring(root)


def with_a_placeholder(parts: Parts, chance: random.Random) -> None:
    """A picture or a table as title or body, as decks of other programs have it."""
    name = chance.choice(
        [one for one in parts if one.startswith(("ppt/slideLayouts/s", "ppt/slideMasters/s"))] or list(parts)
    )
    holder = f'<p:ph type="{chance.choice(("title", "ctrTitle", "body", "pic", "tbl", "subTitle", "sldNum", ""))}" idx="{chance.choice(NUMBERS)}"/>'
    pic = f'<p:pic><p:nvPicPr><p:cNvPr id="99" name="P"/><p:cNvPicPr/><p:nvPr>{holder}</p:nvPr></p:nvPicPr><p:blipFill/><p:spPr/></p:pic>'
    frame = (
        f'<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="99" name="T"/><p:cNvGraphicFramePr/><p:nvPr>{holder}</p:nvPr></p:nvGraphicFramePr>'
        '<p:xfrm><a:off x="0" y="0"/><a:ext cx="9000000" cy="900000"/></p:xfrm><a:graphic><a:graphicData uri="u"><a:tbl/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    text = parts[name].decode("utf-8", "replace")
    parts[name] = text.replace("</p:spTree>", f"{chance.choice((pic, frame))}</p:spTree>", 1).encode()


def with_a_shape(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(
        [one for one in parts if one.startswith(("ppt/slideLayouts/s", "ppt/slideMasters/s"))] or list(parts)
    )
    some = [hidden_object(""), hidden_object("", (0, 0, 900_000, 900_000)), shape("S", 0, 0, 1280, 720, "accent9")]
    text = parts[name].decode("utf-8", "replace")
    parts[name] = text.replace("</p:spTree>", f"{chance.choice(some)}</p:spTree>", 1).encode()


def macros(parts: Parts, _: random.Random) -> None:
    parts["ppt/vbaProject.bin"] = b"\x00"


def empty_layout(parts: Parts, chance: random.Random) -> None:
    name = chance.choice([one for one in parts if one.startswith("ppt/slideLayouts/s")] or list(parts))
    text = parts[name].decode("utf-8", "replace")
    parts[name] = re.sub(r"<p:sp>.*</p:sp>", "", text, flags=re.DOTALL).encode()


DAMAGES: dict[str, Callable[[Parts, random.Random], None]] = {
    "dropped": dropped,
    "emptied": emptied,
    "swapped": swapped,
    "strict": strict,
    "a number": _changed(r'"(-?\d+)"', NUMBERS),
    "a value": _changed(r'="([^"<>]*)"', [*WORDS, *NUMBERS]),
    "an element": _changed(r"<([\w]+:\w+)", TAGS),
    "a name": _changed(r" ([\w:]+)=\"", NAMES),
    "a target": _changed(r'Target="([^"]*)"', ["", "x.xml", "/", "../../../x", "ppt/slideMasters/slideMaster1.xml", "https://example.org"]),
    "a type": _changed(r'Type="([^"]*)"', ["", "x", "a/slideLayout", "a/image", "a/theme"]),
    "without": without_element,
    "placeholder": with_a_placeholder,
    "shape": with_a_shape,
    "macros": macros,
    "empty layout": empty_layout,
}  # fmt: skip


def damaged(chance: random.Random) -> tuple[str, bytes]:
    parts = dict(chance.choice(templates()))
    kinds = [chance.choice(list(DAMAGES)) for _ in range(chance.choice((1, 1, 1, 2, 3)))]
    for kind in kinds:
        DAMAGES[kind](parts, chance)
    content = packed(parts)
    if chance.random() < 0.1:
        kinds.append("bytes")
        broken = bytearray(content)
        for _ in range(chance.choice((1, 4, 40))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        content = bytes(broken[: chance.choice((len(broken), len(broken) // 2, 30))])
    if chance.random() < 0.01:
        kinds.append("old")
        content = bytes.fromhex("d0cf11e0a1b11ae1") + content
    return "+".join(kinds), content


def try_template(path: Path) -> str:
    """What became of a template. Raises whatever else than a line for people happens."""
    try:
        template = read_template(path, PLACE)
        said = list(template_warnings(template, path, PLACE))
        theme = make_theme(ThemeWish(template=path, places=(("template", PLACE),)))
    except InputError as error:
        for one in error.problems:
            assert one.hint, one
            assert "\n" not in str(one), one
            assert len(str(one)) < 500, one
        return error.problems[0].code
    assert all("\n" not in str(one) and len(str(one)) < 500 for one in said)
    deck = replace(deck_of(), theme=theme)
    chosen, _ = choose_layouts(template, deck, "en")
    template_plans(chosen, theme)
    presentation = new_presentation(deck, TextStyle("en-US", mirrored=False), "Clinic", chosen)
    for layout in presentation.slide_layouts:
        _new_slide(presentation, layout)
    presentation.save(io.BytesIO())
    return "warned" if said else "fine"


def run(seed: int, seconds: float, folder: Path, most: int = sys.maxsize) -> Counter[str]:
    """Try templates until ``seconds`` are over or ``most`` are tried; what became of them, by kind.

    Raises AssertionError that holds the template where something else came of it.
    """
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    end = time.monotonic() + seconds
    while time.monotonic() < end and seen.total() < most:
        kinds, content = damaged(chance)
        path = folder / f"{seen.total()}.pptx"
        path.write_bytes(content)
        started = time.process_time()
        try:
            found = try_template(path)
        except BaseException as error:
            told = f"{type(error).__name__}: {error}: {kinds} {path} {base64.b64encode(content[:3000]).decode()[:200]}"
            raise AssertionError(told) from error
        assert time.process_time() - started < SLOW, (kinds, path)
        seen[found] += 1
        path.unlink()
    return seen
