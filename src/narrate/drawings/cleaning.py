"""Cleans an SVG drawing: makes a copy that draws and does nothing else.

The copy has only known elements and attributes: no scripts, no animations, nothing that is loaded from
elsewhere. It is written in a uniform way, so that every program shows it alike:

- Styles are presentation attributes, and ``use`` is replaced by what it shows.
- Lengths are in the drawing's own units, 100 to 4000 of them along its longer side.
- The drawing begins at 0, 0, and its natural size is ``LONGEST`` px along its longer side.

What is left out is reported as a warning. A drawing is refused if it needs what is not allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import SVG, XLINK
from narrate.drawings.colours import separate_opacities
from narrate.drawings.copying import Copier
from narrate.drawings.elements import line_of
from narrate.drawings.numbers import LARGEST, length, view_box, written
from narrate.drawings.paint_limits import check_paint_limit
from narrate.drawings.picture_problems import Remarks, UnfitError
from narrate.drawings.styles import inline_styles
from narrate.sources.untrusted_xml import TooComplexError, parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

LONGEST = 1280.0  # natural size of the longer side in px: 1920 pixels at 144 ppi
MOST_BYTES = 8_000_000
MOST_ELEMENTS = 20_000
MOST_TAGS = 100_000  # also comments and definitions of programs that draw; more is not even parsed
DEEPEST = 60
MOST_STRETCHED = 20  # the longer side as a multiple of the shorter
SMALLEST = 0.01  # units, the least length of the longer side
_FINE = (100.0, 4000.0)  # units; a drawing whose longer side is outside this range is scaled
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_ENCODINGS = (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PLAIN = "save it as plain SVG"


@dataclass(frozen=True, slots=True)
class CleanSvg:
    """A cleaned drawing with its size, in its own units. ``parts`` are the ids of its elements.

    A point x, y of the file is at (x - ``left``) × ``scale``, (y - ``top``) × ``scale`` in the cleaned drawing.
    """

    content: bytes
    width: float
    height: float
    left: float
    top: float
    scale: float
    parts: tuple[str, ...]


def clean_svg(content: bytes, remarks: Remarks) -> CleanSvg:
    """Clean the SVG drawing in ``content``. Warnings are added to ``remarks``.

    Raises UnfitError if the drawing cannot be shown; ``remarks`` says why.
    """
    from lxml import etree

    root = _parsed(content, remarks)
    _check_complexity(root, remarks)
    variables = inline_styles(root, remarks)
    left, top, width, height = _view(root, remarks)
    _report_repeated_ids(root, remarks)
    made = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})  # type: ignore[dict-item]
    longer = max(width, height)
    scale = 1.0 if _FINE[0] <= longer <= _FINE[1] else LONGEST / longer
    made.set("width", written(width * LONGEST / longer))
    made.set("height", written(height * LONGEST / longer))
    copier = Copier(root, variables, remarks, width, height, MOST_ELEMENTS, DEEPEST)
    copier.copy_root(made, left, top, scale)
    width, height = width * scale, height * scale
    made.set("viewBox", f"0 0 {written(width)} {written(height)}")
    separate_opacities(made)
    check_paint_limit(made, remarks, MOST_ELEMENTS, 3 * DEEPEST)
    if remarks.unfit:
        raise UnfitError
    ids = (id_ for element in made.iter() if (id_ := element.get("id")))
    parts = tuple(dict.fromkeys(id_ for id_ in ids if not id_.startswith(copier.OURS)))
    etree.cleanup_namespaces(made, keep_ns_prefixes=["xlink"])
    return CleanSvg(etree.tostring(made), width, height, left, top, scale, parts)


def _parsed(content: bytes, remarks: Remarks) -> _Element:
    """The root of the drawing, without comments and instructions. Raises UnfitError if it cannot be read safely."""
    from lxml import etree

    _check_text(content, remarks)
    try:
        root = parse_xml(content, MOST_TAGS, remove_pis=False)
    except TooComplexError as error:
        raise remarks.refuse("figure-size", str(error), "simplify it") from error
    except etree.XMLSyntaxError as error:
        reason = " ".join(str(error.msg or error).split())[:160]
        raise remarks.refuse("figure-unreadable", f"is not well-formed SVG: {reason}", _PLAIN) from error
    for instruction in (*root.itersiblings(preceding=True), *root.iter(etree.ProcessingInstruction)):
        if getattr(instruction, "target", "") == "xml-stylesheet":
            message = "takes its styles from another file by <?xml-stylesheet?>"
            raise remarks.refuse("figure-unreadable", message, _PLAIN, line_of(instruction))
    etree.strip_tags(root, etree.ProcessingInstruction)
    if root.tag != f"{{{SVG}}}svg":
        hint = f'begin it with <svg xmlns="{SVG}" viewBox="…">'
        raise remarks.refuse("figure-unreadable", "is not SVG", hint, line_of(root))
    return root


def _check_text(content: bytes, remarks: Remarks) -> None:
    """Raise UnfitError if ``content`` is too large, in an unusual encoding or declares entities."""
    if len(content) > MOST_BYTES:
        raise remarks.refuse("figure-size", f"is larger than {MOST_BYTES // 1_000_000} MB", "simplify its paths")
    if not _has_known_encoding(content):
        raise remarks.refuse("figure-unreadable", "is not written in UTF-8", f"{_PLAIN} in UTF-8")
    if match := _DECLARED.search(content):
        line = content.count(b"\n", 0, match.start()) + 1
        message = f"contains {match.group().decode()}, which is not allowed in a figure"
        raise remarks.refuse("figure-unreadable", message, "delete it, or save it as plain SVG", line)


def _has_known_encoding(content: bytes) -> bool:
    """Whether ``content`` is UTF-8 or declares another encoding that contains ASCII."""
    if b"\x00" in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return False
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf"))
    return declared is None or declared.group(1).lower() in _ENCODINGS


def _check_complexity(root: _Element, remarks: Remarks) -> None:
    """Raise UnfitError if the drawing has too many elements or is nested too deeply."""
    count, todo = 0, [(root, 1)]
    while todo:
        element, depth = todo.pop()
        count += 1
        if depth > DEEPEST:
            message = f"has elements nested more than {DEEPEST} deep"
            raise remarks.refuse("figure-size", message, "ungroup some of its parts", line_of(element))
        todo += [(child, depth + 1) for child in element]
    if count > MOST_ELEMENTS:
        raise remarks.refuse("figure-size", f"has more than {MOST_ELEMENTS} elements", "simplify it")


def _view(root: _Element, remarks: Remarks) -> tuple[float, float, float, float]:
    """Return the visible area of the drawing: left, top, width and height in its own units.

    Raises UnfitError if the drawing does not say what is visible, or if no slide can show an area of this shape.
    """
    line = line_of(root)
    given = root.get("viewBox")
    view = _whole_page(root) if given is None else view_box(given)
    if view is None:
        message = (
            "has no size"
            if given is None
            else f"has the viewBox {given[:40]!r}, which is not four numbers that make a box"
        )
        raise remarks.refuse("figure-size", message, 'give its size: viewBox="0 0 688 720"', line)
    longer, shorter = max(view[2:]), min(view[2:])
    if longer > LARGEST or longer < SMALLEST or longer / shorter > MOST_STRETCHED:
        message = f"is {view[2]:g} × {view[3]:g} units, which is too small, too large or too narrow"
        raise remarks.refuse("figure-size", message, 'use a viewBox like "0 0 688 720"', line)
    return view


def _whole_page(root: _Element) -> tuple[float, float, float, float] | None:
    """Return the area (left, top, width, height) of a drawing without a ``viewBox``, from its width and height.

    None if the drawing does not give both.
    """
    width, height = (length(root.get(side) or "", 0.0) for side in ("width", "height"))
    if width is None or height is None or width <= 0 or height <= 0:
        return None
    return 0.0, 0.0, width, height


def _report_repeated_ids(root: _Element, remarks: Remarks) -> None:
    """Report ids that occur twice: a script that names one of them is ambiguous."""
    seen: dict[str, int] = {}
    for element in root.iter():
        id_ = element.get("id")
        if id_ is None:
            continue
        if id_ in seen:
            message = f"has the id {id_[:40]!r} twice (lines {seen[id_]} and {line_of(element)})"
            remarks.error("figure-ids", message, "give each part an id of its own")
        else:
            seen[id_] = line_of(element)
