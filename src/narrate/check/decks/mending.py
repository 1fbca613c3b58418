"""Mends what is safe to mend in a deck: titles for slides without one, and the language of words that state none.

Nobody who sees the slides notices a difference: such a title lies above its slide. A screen reader finds the slide by it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lxml import etree

from narrate.check.decks.languages import recogniser, running
from narrate.errors import OutsideError, Place, UsageError
from narrate.exporters.pptx.format import A, P, xmlns
from narrate.exporters.pptx.keeping.kept_slide import STRICT
from narrate.exporters.pptx.keeping.package_parts import parse, written
from narrate.exporters.pptx.keeping.raw_zip import copy_zip
from narrate.languages import office_tag
from narrate.script.kept_decks import MAX_BYTES, MAX_UNPACKED, refuse_signed
from narrate.script.kept_decks.slide_contents import contents_of
from narrate.script.raw_material.opening_office_files import MACRO_POWERPOINT, opened
from narrate.script.raw_material.powerpoint_notes.slides import read_slide, slide_parts
from narrate.sources.regular_files import open_regular

_LONGEST = 80  # letters of a text that becomes a title
_HEIGHT = 457_200  # EMU: half an inch


@dataclass(frozen=True, slots=True)
class Mended:
    """What was mended on a slide: ``what`` is a line of text."""

    place: Place
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def mend_deck(deck: Path, target: Path, language: str = "") -> list[Mended]:
    """Write the mended ``deck`` to ``target``, and return what was mended.

    ``language`` is the tag (BCP 47) of the words that state none; they stay without one if it is empty. Every part that
    is not mended keeps its bytes. Raises UsageError if ``target`` exists, InputError if the deck cannot be read or is
    signed, OutsideError if the disk refuses.
    """
    if target.exists():
        raise UsageError(f"--mend {target}: the file exists; name a new one")
    replaced: dict[str, bytes] = {}
    mended: list[Mended] = []
    titles: set[str] = set()
    with opened(deck, MACRO_POWERPOINT, MAX_BYTES, MAX_UNPACKED) as (package, name):
        refuse_signed(deck, package)
        for number, part in enumerate(slide_parts(package, name), 1):
            slide = _Slide(package.read(part), Place(str(deck), number))
            if not slide.is_hidden:
                title = read_slide(deck, package, part, number, slide.root).title
                done = [*slide.with_title(title, titles), *slide.with_language(language)]
                mended += done
                if done:
                    replaced[part] = slide.content
    try:
        with open_regular(deck, MAX_BYTES) as file:
            copy_zip(file, target, replaced, frozenset(), ())
    except (OSError, zipfile.BadZipFile) as error:
        raise OutsideError(f"{target} cannot be written: {error}") from error
    return mended


class _Slide:
    """A slide that is mended."""

    def __init__(self, content: bytes, place: Place) -> None:
        self._is_strict = STRICT[0][0] in content
        for strict, usual in STRICT if self._is_strict else ():
            content = content.replace(strict, usual)
        self.root = parse(content)
        self._place = place

    @property
    def is_hidden(self) -> bool:
        return self.root.get("show", "1") in ("0", "false")

    @property
    def content(self) -> bytes:
        content = written(self.root)
        for strict, usual in STRICT if self._is_strict else ():
            content = content.replace(usual, strict)
        return content

    def with_title(self, title: str, taken: set[str]) -> Iterator[Mended]:
        """Add a title above the slide if it has none. ``taken`` are the titles of the slides before, and gets this one."""
        if title:
            taken.add(title.casefold())
            return
        tree = self.root.find(f"{P}cSld/{P}spTree")
        if tree is None or any(one.get("type") in ("title", "ctrTitle") for one in tree.iter(f"{P}ph")):
            return  # it has an empty placeholder: words in it would be seen
        first = next((text for text in contents_of(self.root).texts if len(text) <= _LONGEST), "")
        made = _unique(first or f"Slide {self._place.line}", taken)
        ids = [one.get("id", "") for one in tree.iter("{*}cNvPr")]
        shape = max([1, *(int(id_) for id_ in ids if id_.isascii() and id_.isdigit() and len(id_) < 10)]) + 1
        element = etree.fromstring(_title_xml(made, shape))
        before = tree.find(f"{P}grpSpPr")
        tree.insert(0 if before is None else tree.index(before) + 1, element)
        yield Mended(self._place, f"has the title {made!r} now, above the slide, where only screen readers find it")

    def with_language(self, language: str) -> Iterator[Mended]:
        """State ``language`` for words that state none, unless they look like words of another language."""
        runs = [run for run in self.root.iter(f"{A}r") if _lacks_language(run)]
        words = "\n".join(run.findtext(f"{A}t") or "" for run in runs)
        if not language or not runs or recogniser(language).other_language(running(words)):
            return
        tag = office_tag(language)
        for run in runs:
            look = run.find(f"{A}rPr")
            if look is None:
                look = etree.Element(f"{A}rPr")
                run.insert(0, look)
            look.set("lang", tag)
        yield Mended(
            self._place, f"states the language {tag} for words that stated none, such as {words.split()[0][:40]!r}"
        )


def _lacks_language(run: etree._Element) -> bool:
    """Whether a run of letters states no language."""
    look = run.find(f"{A}rPr")
    return (look is None or not look.get("lang")) and any(map(str.isalpha, run.findtext(f"{A}t") or ""))


def _unique(title: str, taken: set[str]) -> str:
    made, number = title, 2
    while made.casefold() in taken:
        made, number = f"{title} ({number})", number + 1
    taken.add(made.casefold())
    return made


def _title_xml(title: str, shape: int) -> str:
    return (
        f'<p:sp {xmlns("p", "a")}><p:nvSpPr><p:cNvPr id="{shape}" name="Title {shape}"/>'
        '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>'
        f'<p:spPr><a:xfrm><a:off x="0" y="{-2 * _HEIGHT}"/><a:ext cx="{20 * _HEIGHT}" cy="{_HEIGHT}"/></a:xfrm></p:spPr>'
        "<p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>"
        f'<a:p><a:r><a:rPr sz="1800"/><a:t>{escape(title, quote=False)}</a:t></a:r></a:p></p:txBody></p:sp>'
    )
