"""Reads W3C Timed Text (TTML, DFXP, iTunes' ITT): the words of its paragraphs, with their times.

https://www.w3.org/TR/ttml2/
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from narrate.errors import InputError, Place, Problem, Severity
from narrate.languages import primary_language
from narrate.model import Edit
from narrate.script.raw_material.captions.cues import CaptionCue
from narrate.script.raw_material.captions.markup import RUBY, plain_words
from narrate.sources.untrusted_xml import TooComplexError, parse_xml

_XML = "{http://www.w3.org/XML/1998/namespace}"
_CLOCK = re.compile(r"(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.,](\d{1,9})|:(\d{1,3})(?:\.\d{1,3})?)?$")
_OFFSET = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)(h|ms|m|s|f|t)$")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_LONGEST = 9  # digits of a rate
_READINGS = ("text", "textContainer", "delimiter")
_UNSPOKEN = ("metadata", "title", "desc", "copyright", "agent", "name", "actor")


def read_ttml(path: Path, text: str, language: str, edits: list[Edit]) -> tuple[list[CaptionCue], str]:
    """Return (captions, all visible words of the file). Text not in ``language`` is added to ``edits``.

    Raises InputError if the text is not XML, or declares a document type.
    """
    root = _parsed(path, text)
    clock = _Clock(root)
    body = next(_elements(root, "body"), root)
    paragraphs = list(_elements(body, "p"))
    words = plain_words(map(_shown, paragraphs))
    languages = {_language(paragraph) for paragraph in paragraphs}
    wanted = _nearest(language, languages)
    cues = []
    for paragraph in paragraphs:
        sourceline: Any = paragraph.sourceline
        place = Place(str(path), int(sourceline or 0), 1)
        own_language = _language(paragraph)
        if wanted is not None and own_language != wanted:
            if foreign := " ".join(plain_words([_shown(paragraph)]).split()):
                edits.append(Edit(place, foreign, f"captions in another language: {own_language or 'not said'}"))
            continue
        lines: list[str] = [""]
        _gather(paragraph, lines, edits, place)
        starts, ends = clock.times(paragraph)
        cues.append(CaptionCue(starts, ends, tuple((place.line, line) for line in lines if line.strip())))
    return [cue for cue in cues if cue.lines], words


def _elements(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements called ``name`` in ``root``, in any namespace."""
    return (element for element in root.iter() if _name(element) == name)


def _shown(paragraph: etree._Element) -> str:
    """All text of a paragraph, escaped as in other caption files."""
    return _escaped("".join(_texts(paragraph)))


def _nearest(language: str, languages: Collection[str]) -> str | None:
    """The language among ``languages`` that suits ``language`` best.

    It is None if there is no choice, or none suits: then all captions are read.
    """
    if len(languages) < 2:
        return None
    if language.lower() in languages:
        return language.lower()
    primary = primary_language(language)
    return next((candidate for candidate in sorted(languages) if primary_language(candidate) == primary), None)


def _parsed(path: Path, text: str) -> etree._Element:
    try:
        root = parse_xml(_DECLARATION.sub("", text, count=1).encode(), encoding="utf-8")
    except TooComplexError as error:
        message, hint = f"Timed Text that {error}", "save it as a .srt in the program that made it"
        raise InputError(Problem(Place(str(path)), Severity.ERROR, "too-large", message, hint)) from None
    except etree.XMLSyntaxError as error:
        hint = "export it anew, or save it as a .srt in the program that made it"
        place = Place(str(path), error.lineno or 1, 1)
        raise InputError(
            Problem(place, Severity.ERROR, "unreadable-file", "not Timed Text: it is not XML", hint)
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        hint = "save it as a .srt in the program that made it"
        message = "it declares a document type, which captions do not need"
        raise InputError(Problem(Place(str(path), 1, 1), Severity.ERROR, "unreadable-file", message, hint))
    return root


def _name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _spoken(element: etree._Element) -> bool:
    return _name(element) not in ("", *_UNSPOKEN)


def _texts(element: etree._Element) -> Iterator[str]:
    """All text of an element except metadata, with a space for each line break; ruby readings come at the end."""
    readings = []
    yield element.text or ""
    for child in element:
        if _name(child) == "br":
            yield " "
        elif _spoken(child) and _ruby(child) in _READINGS:
            readings += [" ", *_texts(child)]
        elif _spoken(child):
            yield "".join(_texts(child))
        yield child.tail or ""
    yield from readings


def _gather(element: etree._Element, lines: list[str], edits: list[Edit], place: Place) -> None:
    """Add the text of ``element`` to ``lines``. It begins in the last line, which is not yet complete."""
    lines[-1] += _escaped(element.text)
    for child in element:
        if _name(child) == "br":
            lines.append("")
        elif _spoken(child) and _ruby(child) in _READINGS:
            if reading := " ".join(plain_words([_escaped("".join(_texts(child)))]).split()):
                edits.append(Edit(place, reading, RUBY))
        elif _spoken(child):
            _gather(child, lines, edits, place)
        lines[-1] += _escaped(child.tail)


def _escaped(text: str | None) -> str:
    """Text escaped as in captions with tags, since the reader of all captions unescapes it."""
    return " ".join(re.split(r"\s+", text or "")).replace("&", "&amp;").replace("<", "&lt;")


def _ruby(element: etree._Element) -> str:
    return next((str(value) for name, value in element.items() if etree.QName(name).localname == "ruby"), "")


def _language(element: etree._Element) -> str:
    """The language of the element in lower case. The element may inherit it."""
    for ancestor in (element, *element.iterancestors()):
        if language := ancestor.get(f"{_XML}lang"):
            return language.strip().lower()
    return ""


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST


class _Clock:
    """Converts the times of a document, whose root element gives the frames and ticks per second."""

    def __init__(self, root: etree._Element) -> None:
        attributes = {etree.QName(name).localname: str(value) for name, value in root.items()}
        rate = attributes.get("frameRate", "")
        self._frames = float(rate) if _is_number(rate) and int(rate) else 30.0
        top, _, bottom = attributes.get("frameRateMultiplier", "").replace(":", " ").partition(" ")
        if _is_number(top) and _is_number(bottom) and int(bottom):
            self._frames *= int(top) / int(bottom)
        ticks = attributes.get("tickRate", "")
        self._ticks = float(ticks) if _is_number(ticks) and int(ticks) else self._frames if rate else 1.0

    def times(self, paragraph: etree._Element) -> tuple[int, int]:
        """When the paragraph is shown, (start, end) in milliseconds. If it does not say, its spans tell."""
        base = sum(max(0, self._ms(ancestor.get("begin"))) for ancestor in paragraph.iterancestors())
        starts, ends = self._times_of(paragraph)
        if starts < 0:
            inner = [self._times_of(span) for span in paragraph.iter() if span.get("begin")]
            starts = min((start for start, _ in inner if start >= 0), default=-1)
            ends = max((end for _, end in inner), default=-1)
        return (-1 if starts < 0 else base + starts), (-1 if ends < 0 else base + ends)

    def _times_of(self, element: etree._Element) -> tuple[int, int]:
        starts, ends, lasts = (self._ms(element.get(name)) for name in ("begin", "end", "dur"))
        return starts, ends if ends >= 0 or lasts < 0 else max(0, starts) + lasts

    def _ms(self, time: str | None) -> int:
        """The value ``time`` of an attribute, in milliseconds; -1 if there is none."""
        time = (time or "").strip()
        if match := _CLOCK.match(time):
            hours, minutes, seconds, part, frames = match.groups()
            whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
            rest = float(f"0.{part}") if part else int(frames or 0) / self._frames
            return round((whole + rest) * 1000)
        if match := _OFFSET.match(time):
            unit = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001, "f": 1 / self._frames, "t": 1 / self._ticks}
            return round(float(match.group(1)) * unit[match.group(2)] * 1000)
        return -1
