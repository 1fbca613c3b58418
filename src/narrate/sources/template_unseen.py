"""Finds what nobody sees on the master and the layouts of a template, and takes it out.

Add-ins for charts keep data in hidden, tiny or far shapes. People leave notes there, or in words without a colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from narrate.sources.drawing_colours import UNKNOWN, Colours, background, colour_of, fills, styled_fills
from narrate.sources.ooxml import EMU_PER_PX, A, P
from narrate.sources.template_copying import holder_of
from narrate.sources.template_frames import Frame, PlacedShape, is_turned, placed_shapes, whole

_SPECK = 2.0  # px: a shape that is no larger is not seen
_SMALLEST_WORDS = 200.0  # hundredths of a point, on a slide 1280 px wide
_FAINTEST = 5_000  # of 100 000: the opacity of words that are not seen
_FILLS = tuple(f"{A}{name}" for name in ("noFill", "solidFill", "gradFill", "pattFill", "blipFill", "grpFill"))
_MOST_LAYERS, _MOST_COVERS = 100, 20  # shapes that are compared with each other
_SAME = 6  # of 255: the difference in red, green and blue up to which two colours look the same
_SLIDE: Frame = (0.0, 0.0, 1280.0, 720.0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A master or layout that is drawn over ``below``: nothing, or the master of the layout.

    ``colours`` are the theme's by name. ``factor`` is the scale to slides 1280 px wide.
    """

    root: etree._Element
    below: tuple[etree._Element, ...]
    master: etree._Element
    colours: Colours
    theme: etree._Element
    factor: float


def without_hidden_shapes(root: etree._Element, factor: float) -> etree._Element:
    """Remove the invisible shapes from ``root``, a master or layout, and return ``root``.

    Invisible shapes are hidden, tiny, beside the slide or wholly under another shape. Placeholders stay. ``factor`` is
    the scale to slides 1280 px wide.
    """
    placed = list(placed_shapes(root, factor))
    unseen = [one for one in placed if _is_hidden(one.element) or _is_unseen(one)]
    gone = {id(one) for one in unseen}
    unseen += _covered([one for one in placed if id(one) not in gone])
    for shape in (one.element for one in unseen):
        if holder_of(shape) is None and (parent := shape.getparent()) is not None:
            parent.remove(shape)
    return root


def without_hidden_words(sheet: Sheet) -> None:
    """Remove the words of ``sheet`` that are tiny, transparent or in the colour of what is behind them."""
    below = [one for root in sheet.below for one in placed_shapes(root, sheet.factor)]
    layers = [_layer(one, sheet) for one in below[-_MOST_LAYERS:]]
    for one in placed_shapes(sheet.root, sheet.factor):
        layers.append(_layer(one, sheet))
        if holder_of(one.element) is None:
            words = _Words(sheet, one, layers[-_MOST_LAYERS:])
            for body in (*one.element.iterfind(f"{P}txBody"), *one.element.iterfind(f"{A}graphic//{A}txBody")):
                for paragraph in body.iterfind(f"{A}p"):
                    for run in [*paragraph.iterfind(f"{A}r"), *paragraph.iterfind(f"{A}fld")]:
                        if words.are_hidden(run, paragraph, body):
                            paragraph.remove(run)


def _is_hidden(shape: etree._Element) -> bool:
    properties = shape.find(f"./*/{P}cNvPr")
    return properties is not None and properties.get("hidden") in ("1", "true")


def _is_unseen(placed: PlacedShape) -> bool:
    """Whether a shape is tiny or beside the slide."""
    if placed.frame is None or placed.reach is None:
        return False
    left, top, right, low = placed.frame
    if right - left <= _SPECK and low - top <= _SPECK:
        return True
    left, top, right, low = placed.reach
    edge = _half_line(placed.element)
    return left - edge >= _SLIDE[2] or top - edge >= _SLIDE[3] or right + edge <= 0 or low + edge <= 0


def _half_line(shape: etree._Element) -> float:
    """Return by how many px the line around ``shape`` reaches beyond its frame."""
    line = shape.find(f"{P}spPr/{A}ln")
    if line is None:
        return 1.0 if shape.tag == f"{P}cxnSp" else 0.0
    width = whole(line.get("w") or "")
    return 0.0 if line.find(f"{A}noFill") is not None else (9525 if width is None else width) / 2 / EMU_PER_PX


def _covered(placed: Sequence[PlacedShape]) -> list[PlacedShape]:
    """Return the shapes that lie wholly under an opaque rectangle."""
    covers: list[Frame] = []
    found = []
    for one in reversed(placed):
        if one.frame is None or one.reach is None or one.element.tag == f"{P}grpSp":
            continue
        if any(_covers(cover, one.reach) for cover in covers):
            found.append(one)
        elif len(covers) < _MOST_COVERS and _is_opaque(one.element):
            covers.append(one.frame)
    return found


def _covers(cover: Frame, frame: Frame) -> bool:
    left, top, right, low = (max(frame[0], 0), max(frame[1], 0), min(frame[2], _SLIDE[2]), min(frame[3], _SLIDE[3]))
    return cover[0] <= left and cover[1] <= top and cover[2] >= right and cover[3] >= low


def _is_opaque(shape: etree._Element) -> bool:
    """Whether ``shape`` is an upright rectangle with an opaque colour of its own, and no placeholder."""
    properties = shape.find(f"{P}spPr")
    if shape.tag != f"{P}sp" or properties is None or holder_of(shape) is not None:
        return False
    fill, outline = properties.find(f"{A}solidFill"), properties.find(f"{A}prstGeom")
    plain = outline is not None and outline.get("prst") == "rect" and not is_turned(shape)
    return plain and fill is not None and next(fill.iter(f"{A}alpha", f"{A}alphaMod", f"{A}alphaOff"), None) is None


class _Words:
    """Judges the words of ``shape`` on ``sheet``. ``layers`` lie behind the words, from bottom to top."""

    def __init__(self, sheet: Sheet, shape: PlacedShape, layers: Sequence[_Layer]) -> None:
        self._sheet, self._shape, self._layers = sheet, shape, layers

    @cached_property
    def _grounds(self) -> list[str]:
        """The colours behind the words."""
        return _behind(self._shape.reach, self._layers, self._sheet)

    def are_hidden(self, run: etree._Element, paragraph: etree._Element, body: etree._Element) -> bool:
        """Whether nobody sees the words ``run``, which are in ``paragraph`` of the text ``body``."""
        looks = _looks(run, paragraph, body)
        size = next((whole(size) for look in looks if (size := look.get("sz"))), None)
        if size is not None and size * self._sheet.factor < _SMALLEST_WORDS:
            return True
        if any(_has_outline(look) for look in looks):
            return False
        fill = next((fill for look in looks for fill in look.iterchildren(*_FILLS)), None)
        if fill is None:  # the colour may come with the style of the shape
            fill = self._shape.element.find(f"{P}style/{A}fontRef")
        if fill is None or fill.tag not in (*_FILLS[:2], f"{A}fontRef"):
            return False
        return fill.tag == f"{A}noFill" or self._is_lost(fill)

    def _is_lost(self, fill: etree._Element) -> bool:
        """Whether words filled with ``fill`` are transparent or in the one colour that is behind them."""
        for alpha in fill.iter(f"{A}alpha"):
            if int(alpha.get("val") or 100_000) <= _FAINTEST:
                return True
        ink, grounds = colour_of(fill, self._sheet.colours), self._grounds
        return bool(grounds) and all(_look_alike(ink, ground) for ground in grounds)


def _looks(run: etree._Element, paragraph: etree._Element, body: etree._Element) -> list[etree._Element]:
    """Return the properties that say how the words ``run`` look: those of the words before those of the shape."""
    own = paragraph.find(f"{A}pPr")
    level = ((whole(own.get("lvl") or "") if own is not None else 0) or 0) + 1
    found = (run.find(f"{A}rPr"), body.find(f"{A}lstStyle/{A}lvl{level}pPr/{A}defRPr"))
    return [properties for properties in found if properties is not None]


def _has_outline(look: etree._Element) -> bool:
    line = look.find(f"{A}ln")
    return line is not None and len(line) > 0 and line.find(f"{A}noFill") is None


@dataclass(frozen=True, slots=True)
class _Layer:
    """What a shape shows at ``frame``: ``colours``, which are empty if it shows nothing there. ``frame`` may be unknown."""

    frame: Frame | None
    colours: tuple[str, ...]
    opaque: bool


def _layer(placed: PlacedShape, sheet: Sheet) -> _Layer:
    shape = placed.element
    if shape.tag == f"{P}grpSp" or holder_of(shape) is not None:
        return _Layer(placed.frame, (), opaque=False)
    return _Layer(placed.frame, tuple(_shown(shape, sheet)), _is_opaque(shape))


def _behind(frame: Frame | None, layers: Sequence[_Layer], sheet: Sheet) -> list[str]:
    """Return the colours behind words that reach as far as ``frame``. ``layers`` lie behind them, from bottom to top."""
    if frame is None:
        return [UNKNOWN]
    found: list[str] = []
    for layer in reversed(layers):
        if layer.frame is None or not _meet(layer.frame, frame):
            continue
        found += layer.colours
        if layer.opaque and _covers(layer.frame, frame):
            return found
    return [*found, *background([sheet.root, sheet.master], sheet.colours, sheet.theme)]


def _meet(frame: Frame, other: Frame) -> bool:
    return frame[0] < other[2] and other[0] < frame[2] and frame[1] < other[3] and other[1] < frame[3]


def _shown(shape: etree._Element, sheet: Sheet) -> list[str]:
    """Return the colours of the area of ``shape``: none if it has no fill."""
    if shape.tag != f"{P}sp":
        return [UNKNOWN]
    properties, reference = shape.find(f"{P}spPr"), shape.find(f"{P}style/{A}fillRef")
    fill = fills(properties, sheet.colours) if properties is not None else None
    if fill is None and reference is not None:
        fill = styled_fills(reference, sheet.colours, sheet.theme)
    return fill or []


def _look_alike(colour: str, other: str) -> bool:
    if UNKNOWN in (colour, other):
        return False
    pairs = ((int(colour[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (0, 2, 4))
    return all(abs(one - two) <= _SAME for one, two in pairs)
