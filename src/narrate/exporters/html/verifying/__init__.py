"""Reads the page back. Its parts must match the slides, in order, and all its links must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from lxml import html

from narrate.editions import to_output
from narrate.exporters.html.format import LANGUAGES, PUBLISHER, WORDS, catalogue_address, topic_page
from narrate.exporters.html.verifying.drawings import Drawn, drawing_faults, drawings_of
from narrate.exporters.html.verifying.expected_page import expected_page, figures_of
from narrate.exporters.html.verifying.offers import check_offers
from narrate.exporters.html.verifying.player_data import found_data, state_faults
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.markup_differences import differences
from narrate.exporters.verifying.pictures_checks import (
    files_beneath,
    picture_name,
    slide_picture_faults,
    stray_pictures,
)
from narrate.exporters.verifying.reading_page import PagePart, pair_parts, parse_page, parts_of
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import (
    is_untitled,
    missing_sentences,
    plain_heading,
    same_words,
    shown_text,
    spaced,
)
from narrate.exporters.verifying.text_differences import text_difference
from narrate.model import Kind

PAGE = "index.html"


def check_page(record: Record) -> Iterator[Finding]:
    """Compare ``index.html`` with the record of the edition."""
    content = (record.folder / PAGE).read_bytes().decode()
    page = parse_page(content)
    shown = [*page.iterfind(".//h1"), *page.iterfind(".//main//article")]
    text = "\n".join(element.text_content() for element in shown)
    lost = missing_sentences(record, text, shown_only=True)
    total = sum(sentence.shown for sentence in record.sentences)
    yield Finding("html", "sentences", total - len(lost), total, "sentences", lost, at_least=True)
    parts = list(pair_parts(parts_of(page), record.segments))
    faults: list[str] = []
    for part, segments in parts:
        faults += _part_faults(part, [segment for _, segment in segments], record.manifest.language)
    yield Finding("html", "parts", len(faults), 0, "faults", tuple(faults))
    figures = figures_of(record)
    pictures = [fault for part, segments in parts for fault in _picture_faults(part, segments, record, figures)]
    pictures += stray_pictures(record)
    known = {name for names in figures.values() for name in names}
    pictures += [f"{name} is the figure of no slide" for name in files_beneath(record, "figures/") if name not in known]
    yield Finding("html", "pictures", len(pictures), 0, "faults", tuple(pictures))
    turned = tuple(direction_faults(_shown(page), record.manifest.language))
    yield Finding("html", "right to left", len(turned), 0, "texts", turned)
    lights = tuple(_light_faults(content, parts, record, figures))
    yield Finding("html", "what lights up", len(lights), 0, "faults", lights)
    yield _links(page, record)
    yield from check_offers(record)
    expected = expected_page(record, page, content)
    changed = tuple(differences(content, expected.text))
    yield Finding("html", "markup", len(changed), 0, "faults", changed)
    described = {key: value for key, value in record.manifest.described.items() if _is_of_page(key)}
    altered = tuple(_altered_words(expected.digests, described))
    yield Finding("html", "words about pictures, points, publisher", len(altered), 0, "faults", altered)


def _is_of_page(key: str) -> bool:
    """Whether ``key`` is that of a digest of words on the page, not in another format."""
    return key in (PUBLISHER, WORDS, LANGUAGES) or key.startswith(("#", "figures/", "longer ", "light "))


def _altered_words(shown: Mapping[str, str], written: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the words that only the page holds. ``shown`` and ``written`` are their digests by key."""
    for key in sorted(shown.keys() | written.keys()):
        if shown.get(key) == written.get(key):
            continue
        if key == PUBLISHER:
            yield "the publisher is not the one that was written"
        elif key == WORDS:
            yield "the places of words in their sentences are not those that were written"
        elif key == LANGUAGES:
            yield "the languages of sentences are not those that were written"
        elif key.startswith("light "):
            slide = key.removeprefix("light ")
            yield f"what lights up on the slide {slide}, where and when, is not what was written"
        elif key.startswith("#"):
            yield f"the points under {key} are not those that were written"
        elif key.startswith("longer "):
            yield f"the longer descriptions of {key.removeprefix('longer ')} are not those that were written"
        else:
            yield f"the alternative text or the caption of {key} is not the one that was written"


def _part_faults(part: PagePart, segments: list[RecordSegment], language: str) -> Iterator[str]:
    """What is wrong with a part of the page that should show ``segments``."""
    # a heading may end like the number that a repeated title gets in the timeline
    expected = [(one.id, spaced(text)) for one in segments[:1] for text in (plain_heading(one), one.heading)]
    expected += [(one.id, "") for one in segments[:1] if is_untitled(one)] or ([] if segments else [("", "")])
    if (part.id, spaced(part.heading)) not in expected:
        wanted = segments[0].heading if segments else "nothing"
        yield f"the heading {part.heading!r} (#{part.id}) stands where {wanted!r} should"
        return
    text = "\n".join(shown_text(segment, language) for segment in segments if segment.kind != Kind.SECTION)
    if not same_words("\n".join(part.texts), text):
        differs = text_difference("\n".join(part.texts), text)
        yield f"the text under {part.heading!r} is not what is said there: {differs or 'its lines are divided otherwise'}"


def _picture_faults(
    part: PagePart, segments: list[tuple[int, RecordSegment]], record: Record, paths: Mapping[str, list[str]]
) -> Iterator[str]:
    """What is wrong with the pictures of a part of the page.

    ``segments`` are (number, segment) of the slides that the part should show. ``paths`` are those of all figures, by
    the id of their segment.
    """
    where = f"under {part.heading!r}"
    figures = {number: paths.get(segment.id, []) for number, segment in segments}
    wanted = [name for names in figures.values() for name in names]
    if exchanged := list(_exchanged([unquote(address) for address, _ in part.figures], wanted)):
        yield from (f"{where} {fault}" for fault in exchanged)
        return
    alts = iter([spaced(alt) for _, alt in part.figures])
    pictures = iter(part.slides)
    for number, segment in segments:
        if not figures[number]:
            continue
        yield from slide_picture_faults(record, number, segment)
        address, description = next(pictures, ("", ""))
        texts = [next(alts) for _ in figures[number]]
        if unquote(address) != (name := picture_name(number, segment)):
            yield f"{where} {unquote(address) or 'no picture'} stands where {name} belongs"
        elif not _describes(spaced(description), texts):
            yield f"{where} the description of {name}, {description[:40]!r}, is not that of its figures"
    yield from (f"{where} {address} is one picture of a slide too many" for address, _ in pictures)


def _exchanged(found: list[str], wanted: list[str]) -> Iterator[str]:
    """Yield which of the figures ``found`` stand in the place of others, are too many, or are missing of ``wanted``."""
    for address, name in zip(found, wanted, strict=False):
        if address != name:
            yield f"{address} stands where {name} belongs"
    yield from (f"{address} should not be there" for address in found[len(wanted) :])
    yield from (f"{name} is missing" for name in wanted[len(found) :])


def _describes(description: str, figures: list[str]) -> bool:
    """Whether a picture's ``description`` holds the descriptions of its slide's ``figures``, in order."""
    if len(figures) == 1:
        return description == figures[0]
    offsets = [description.find(figure) for figure in figures]
    return -1 not in offsets and offsets == sorted(offsets)


def _light_faults(
    content: str,
    parts: list[tuple[PagePart, list[tuple[int, RecordSegment]]]],
    record: Record,
    paths: Mapping[str, list[str]],
) -> Iterator[str]:
    """What is wrong with the drawings on the page ``content``, and with the times at which they light up."""
    drawn = drawings_of(content)
    counts = {}
    for part, segments in parts:
        for number, segment in segments:
            one = drawn.get(number, Drawn())
            yield from drawing_faults(number, one, [alt for _, alt in part.figures])
            if segment.id in paths:
                counts[number] = one.counts
    yield from state_faults(record, found_data(content), counts)


def _shown(page: html.HtmlElement) -> Iterator[str]:
    """Yield every text of the page that runs from right to left, and all alternative texts.

    What holds a telephone number together may stand before and after its link, so these are not told apart.
    """
    number = "a[starts-with(@href, 'tel:')]"
    for element in page.xpath(f"//body//*[{number}][ancestor-or-self::*[@dir][1]/@dir='rtl']"):
        yield element.text_content()
    texts = f"//body//text()[ancestor::*[@dir][1]/@dir='rtl'][not(parent::{number} or ../{number})]"
    for path in (texts, "//body//img/@alt", "//body//@aria-label"):
        yield from (str(text) for text in page.xpath(path))


def _links(page: html.HtmlElement, record: Record) -> Finding:
    """Check that all files that the page needs are there, and that it links to each download once and nowhere else."""
    # links within sentences and points are compared with those of the script elsewhere
    inside = set(page.xpath("//*[@class='sentence' or @class='points']//a"))
    targets = [one.get("src") or one.get("href") for one in page.iter("img", "audio", "a") if one not in inside]
    local = [unquote(target) for target in targets if target and not target.startswith(("#", "../", "http", "tel:"))]
    faults = [f"{name}, which the page needs, is not there" for name in local if not (record.folder / name).is_file()]
    faults += _link_faults(
        [unquote(link.get("href") or "") for link in page.xpath("//a[not(parent::audio)]") if link not in inside],
        record,
    )
    return Finding("html", "links", max(0, len(local) - len(faults)), len(local), "files", tuple(faults), at_least=True)


def _link_faults(links: list[str], record: Record) -> Iterator[str]:
    manifest = record.manifest
    catalogue = catalogue_address(manifest.site) or f"{to_output(manifest.edition)}index.html"
    wanted = [*(file.path(record.name) for file in record.downloads), topic_page(manifest.edition), catalogue]
    wanted += [f"{name}/{path}" for name, offer in manifest.offers.items() for path, _ in offer.files]
    allowed = {*wanted, *record.files_of_unknown_formats}
    yield from (
        f"the page links to {name} {links.count(name)} times, not once" for name in wanted if links.count(name) != 1
    )
    yield from (
        f"the page links to {name[:80]!r}, which it should not"
        for name in links
        if name not in allowed and not name.startswith(("#", "tel:"))
    )
