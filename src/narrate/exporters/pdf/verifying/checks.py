"""Compares the printed editions with the record: what a screen reader says of them, and what they hold besides."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from narrate.editions import shown_title
from narrate.exporters.pdf.format import (
    DIGESTS,
    HANDOUT,
    HEAD,
    IN_PIECES,
    LARGE,
    LEAST_LARGE_SIZE,
    LEAST_SIZE,
    SLIDE_HEADING,
    SLIDES,
    Told,
    bare,
    digest,
    paper_size,
    pdf_language,
)  # fmt: skip
from narrate.exporters.pdf.verifying.sentences import missing_from_notes, missing_sentence
from narrate.exporters.pdf.verifying.structure import Element, StructureTree
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN
from narrate.languages import primary_language
from narrate.sources.regular_files import open_regular

NAME = "pdf"
_MOST_BYTES = 500_000_000
_SAYS_SENTENCES = frozenset(["/P", "/H1", "/H2", "/H3"])
"""A sentence that is the heading of its part is not printed twice."""
_PART, _SLIDE = f"{DIGESTS}part ", f"{DIGESTS}slide "
_CATALOG = frozenset(
    [
        "/Type",
        "/Pages",
        "/Metadata",
        "/Lang",
        "/StructTreeRoot",
        "/MarkInfo",
        "/ViewerPreferences",
        "/Outlines",
        "/PageLabels",
        "/Names",
    ]
)
_PAGE = frozenset(
    [
        "/Type",
        "/Parent",
        "/MediaBox",
        "/Resources",
        "/Contents",
        "/StructParents",
        "/Tabs",
        "/Annots",
        "/Group",
        "/CropBox",
        "/BleedBox",
        "/TrimBox",
        "/ArtBox",
    ]
)
_INFORMATION = frozenset(["/Title", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate", "/Subject"])
_PROGRAM = re.compile(r"Typst [0-9.]+")


def check_files(record: Record, *, notes: bool) -> Iterator[Finding]:
    """Compare the three files with the record. ``notes``: the narration stands under each slide.

    Raises OSError or ValueError if one cannot be read at all.
    """
    for pattern in (HANDOUT, LARGE, SLIDES):
        name = pattern.replace("{name}", record.name)
        path = record.folder / name
        try:
            with open_regular(path, _MOST_BYTES, links=False):
                pass
            is_slides = pattern == SLIDES
            yield from _findings(record, path, is_slides=is_slides, has_narration=notes or not is_slides)
        except (OSError, ValueError):
            raise
        except Exception as error:  # noqa: BLE001 - pypdf raises errors of many kinds if a file is damaged
            raise ValueError(f"{name} cannot be read ({type(error).__name__})") from None


def _findings(record: Record, path: Path, *, is_slides: bool, has_narration: bool) -> Iterator[Finding]:
    from pypdf import PdfReader

    short = path.name.removeprefix(f"{record.name}.")
    reader = PdfReader(path, strict=True)
    if reader.is_encrypted:
        raise ValueError(f"{path.name} is encrypted")
    tree = StructureTree(reader)
    elements = list(tree.elements())
    wrong = tuple(_slide_faults(record, elements) if is_slides else _part_faults(record, elements))
    yield Finding(NAME, f"{short} says what it should, in order", len(wrong), 0, "faults", wrong)
    if has_narration and primary_language(record.manifest.language) in IN_PIECES:
        note = (
            "not compared, since letters of this language come back in pieces; with the script at hand, every byte is"
        )
        yield Finding(NAME, f"{short} has every sentence", note=note)
    elif has_narration:
        missing = tuple(_notes_faults(record, elements) if is_slides else _narration_faults(record, elements))
        yield Finding(NAME, f"{short} has every sentence", faults=missing)
    untold = tuple(f"{text} is read by no screen reader; {BUILD_AGAIN}" for text in tree.untold())
    yield Finding(NAME, f"{short} tells all", len(untold), 0, "faults", untold)
    others = [*_document_faults(record, reader), *_page_faults(record, reader, is_slides=is_slides)]
    if not is_slides:
        others += _contents_faults(elements)
    yield Finding(NAME, f"{short} holds nothing else", len(others), 0, "faults", tuple(others))
    least = LEAST_LARGE_SIZE if short == "large.pdf" else LEAST_SIZE
    if not is_slides:
        smallest = round(min((page.smallest for page in tree.pages), default=0), 1)
        small = (f"letters of {smallest:g} pt, less than {least:g} pt",) if smallest < least else ()
        yield Finding(NAME, f"{short} has large enough letters", smallest, least, "pt", small, at_least=True)


def _narration_faults(record: Record, elements: Sequence[Element]) -> Iterator[str]:
    """Yield the first sentence of the timeline that a handout does not print."""
    paragraphs = (element.text for element in elements if element.tag in _SAYS_SENTENCES)
    missing = missing_sentence(paragraphs, [one.text for one in record.sentences if one.shown])
    if missing is not None:
        yield f"the sentence {missing[:60]!r} is not in it as it is written, or not in its place; {BUILD_AGAIN}"


def _notes_faults(record: Record, elements: Sequence[Element]) -> Iterator[str]:
    """Yield for each slide the first sentence that does not stand under it."""
    pages: dict[int, list[str]] = {}
    for element in elements:
        pages.setdefault(element.page, []).append(element.text)
    for place, segment in enumerate(record.segments):
        missing = missing_from_notes(pages.get(place, []), [one.text for one in segment.sentences])
        if missing is not None:
            yield f"under slide {place + 1}, the sentence {missing[:60]!r} is not as it is spoken; {BUILD_AGAIN}"


def _told(elements: Sequence[Element], *, on_slide: bool = False) -> Iterator[Told]:
    """Yield what the ``elements`` say. The number of a point stands in an element of its own before it."""
    number = ""
    for element in elements:
        tag = element.tag.removeprefix("/")
        if tag == "Lbl":
            number = "".join(letter for letter in element.text if letter.isdecimal())
        elif tag != "TOCI":
            if on_slide and tag in ("H1", "H2", "H3"):
                tag = SLIDE_HEADING
            yield Told(tag, element.text, element.alt, number if tag == "LBody" else "")


def _part_faults(record: Record, elements: Sequence[Element]) -> Iterator[str]:
    """Compare the handout with the digests of its head and of its parts, each of which begins with a heading."""
    noted = record.manifest.described
    keys = [HEAD, *sorted((key for key in noted if key.startswith(_PART)), key=_number)]
    groups: list[list[Element]] = [[]]
    for place, element in enumerate(elements):
        follows = elements[place + 1].tag if place + 1 < len(elements) else ""
        if element.tag == "/TOCI" or (element.tag == "/H2" and follows == "/TOCI"):
            continue  # the table of contents is compared elsewhere
        if element.tag in ("/H2", "/H3"):
            groups.append([])
        groups[-1].append(element)
    if len(groups) != len(keys):
        yield f"it has {len(groups) - 1} headings, not {len(keys) - 1}; {BUILD_AGAIN}"
    for key, group in zip(keys, groups, strict=False):
        if noted.get(key) != digest(_told(group), record.manifest.language):
            about = "what stands before the first heading" if key == HEAD else f"the part {group[0].text[:60]!r}"
            yield f"{about} does not say what it should, in order; {BUILD_AGAIN}"


def _slide_faults(record: Record, elements: Sequence[Element]) -> Iterator[str]:
    noted = record.manifest.described
    keys = sorted((key for key in noted if key.startswith(_SLIDE)), key=_number)
    pages: dict[int, list[Element]] = {}
    for element in elements:
        pages.setdefault(element.page, []).append(element)
    if [element.page for element in elements] != sorted(element.page for element in elements):
        yield f"its slides are told in another order; {BUILD_AGAIN}"
    if len(keys) != len(record.segments) or len(pages) != len(keys):
        yield f"it has {len(pages)} slides, not {len(record.segments)}; {BUILD_AGAIN}"
    for place, key in enumerate(keys):
        if noted[key] != digest(_told(pages.get(place, []), on_slide=True), record.manifest.language):
            yield f"slide {place + 1} does not say what it should, in order; {BUILD_AGAIN}"


def _number(key: str) -> int:
    return int(key.rpartition(" ")[2])


def _contents_faults(elements: Sequence[Element]) -> Iterator[str]:
    """Yield what is wrong with the table of contents: each heading must stand in it, with its page."""
    entries = [bare(element.text) for element in elements if element.tag == "/TOCI"]
    if not entries:
        return
    place = next(place for place, element in enumerate(elements) if element.tag == "/TOCI")
    headings = [element for element in elements[place:] if element.tag in ("/H2", "/H3")]
    wanted = [f"{bare(element.text)}{element.page + 1}" for element in headings]
    if len(entries) != len(wanted):
        yield f"its contents have {len(entries)} entries, not {len(wanted)}"
    for entry, wish, heading in zip(entries, wanted, headings, strict=False):
        if sorted(entry) != sorted(wish):
            yield f"its contents do not lead to {heading.text[:60]!r} on page {heading.page + 1}"


def _document_faults(record: Record, reader: Any) -> Iterator[str]:
    """Yield what is wrong with the file as a whole: its language and title, and anything that narrate does not write."""
    root = reader.trailer["/Root"]
    yield from (f"it has {key}, which narrate does not write" for key in sorted(root.keys() - _CATALOG))
    language = pdf_language(record.manifest.language)
    if str(root.get("/Lang")) != language:
        yield f"its language is {str(root.get('/Lang'))!r}, not {language!r}"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it does not say that it has tags"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "its title is not shown as the name of the window"
    if any(name in root.get("/Names", {}) for name in ("/JavaScript", "/EmbeddedFiles")):
        yield "it holds a script or a file"
    information: Mapping[str, Any] = reader.metadata or {}
    title = shown_title(record.manifest.title, record.manifest.language, record.manifest.edition)
    if bare(str(information.get("/Title", ""))) not in (bare(title), bare(record.manifest.title)):
        yield f"its title is {information.get('/Title')!r}, not {title!r}"
    yield from (f"it names {key}, which narrate does not write" for key in sorted(information.keys() - _INFORMATION))
    for key in ("/Creator", "/Producer"):
        if key in information and not _PROGRAM.fullmatch(str(information[key])):
            yield f"its {key} is {str(information[key])!r}"


def _page_faults(record: Record, reader: Any, *, is_slides: bool) -> Iterator[str]:
    wanted = paper_size(record.manifest.language)
    for number, page in enumerate(reader.pages, 1):
        yield from (f"page {number} has {key}, which narrate does not write" for key in sorted(page.keys() - _PAGE))
        size = tuple(float(side) for side in page.mediabox[2:])
        if not is_slides and any(abs(side - wish) > 1 for side, wish in zip(size, wanted, strict=True)):
            yield f"page {number} has {size[0]:.0f} × {size[1]:.0f} pt, not {wanted[0]:.0f} × {wanted[1]:.0f}"
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            action = link.get("/A", {})
            if str(link.get("/Subtype")) != "/Link" or str(action.get("/S", "/GoTo")) not in ("/GoTo", "/URI"):
                yield f"page {number} holds something that is no link"
            elif "/URI" in action and not str(action["/URI"]).startswith(("http://", "https://", "tel:", "mailto:")):
                yield f"page {number} links to {str(action['/URI'])[:60]!r}"
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            if not _is_embedded(font.get_object()):
                yield f"page {number}: the font {name} is not in the file"


def _is_embedded(font: Any) -> bool:
    inner = font.get("/DescendantFonts", [font])[0].get_object()
    descriptor = inner.get("/FontDescriptor", {})
    return any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
