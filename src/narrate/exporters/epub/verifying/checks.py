"""Checks the words of a book, its sound, and its navigation."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import zip_longest

from lxml import etree

from narrate.exporters.epub.format import (
    COVER_IMAGE,
    FOLDER,
    METADATA,
    audio_file,
    digest,
    figure_line,
    part_key,
    part_lines,
    point_line,
    row_line,
    sentence_id,
    slide_lines,
    text_file,
)
from narrate.exporters.epub.verifying.reading import (
    EPUB_TYPE,
    XHTML,
    PackageWords,
    ReadPart,
    ReadSlide,
    levels,
    read_member,
    text_of,
)
from narrate.exporters.verifying.edition_record import Record
from narrate.exporters.verifying.pictures_checks import painted_faults
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import plain_heading, spaced


def slide_faults(parts: Sequence[ReadPart], record: Record) -> Iterator[str]:
    """Yield each slide that is not in the book exactly once, and whether the slides are in order."""
    found = [slide.number for part in parts for slide in part.slides]
    for number, segment in enumerate(record.segments, 1):
        if found.count(number) != 1:
            yield f"slide {number}, {segment.heading[:40]!r}, is in the book {found.count(number)} times, not once"
    yield from (
        f"the book has a slide {number}, which the edition does not have"
        for number in found
        if not 0 < number <= len(record.segments)
    )
    if found != sorted(found):
        yield "the slides are not in order"
    yield from (
        f"the text {part.number} begins with slide {part.slides[0].number}"
        for part in parts
        if part.slides[0].number != part.number
    )


def sentence_faults(part: ReadPart, record: Record) -> Iterator[str]:
    """Yield where the text of ``part`` has other sentences than ``timeline.json``, or has them in another order."""
    wanted = [
        (sentence_id(slide.number, index), sentence.text)
        for slide in part.slides
        for index, sentence in enumerate(record.segments[slide.number - 1].sentences, 1)
    ]
    for found, right in zip_longest(part.sentences, wanted):
        if right is None and found is not None:
            yield f"{found[1][:60]!r} is in the text of slide {part.number}, but nobody says it there"
        elif found is None and right is not None:
            yield f"{right[1][:60]!r} is missing in the text of slide {part.number}"
        elif found is not None and right is not None and (found[0], spaced(found[1])) != (right[0], spaced(right[1])):
            yield f"{found[1][:60]!r} stands where {right[1][:60]!r} is said"
            return  # all sentences that follow may only have moved


def heading_faults(parts: Sequence[ReadPart], record: Record) -> Iterator[str]:
    """Yield each heading that differs from the heading of its slide, or has the wrong level."""
    for part, level in zip(parts, levels(parts, record), strict=True):
        segment, called = record.segments[part.number - 1], spaced(part.title)
        if part.heading and part.level != level:
            yield f"the heading {part.heading[:40]!r} has the level {part.level} instead of {level}"
        wanted = [segment.heading, *([plain_heading(segment)] if part.heading else [])]
        if called not in map(spaced, wanted):
            yield f"the heading {called[:40]!r} stands where {segment.heading[:40]!r} should"


def navigation_faults(navigation: etree._Element, parts: Sequence[ReadPart], record: Record) -> Iterator[str]:
    """Yield what is wrong with the list of pages and the table of contents."""
    yield from _page_faults(_links(navigation, "page-list"), parts, record)
    contents = _links(navigation, "toc")
    for part in parts:
        if contents.count((text_file(part.number), spaced(part.title))) != 1:
            yield f"the table of contents does not lead to {part.title[:40]!r}"
    if len(contents) != len(parts):
        yield f"the table of contents has {len(contents)} entries for {len(parts)} parts"


def _links(navigation: etree._Element, type_: str) -> list[tuple[str, str]]:
    """Return (address, words) of each link in the ``nav`` elements of a type."""
    navs = [nav for nav in navigation.iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == type_]
    return [(link.get("href", ""), spaced(text_of(link))) for nav in navs for link in nav.iter(f"{XHTML}a")]


def _page_faults(pages: list[tuple[str, str]], parts: Sequence[ReadPart], record: Record) -> Iterator[str]:
    where = {slide.number: part.number for part in parts for slide in part.slides}
    for number in range(1, len(record.segments) + 1):
        if pages.count((f"{text_file(where[number])}#slide-{number}", str(number))) != 1:
            yield f"the list of pages does not lead to slide {number}"
    if len(pages) != len(record.segments):
        yield f"the list of pages has {len(pages)} pages for {len(record.segments)} slides"


def reordered_words(parts: Sequence[ReadPart], record: Record) -> Iterator[str]:
    """Yield words among right-to-left letters that are shown in another order than they are written."""
    for part in parts:
        others = {id_ for slide in part.slides for id_ in slide.languages}
        lines = [text for id_, text in part.sentences if id_ not in others]
        lines += [part.title, *part.unspoken]
        for slide in part.slides:
            for figure in slide.figures:
                lines += [figure.alt, figure.name, figure.description]
            lines += [text for list_ in slide.lists for item in list_.items for text in item]
            lines += [cell for table in slide.tables for row in table for cell in row]
        yield from direction_faults(lines, record.manifest.language)


def altered_words(
    parts: Sequence[ReadPart], words: PackageWords, archive: zipfile.ZipFile, record: Record
) -> Iterator[str]:
    """Yield the parts whose figures, lists, headings or paragraphs are not those that were written."""
    found = {METADATA: digest(words.date, words.subtitle, words.publisher, words.conforms)}
    found |= {part_key(part.number): digest(*_lines(part, archive)) for part in parts}
    written = {key: value for key, value in record.manifest.described.items() if key.startswith("epub ")}
    for key in sorted(found.keys() | written.keys()):
        if found.get(key) != written.get(key):
            yield (
                "the date, the subtitle, the publisher or the conformance in the package is not the one that was written"
                if key == METADATA
                else f"a figure, a list, a heading or a paragraph of {_text_of_key(key)} is not the one that was written"
            )


def _text_of_key(key: str) -> str:
    """Return the file in the book whose digest has the key ``key`` in the manifest."""
    number = key.rpartition(" ")[2]
    return text_file(int(number)) if number.isdecimal() else key


def missing_pictures(parts: Sequence[ReadPart], archive: zipfile.ZipFile) -> Iterator[str]:
    """Yield each picture that a text shows and that the book does not hold, such as one of the web."""
    for part in parts:
        for figure in (figure for slide in part.slides for figure in slide.figures):
            if f"{FOLDER}{figure.file}" not in archive.NameToInfo:
                yield f"{text_file(part.number)} shows {figure.file[:100]!r}, which is not in the book"


def _lines(part: ReadPart, archive: zipfile.ZipFile) -> list[str]:
    return part_lines(part.level, part.heading, [_slide_lines(slide, archive) for slide in part.slides])


def _slide_lines(slide: ReadSlide, archive: zipfile.ZipFile) -> list[str]:
    figures = [
        figure_line(one.alt, one.name, one.description, sha256(read_member(archive, one.file)).hexdigest())
        for one in slide.figures
    ]
    points = [
        point_line(None if list_.first is None else list_.first + offset, name, text)
        for list_ in slide.lists
        for offset, (name, text) in enumerate(list_.items)
    ]
    rows = [row_line(row) for table in slide.tables for row in table]
    return slide_lines(slide.number, slide.counts, slide.languages, figures, [*points, *rows], slide.links)


def sound_faults(archive: zipfile.ZipFile, record: Record) -> Iterator[str]:
    """Yield each slide whose sound in the book differs from its track."""
    for number, segment in enumerate(record.segments, 1):
        name = f"{FOLDER}{audio_file(number)}"
        if name not in archive.NameToInfo:
            yield f"the sound of slide {number} is not in the book"
        elif (
            archive.getinfo(name).file_size != (record.folder / segment.track).stat().st_size
            or archive.read(name) != (record.folder / segment.track).read_bytes()
        ):
            yield f"the sound of slide {number} differs from its track"


def cover_faults(archive: zipfile.ZipFile, record: Record) -> Iterator[str]:
    """Yield what is wrong with the picture of the cover: it is that of the first slide."""
    yield from painted_faults(record, "1", read_member(archive, COVER_IMAGE), "the picture of the cover")
