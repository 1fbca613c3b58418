"""Reads the page back. Its parts must match the slides, in order, and all its links must lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from lxml import html

from narrate.editions import to_output
from narrate.exporters.exported_files import sound_file
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.pictures_checks import picture_name, slide_picture_faults
from narrate.exporters.verifying.reading_page import PagePart, pair_parts, parts_of, read_page
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import (
    is_untitled,
    missing_sentences,
    plain_heading,
    same_words,
    shown_text,
    spaced,
)
from narrate.languages import is_right_to_left
from narrate.manifest import Manifest
from narrate.model import Kind

_HEADINGS = ("h1", "h2", "h3")
_OUTSIDE = ("script", "link", "iframe", "object", "embed", "form", "base")


def check_page(record: Record) -> Iterator[Finding]:
    """Compare ``index.html`` with the record of the edition."""
    page = read_page(record.folder / "index.html")
    main = page.find(".//main")
    body = "".join(map(str, main.itertext())) if main is not None else ""
    text = (page.findtext(".//h1") or "") + body
    lost = missing_sentences(record, text, shown_only=True)
    total = sum(sentence.shown for sentence in record.sentences)
    yield Finding("html", "sentences", total - len(lost), total, "sentences", lost)
    headings = len(list(page.iter(*_HEADINGS)))
    yield Finding("html", "structure", headings, None, "headings", tuple(_structure_faults(page, record.manifest)))
    parts = list(pair_parts(parts_of(page), record.segments))
    faults: list[str] = []
    for part, segments in parts:
        faults += _part_faults(part, [segment for _, segment in segments], record.manifest.language)
    yield Finding("html", "parts", len(faults), 0, "faults", tuple(faults))
    pictures = [fault for part, segments in parts for fault in _picture_faults(part, segments, record)]
    yield Finding("html", "pictures", len(pictures), 0, "faults", tuple(pictures))
    turned = tuple(direction_faults(_shown(page), record.manifest.language))
    yield Finding("html", "right to left", len(turned), 0, "texts", turned)
    sounds = tuple(_sound_faults(page, record))
    yield Finding("html", "sound", len(sounds), 0, "faults", sounds)
    yield _links(page, record)


def _structure_faults(page: html.HtmlElement, manifest: Manifest) -> Iterator[str]:
    """What is wrong with the page as a whole, for the people and programs that read it."""
    yield from _language_faults(page, manifest.language)
    yield from _title_faults(page, manifest.title)
    yield from (f"a picture without alt: {image.get('src')}" for image in page.iter("img") if image.get("alt") is None)
    if _skips_a_level([int(heading.tag[1]) for heading in page.iter(*_HEADINGS)]):
        yield "its headings skip a level"
    yield from (f"a {element.tag} element" for element in page.iter(*_OUTSIDE))
    if not _keeps_to_itself(page):
        yield "it has no policy that keeps it from loading anything from elsewhere"


def _language_faults(page: html.HtmlElement, language: str) -> Iterator[str]:
    if page.get("lang") != language:
        yield f"its language is {page.get('lang')!r}, not {language!r}"
    direction = "rtl" if is_right_to_left(language) else "ltr"
    if page.get("dir") != direction:
        yield f"its direction is {page.get('dir')!r}, not {direction!r}"


def _title_faults(page: html.HtmlElement, title: str) -> Iterator[str]:
    for name in ("title", "h1"):
        if spaced(page.findtext(f".//{name}") or "") != spaced(title):
            yield f"its {name} is not {title!r}"


def _skips_a_level(levels: list[int]) -> bool:
    """Whether ``levels``, those of the headings in order, skip one: they must begin at 1 and go down one at a time."""
    return levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels))


def _keeps_to_itself(page: html.HtmlElement) -> bool:
    """Whether the page has a policy that forbids browsers to load anything from elsewhere."""
    policies = [meta.get("content") or "" for meta in page.iter("meta") if meta.get("http-equiv")]
    return any(policy.startswith("default-src 'none';") for policy in policies)


def _part_faults(part: PagePart, segments: list[RecordSegment], language: str) -> Iterator[str]:
    """What is wrong with a part of the page that should show ``segments``."""
    headed = segments[:1] if segments and (part.id or not is_untitled(segments[0])) else []
    expected = next(((segment.id, spaced(plain_heading(segment))) for segment in headed), ("", ""))
    if (part.id, spaced(part.heading)) != expected:
        wanted = headed[0].heading if headed else "nothing"
        yield f"the heading {part.heading!r} (#{part.id}) stands where {wanted!r} should"
        return
    text = "\n".join(shown_text(segment, language) for segment in segments if segment.kind != Kind.SECTION)
    if not same_words("\n".join(part.texts), text):
        yield f"the text under {part.heading!r} is not what is said there"


def _picture_faults(part: PagePart, segments: list[tuple[int, RecordSegment]], record: Record) -> Iterator[str]:
    """What is wrong with the pictures of a part of the page.

    ``segments`` are (number, segment) of the slides that the part should show.
    """
    where = f"under {part.heading!r}"
    figures = {number: _figures(record, segment) for number, segment in segments}
    if [address for address, _ in part.figures] != [name for names in figures.values() for name in names]:
        yield f"{where} figures are missing, or are those of another slide"
        return
    alts = iter([spaced(alt) for _, alt in part.figures])
    pictures = iter(part.slides)
    for number, segment in segments:
        if not figures[number]:
            continue
        yield from slide_picture_faults(record, number, segment)
        address, description = next(pictures, ("", ""))
        texts = [next(alts) for _ in figures[number]]
        if unquote(address) != picture_name(number, segment) or not _describes(spaced(description), texts):
            yield f"{where} the picture is not that of its slide, or its description is not that of its figures"
    if next(pictures, None) is not None:
        yield f"{where} there is one picture of a slide too many"


def _describes(description: str, figures: list[str]) -> bool:
    """Whether a picture's ``description`` holds the descriptions of its slide's ``figures``, in order."""
    if len(figures) == 1:
        return description == figures[0]
    offsets = [description.find(figure) for figure in figures]
    return -1 not in offsets and offsets == sorted(offsets)


def _figures(record: Record, segment: RecordSegment) -> list[str]:
    """The file names of a slide's figures, in order."""
    names = [name for name in record.manifest.files if name.startswith(f"figures/{segment.id}.")]
    more = [name for name in record.manifest.files if name.startswith(f"figures/{segment.id}_")]
    own = [name for name in names if name.count(".") == segment.id.count(".") + 1]
    return own + sorted(more, key=lambda name: int(name.rpartition("_")[2].partition(".")[0]))


def _shown(page: html.HtmlElement) -> Iterator[str]:
    """Yield every text of the page that runs from right to left, and all alternative texts."""
    for path in ("//body//text()[ancestor::*[@dir][1]/@dir='rtl']", "//body//img/@alt"):
        yield from (str(text) for text in page.xpath(path))


def _sound_faults(page: html.HtmlElement, record: Record) -> Iterator[str]:
    """What is wrong with the player: there must be exactly one, with the whole edition's sound, controls and a name."""
    sounds = list(page.iter("audio"))
    if [unquote(sound.get("src") or "") for sound in sounds] != [sound_file(record.name)]:
        yield f"its sound is not {sound_file(record.name)}"
        return
    if sounds[0].get("controls") is None:
        yield "its sound has no controls"
    labelled_by = sounds[0].get("aria-labelledby")
    names = [element for element in page.iter() if element.get("id") and element.get("id") == labelled_by]
    if not (len(names) == 1 and names[0].text_content().strip()):
        yield "its sound has no name"


def _links(page: html.HtmlElement, record: Record) -> Finding:
    """Check that all files that the page needs are there, and that it links to each download once and nowhere else."""
    targets = [element.get("src") or element.get("href") for element in page.iter("img", "audio", "a")]
    local = [unquote(target) for target in targets if target and not target.startswith(("#", "../"))]
    faults = [f"{name} is not there" for name in local if not (record.folder / name).is_file()]
    faults += _link_faults([unquote(link.get("href") or "") for link in page.iter("a")], record)
    return Finding("html", "links", len(local) - len(faults), len(local), "files", tuple(faults))


def _link_faults(links: list[str], record: Record) -> Iterator[str]:
    wanted = [*record.downloads, f"{to_output(record.manifest.edition)}index.html"]
    allowed = {*wanted, *record.files_of_unknown_formats}
    yield from (f"{name} is linked {links.count(name)} times" for name in wanted if links.count(name) != 1)
    yield from (f"a link to {name}" for name in links if name not in allowed and not name.startswith("#"))
