"""Reads the attributes of a drawing's elements and keeps those that are safe and can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from narrate.drawings.allowed_svg import DOWN, GEOMETRY, LENGTHS, OWN, PRESENTATION, REFERRING, SHAPES, TRANSFORMS
from narrate.drawings.colours import COLOURED, plain_colour
from narrate.drawings.elements import line_of, name_of
from narrate.drawings.numbers import LARGEST, length, numbers, within, written
from narrate.drawings.picture_problems import Remarks
from narrate.drawings.variables import Scope, UnresolvedError, is_open

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_DATA = 1_000_000  # letters of path data in a drawing
_FUNCTION = re.compile(r"(?<![\w-])([\w-]*)\(")
_NEVER = frozenset("\\<>@:/")  # characters that no legitimate value has
_OPEN = frozenset({"var", "env", "attr", "calc", "min", "max", "clamp"})  # functions that would have to be computed
_PIXELS = re.compile(r"(?<=[\d.])(?:px|deg)\b")
_LOCAL = re.compile(r"""url\(\s*["']?#([^\s"'()]+)["']?\s*\)""")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaeE0-9+\-.,\s]*")
_NUMBER = re.compile(r"(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?")
_LONG = re.compile(r"[eE]|\d{6}")
_CALLS = re.compile(r"\s*(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)[\s,]*)*")
_ARGUMENTS = re.compile(r"\(([^()]*)\)")


class Attributes:
    """Reads the attributes of SVG elements and keeps those that are safe and can be drawn.

    Percentages refer to ``width`` and ``height``, the size of the drawing in its own units. Values that cannot be kept
    are reported in ``remarks``.
    """

    def __init__(self, remarks: Remarks, width: float, height: float) -> None:
        self._remarks = remarks
        self._width, self._height = width, height
        self._diagonal = ((width * width + height * height) / 2) ** 0.5
        self._data = 0

    def of(self, element: _Element, scope: Scope) -> Iterator[tuple[str, str]]:
        """Yield (name, value) of each attribute of ``element`` to keep. The copier adds ids and references itself.

        ``var()`` is replaced by the values in ``scope``. Raises UnfitError if the drawing has too much path data.
        """
        name, line = name_of(element), line_of(element)
        for raw_key, raw_value in element.items():
            key, value = str(raw_key), str(raw_value)
            if is_open(value) and _takes_variables(name, key):
                try:
                    value = scope.resolve(value)
                except UnresolvedError as error:
                    message = f"has {key}={value[:40]!r}, but {str(error)!r} is not defined"
                    hint = "write the value itself, or define it in the drawing: <style>:root {--name: #c9a66b}</style>"
                    self._remarks.error("figure-unreadable", message, hint, line)
                    continue
            yield from self._kept(name, key, value, line)

    def _kept(self, name: str, key: str, value: str, line: int) -> Iterable[tuple[str, str]]:
        """Return the attribute ``key`` of an element ``name`` as every program reads it, or nothing to leave it out."""
        if key in GEOMETRY.get(name, ()):
            return self._length(key, value, line)
        if key == "transform" and name != "stop":
            return self._transform(key, value, line)
        if key in OWN.get(name, ()):
            return self._own(key, value, line)
        if key in PRESENTATION:
            return self._presented(key, value, line)
        self._report_behaviour(key, value, line)
        return ()

    def _report_behaviour(self, key: str, value: str, line: int) -> None:
        """Warn about ``key``, which is left out, if it makes the drawing act (``onclick``) or is a filter."""
        if key[:2].lower() == "on" and key.isalpha():
            message = f"has {key[:30]!r}, which is left out"
            self._remarks.warn("figure-cleaned", message, "draw without it: figures are still pictures", line)
        elif key == "filter" and value.strip() != "none":
            hint = "draw without shadows and blurs: they look different in each program"
            self._remarks.warn("figure-cleaned", "has a filter, which is left out", hint, line)

    def _own(self, key: str, value: str, line: int) -> Iterator[tuple[str, str]]:
        """Yield an attribute that only some elements have, such as path data, if it can be drawn."""
        if key in TRANSFORMS:
            yield from self._transform(key, value, line)
        elif key == "d":
            if self._is_drawn(value, line) and value.strip():
                yield key, value
        elif key == "points":
            coordinates = numbers(value)
            self._data += len(value)
            if coordinates is None or self._data > MOST_DATA:
                self._remarks.error("figure-unreadable", "has points that cannot be drawn", _DRAWABLE, line)
            elif len(coordinates) > 1:
                yield key, value
        elif len(value) < 1000 and not set(value) & {*_NEVER, "("} and all(map(within, _numbers_in(value))):
            yield key, value

    def _length(self, key: str, value: str, line: int) -> Iterator[tuple[str, str]]:
        """Yield a geometry attribute with its length in units of the drawing. Reports a value that is no length."""
        if value.strip() == "auto":
            return
        whole = self._diagonal if key == "r" else self._height if key in DOWN else self._width
        units = length(value, whole)
        if units is None:
            self._remarks.error(
                "figure-unreadable", f"has {key}={value[:20]!r}, which is not a length", _DRAWABLE, line
            )
        else:
            yield key, written(units)

    def _transform(self, key: str, value: str, line: int) -> Iterator[tuple[str, str]]:
        value = _PIXELS.sub("", " ".join(value.split()))
        if not value or value == "none":
            return
        arguments = [numbers(text) for text in _ARGUMENTS.findall(value)]
        if len(value) > 5000 or not _CALLS.fullmatch(value) or None in arguments:
            message = f"has {key}={value[:40]!r}, which is not a valid transformation"
            self._remarks.error("figure-unreadable", message, _DRAWABLE, line)
            return
        yield key, value

    def _is_drawn(self, data: str, line: int) -> bool:
        """Whether path data can be drawn. Raises UnfitError if the drawing has too much of it."""
        self._data += len(data)
        if self._data > MOST_DATA:
            message = f"has more than {MOST_DATA:,} letters of path data".replace(",", " ")
            raise self._remarks.refuse("figure-size", message, "simplify its paths", line)
        start = data.lstrip()[:1]
        if not _PATH.fullmatch(data) or (start and start not in "Mm"):
            self._remarks.error("figure-unreadable", "has a path whose data cannot be read", _DRAWABLE, line)
            return False
        if _LONG.search(data) and not all(map(within, _numbers_in(data))):
            self._remarks.error("figure-unreadable", f"has a path with numbers over {LARGEST:g}", _DRAWABLE, line)
            return False
        return True

    def _presented(self, key: str, value: str, line: int) -> Iterator[tuple[str, str]]:
        """Yield a presentation attribute, such as ``fill`` or ``stroke-width``, if it is safe."""
        value = " ".join(value.split())
        functions = _FUNCTION.findall(value)
        if functions and not self._are_allowed(functions, key, value, line):
            return
        if key in COLOURED:
            yield from self._coloured(key, value, line)
            return
        if "\\" in value or len(value) > 500:
            self._left_out(key, value, line)
            return
        if key in LENGTHS:
            units = length(value, self._diagonal)
            if units is not None:
                yield key, written(units)
            return
        if set(functions) - {"url"} or set(value) & _NEVER:
            self._left_out(key, value, line)
            return
        yield key, _LOCAL.sub(r"url(#\1)", value)

    def _are_allowed(self, functions: list[str], key: str, value: str, line: int) -> bool:
        """Whether the ``functions`` that ``value`` calls refer only to the drawing itself and need no computing."""
        local = key in REFERRING and len(_LOCAL.findall(value)) == value.count("url(")
        for function in functions:
            if function == "url" and local:
                continue
            if function.lower() == "url":
                message = f"takes its {key} from {value[:60]!r}, which is not in the drawing"
                self._remarks.error("figure-unreadable", message, "copy it into the drawing: url(#id)", line)
                return False
            if function.lower() in _OPEN:
                self._remarks.error("figure-unreadable", f"has {key}={value[:40]!r}", _VALUE, line)
                return False
        return True

    def _coloured(self, key: str, value: str, line: int) -> Iterator[tuple[str, str]]:
        """Yield a colour that every program knows. An unknown one is an error: it would be shown as black."""
        colour = plain_colour(key, _LOCAL.sub(r"url(#\1)", value))
        if colour is None or set(colour) & _NEVER:
            message = f"has {key}={value[:40]!r}, which is not a colour that can be shown"
            self._remarks.error("figure-unreadable", message, "write a plain colour: #c9a66b", line)
        elif colour:
            yield key, colour

    def _left_out(self, key: str, value: str, line: int) -> None:
        message = f"has {key}={value[:40]!r}, which is left out"
        self._remarks.warn("figure-cleaned", message, "write a plain value", line)


_VALUE = "write the value itself: calculations and look-ups are not supported"
_DRAWABLE = "draw it anew, or delete it"


def _takes_variables(name: str, key: str) -> bool:
    """Whether a ``var()`` in the attribute ``key`` of an element ``name`` is replaced by its value."""
    return key in PRESENTATION or key in TRANSFORMS or (name in SHAPES and key in GEOMETRY.get(name, ()))


def _numbers_in(text: str) -> Iterator[float]:
    return (float(number) for number in _NUMBER.findall(text))
