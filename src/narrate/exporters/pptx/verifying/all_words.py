"""Compares all that a slide shows with what it was made to show: nothing less, nothing more, nothing twice, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from narrate.exporters.pptx.format import A, P
from narrate.exporters.pptx.verifying.reading_deck import is_sound, is_title, properties_of
from narrate.exporters.pptx.verifying.shown_words import numbered_of
from narrate.exporters.slide_words import figure_checksum, words_checksum

_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Item:
    """A paragraph or figure on a slide: its checksum, and how messages call it."""

    checksum: str
    name: str


def unexpected_words(slide: etree._Element, wanted: str) -> Iterator[str]:
    """Yield a line of text for each difference between ``slide`` and what it was made to show.

    ``wanted`` are the checksums of all paragraphs and figures, as ``slide_words.shown_on`` returns them.
    """
    items = list(_items(slide))
    if not wanted:
        yield "the manifest does not say what this slide shows; build the edition again"
        return
    expected = wanted.split()
    if [item.checksum for item in items] != expected:
        yield from _differences(items, expected)
    yield from _lit_words(slide)


def _differences(items: list[_Item], expected: list[str]) -> Iterator[str]:
    missing, found = Counter(expected), Counter[str]()
    faults = []
    for item in items:
        found[item.checksum] += 1
        if missing[item.checksum] == 0:
            faults.append(f"{item.name} is not what this slide was made to show")
        elif found[item.checksum] > missing[item.checksum]:
            faults.append(f"{item.name} stands there once too often")
    lost = missing - found
    known = {item.checksum: item.name for item in items}
    for index, checksum in enumerate(expected):
        if lost[checksum]:
            lost[checksum] -= 1
            before = next((known[other] for other in reversed(expected[:index]) if other in known), "")
            faults.append(f"something is missing {f'after {before}' if before else 'at its start'}")
    yield from faults or ["what it shows is in another order"]


def _items(slide: etree._Element) -> Iterator[_Item]:
    """Yield all paragraphs and figures of a slide that are shown at rest, in the order of ``slide_words.shown_on``."""
    shapes = list(slide.iterfind(f"{P}cSld/{P}spTree/*"))
    shapes.sort(key=lambda shape: not (shape.tag == f"{P}sp" and is_title(shape)))
    for shape in shapes:
        if shape.tag in (f"{P}sp", f"{P}graphicFrame"):
            yield from _words(shape)
        elif shape.tag == f"{P}pic" and not is_sound(shape) and properties_of(shape).get("name") == "Figure":
            yield _figure(shape)
        elif shape.tag == f"{P}grpSp" and not _is_lit(shape):
            for inner in shape.iter(f"{P}sp"):
                yield from _words(inner)


def _words(shape: etree._Element) -> Iterator[_Item]:
    for text, number in numbered_of(shape):
        yield _Item(words_checksum(text, number), repr(" ".join(text.split())[:_LONGEST]))


def _figure(picture: etree._Element) -> _Item:
    crop = picture.find(f"{P}blipFill/{A}srcRect")
    edges = [int((crop.get(side) if crop is not None else "") or 0) for side in "ltrb"]
    description = properties_of(picture).get("descr") or ""
    name = f"the figure {description[:_LONGEST]!r} (its description or crop)" if description else "a cropped figure"
    return _Item(figure_checksum(description, edges), name)


def _is_lit(group: etree._Element) -> bool:
    return properties_of(group).get("name") == "Lit"


def _lit_words(slide: etree._Element) -> Iterator[str]:
    """Check that each copy of a figure with a lit part says what one label says, and no label is said by two."""
    labels: Counter[str] = Counter()
    for group in slide.iterfind(f"{P}cSld/{P}spTree/{P}grpSp"):
        if properties_of(group).get("name") == "Label":
            labels["\n".join(text for text, _ in _all_of(group))] += 1
    for group in slide.iterfind(f"{P}cSld/{P}spTree/{P}grpSp"):
        words = "\n".join(text for text, _ in _all_of(group)) if _is_lit(group) else ""
        if words:
            labels[words] -= 1
            if labels[words] < 0:
                yield f"{words[:_LONGEST]!r} is shown while a part is lit, and is not one of the labels"


def _all_of(group: etree._Element) -> Iterator[tuple[str, int | None]]:
    return (paragraph for shape in group.iter(f"{P}sp") for paragraph in numbered_of(shape))
