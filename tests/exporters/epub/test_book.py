"""Books: all words at their times, navigation by parts and slides, and metadata that is true of the book."""

import errno
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import narrate
from narrate.errors import OutsideError
from narrate.exporters.epub.archive import Archive
from narrate.exporters.epub.format import SKIPPABLE, clock
from narrate.exporters.epub.metadata import Contents, narrator_of
from narrate.exporters.epub.verifying.times import read_clock
from narrate.model import Purpose, Voice
from narrate.typeset.bidi import without_controls
from tests.exporters.epub.conftest import Book
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.tables import each
from tests.writing import write

XHTML, SMIL = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/ns/SMIL}"
TYPE = "{http://www.idpf.org/2007/ops}type"
BOTH = [(language, edition) for language in ("en", "es", "ar") for edition in ("standard", "described")]


def roots(book: Book, folder: str) -> dict[str, etree._Element]:
    """The documents in a folder of the book, by name, in order."""
    return {name: etree.fromstring(text) for name, text in book.parts().items() if name.startswith(f"EPUB/{folder}/")}


def words_at(book: Book) -> dict[str, str]:
    """The words of each sentence, by the address at which the overlay finds it."""
    return {
        f"../{name.removeprefix('EPUB/')}#{span.get('id')}": without_controls("".join(span.itertext()))
        for name, root in roots(book, "text").items()
        for span in root.iter(f"{XHTML}span")
    }


def pars(book: Book) -> list[tuple[str, str, int, int]]:
    """Each ``par`` of the book as (words, ``epub:type``, length in ms, begin in its track)."""
    words = words_at(book)
    found = []
    for root in roots(book, "overlays").values():
        for par in root.iter(f"{SMIL}par"):
            text, audio = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
            begin, end = read_clock(audio.get("clipBegin")), read_clock(audio.get("clipEnd"))
            found.append((words[text.get("src")], par.get(TYPE, ""), end - begin, begin))
    return found


def package(book: Book) -> etree._Element:
    return etree.fromstring(book.parts()["EPUB/package.opf"])


def metadata(book: Book, property_: str) -> list[str]:
    return [meta.text for meta in package(book).iter("{*}meta") if meta.get("property") == property_]


def build(base: Path, text: str, name: str = "en.md", **options) -> Book:
    """A book of the script ``text``, with a drawing ``spine.svg`` beside it."""
    write(base / "script/heart/spine.svg", FIGURE)
    path = write(base / "script/heart" / name, text)
    options = {"editions": ["standard"], **options}
    (made,) = narrate.build([path], base / "out", voice=FakeEngine(), store=base / "store", to=["epub"], **options).made
    (book,) = made.folder.glob("*.epub")
    return Book(None, book, book.read_bytes())


def verified(base: Path) -> list[str]:
    """What ``narrate verify`` finds wrong with what ``build`` made."""
    return [
        f"{finding.check}: {finding.faults}"
        for edition in narrate.verify(base / "out", script=base / "script", store=base / "store")
        for finding in edition.findings
        if finding.faults
    ]


@each("which", BOTH)
def test_a_book_is_read_back_without_faults(books, which):
    assert books[which].faults() == {}


@each("which", BOTH)
def test_the_words_are_those_of_the_timeline_in_order(books, which):
    book = books[which]
    assert [words for words, *_ in pars(book)] == [sentence.text for sentence in book.record.sentences]
    assert list(words_at(book).values()) == [sentence.text for sentence in book.record.sentences]


@each("which", BOTH)
def test_each_sentence_begins_at_its_time_and_all_of_the_sound_is_heard(books, which):
    book, at = books[which], 0
    sentences = iter(book.record.sentences)
    starts = {segment.start_ms for segment in book.record.segments}
    for _, _, lasts_ms, begin_ms in pars(book):
        sentence = next(sentences)
        assert at in starts if begin_ms == 0 else at == sentence.start_ms
        at += lasts_ms
    assert at == book.record.duration_ms
    assert metadata(book, "media:duration")[0] == clock(book.record.duration_ms)
    assert sum(map(read_clock, metadata(book, "media:duration")[1:])) == book.record.duration_ms


@each("language", ["en", "es", "ar"])
def test_without_what_can_be_skipped_the_standard_edition_is_left(books, language):
    described, standard = books[language, "described"], books[language, "standard"]
    left = [words for words, type_, *_ in pars(described) if not type_]
    assert left == [words for words, *_ in pars(standard)]
    spoken = {
        edition: [one.end_ms - one.start_ms for one in book.record.sentences if one.purpose == "narration"]
        for edition, book in (("described", described), ("standard", standard))
    }
    assert spoken["described"] == spoken["standard"]
    lasting = [lasts_ms for _, type_, lasts_ms, _ in pars(described) if not type_]
    assert all(lasts >= said for lasts, said in zip(lasting, spoken["described"], strict=True))
    assert {type_ for _, type_, *_ in pars(standard)} == {""}


@each("language", ["en", "es", "ar"])
def test_every_kind_of_added_sentence_can_be_skipped(books, language):
    book = books[language, "described"]
    found = [(SKIPPABLE.get(Purpose(one.purpose), ""), one.text) for one in book.record.sentences]
    assert [(type_, words) for words, type_, *_ in pars(book)] == found
    assert {"pagebreak", "title", "figure", "notice"} <= {type_ for type_, _ in found}
    assert set(SKIPPABLE) == set(Purpose) - {Purpose.NARRATION}


@each("which", BOTH)
def test_every_address_leads_to_something_in_the_book_and_every_file_is_listed(books, which):
    book = books[which]
    parts = book.parts()
    items = {f"EPUB/{item.get('href')}": item for item in package(book).iter("{*}item")}
    assert set(items) == set(parts) - {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    ids = {}
    for name in (name for name in parts if name.endswith((".xhtml", ".smil"))):
        root = etree.fromstring(parts[name])
        own = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(own) == len(set(own))
        ids[name] = set(own)
    for name in ids:
        for element in etree.fromstring(parts[name]).iter(etree.Element):
            for attribute in ("href", "src", "{http://www.idpf.org/2007/ops}textref"):
                if address := element.get(attribute):
                    file, _, anchor = address.partition("#")
                    target = str((Path("/") / name).parent.joinpath(file).resolve())[1:]
                    assert target in parts
                    assert not anchor or anchor in ids[target]


@each("which", BOTH)
def test_headings_jump_over_no_level(books, which):
    levels = [
        int(heading.tag[-1])
        for root in roots(books[which], "text").values()
        for heading in root.iter(*(f"{XHTML}h{n}" for n in range(1, 7)))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@each("which", BOTH)
def test_there_is_a_page_for_each_slide(books, which):
    book = books[which]
    marks = [
        element.get("aria-label")
        for root in roots(book, "text").values()
        for element in root.iter()
        if element.get("role") == "doc-pagebreak"
    ]
    assert marks == [str(number) for number in range(1, len(book.record.segments) + 1)]
    navs = {nav.get(TYPE): nav for nav in etree.fromstring(book.parts()["EPUB/nav.xhtml"]).iter(f"{XHTML}nav")}
    assert [link.text for link in navs["page-list"].iter(f"{XHTML}a")] == marks
    assert len(list(navs["toc"].iter(f"{XHTML}a"))) == len(roots(book, "text"))
    assert {link.get(TYPE) for link in navs["landmarks"].iter(f"{XHTML}a")} == {"cover", "bodymatter"}


def test_figures_lists_and_names_stand_in_the_text(books):
    text = "".join(books["en", "standard"].texts().values())
    assert '<ol start="3">' in text
    assert '<p class="name">Broken</p>' in text
    assert "<li><strong>Broken:</strong> Broken bone</li>" in text
    assert '<div class="picture"><img src="../images/0006-1.svg" alt=""/></div>' in text
    assert 'alt="A spine seen from the side. Labels: Neck."' in text
    assert '<p class="words">Riverside Clinic</p>' in text
    assert "Your bones &amp; you" in text


def test_what_is_described_aloud_is_in_the_text_beside_its_figure(books):
    text = "".join(books["en", "described"].texts().values())
    (described,) = re.findall(r'<p id="description-4-2">(.*)</p>', text)
    assert re.sub("<[^>]*>", "", described) == "Picture: Broken. A broken bone. End of picture."
    assert 'alt="A broken bone" aria-details="description-4-2"' in text


def test_the_number_of_a_point_stands_once(books):
    standard, described = ("".join(books["en", edition].texts().values()) for edition in ("standard", "described"))
    items = re.findall(r"<li[^>]*>.*?</li>", described[described.index('<ol start="3">') :])
    assert items[:2] == ["<li>Your card</li>", "<li>A list of what you take</li>"]
    assert re.fullmatch('<li class="numbered"><span id="s7-.">5: Your old pictures.</span></li>', items[2])
    assert "numbered" not in standard


@each("which", [("ar", "standard"), ("ar", "described")])
def test_right_to_left(books, which):
    book = books[which]
    text = "".join(book.texts().values())
    assert "\u20665 mL\u2069" in text
    assert "\u206624–48\u2069" in text
    assert package(book).find("{*}spine").get("page-progression-direction") == "rtl"
    assert all(root.get("dir") == "rtl" for root in roots(book, "text").values())
    assert "\u2066" not in "".join(package(book).itertext())


@each(
    "which, modes, sufficient",
    [
        (("en", "standard"), ["textual", "auditory", "visual"], ["textual", "textual,visual"]),
        (("en", "described"), ["textual", "auditory", "visual"], ["textual", "auditory", "textual,visual"]),
        (("ar", "described"), ["textual", "auditory", "visual"], ["textual", "auditory", "textual,visual"]),
    ],
)
def test_the_metadata_is_true_of_the_book(books, which, modes, sufficient):
    book = books[which]
    assert metadata(book, "schema:accessMode") == modes
    assert metadata(book, "schema:accessModeSufficient") == sufficient
    assert metadata(book, "schema:accessibilityHazard") == ["none"]
    assert metadata(book, "dcterms:conformsTo") == []
    assert metadata(book, "dcterms:modified") == ["2026-03-01T00:00:00Z"]
    assert metadata(book, "media:narrator") == ["fake:hum"]
    (summary,) = metadata(book, "schema:accessibilitySummary")
    said = narrate.languages.language_data(which[0]).phrases["accessibility_described"]
    assert (said in summary) == ("auditory" in sufficient)


def test_a_library_shows_which_edition_a_book_is(books):
    titles = {edition: package(books["en", edition]).findtext(".//{*}title") for edition in ("standard", "described")}
    assert titles["standard"] == "Your bones & you"
    assert titles["described"] == "Your bones & you, with the pictures described"


def test_a_book_without_pictures_claims_none(tmp_path):
    book = build(tmp_path, "---\ntitle: Rest\n---\n\n## At home\n\nSit down and rest.\n", editions=["described"])
    assert metadata(book, "schema:accessMode") == ["textual", "auditory"]
    assert metadata(book, "schema:accessModeSufficient") == ["textual", "auditory"]
    assert "longDescription" not in metadata(book, "schema:accessibilityFeature")
    assert metadata(book, "dcterms:modified") == ["1980-01-01T00:00:00Z"]
    assert not list(package(book).iter("{*}date", "{*}publisher", "{*}creator"))
    assert verified(tmp_path) == []


def test_a_book_claims_what_its_producer_claims(tmp_path):
    claim = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    head = f"---\ntitle: Rest\npublisher: Riverside Clinic\nconforms: {claim}\n---\n\n"
    book = build(tmp_path, f"{head}## At home\n\nSit down and rest.\n")
    assert metadata(book, "dcterms:conformsTo") == [claim]
    assert metadata(book, "a11y:certifiedBy") == ["Riverside Clinic"]
    assert verified(tmp_path) == []


def test_listening_is_not_enough_if_a_figure_is_described_by_no_sentence():
    contents = Contents(described=True, speakers="made_by_voice", narrator="", pictured=True, silent=True)
    assert list(contents.sufficient_modes()) == ["textual", "textual,visual"]
    assert "auditory" not in contents.sufficient_modes()


@each(
    "voice, name",
    [
        (Voice("recordings", "/home/anna/takes", "en"), ""),
        (Voice("espeak", "en-us", "en"), "espeak:en-us"),
        (Voice("kokoro", "af", "en"), "kokoro:af"),
    ],
)
def test_only_a_computer_voice_is_named(voice, name):
    assert narrator_of(voice) == name


LONG = " ".join(f"Rest for {number} minutes after you walk." for number in range(1, 9))
ODD = f"""---
title: At home
---

![The spine of a person](spine.svg)

Sit down first.

## At home

{LONG}

## What is left?

1. Eat well

Eat well. Is this all? It is.
"""


def test_slides_without_headings_and_slides_that_go_on(tmp_path):
    book = build(tmp_path, ODD, editions=["described"])
    assert verified(tmp_path) == []
    texts = roots(book, "text")
    assert max(len(root.xpath("//*[@role='doc-pagebreak']")) for root in texts.values()) > 1
    assert min(len(root.xpath("//*[@id='heading']")) for root in texts.values()) == 0


def test_a_sentence_in_another_language_has_its_language_and_direction(tmp_path):
    own = "[خذ 5 mg من الدواء.](lang:ar)"
    book = build(tmp_path, f"---\ntitle: Rest\n---\n\n## At home\n\nSay this to your nurse.\n{own}\n")
    assert verified(tmp_path) == []
    (span,) = re.findall(r'<span id="s2-2"[^>]*>[^<]*</span>', book.text("text/0002.xhtml"))
    assert span == '<span id="s2-2" lang="ar" xml:lang="ar" dir="rtl">خذ \u20665 mg\u2069 من الدواء.</span>'


def test_a_language_without_phrases_marks_english_words_as_english(tmp_path):
    book = build(tmp_path, "---\ntitle: Vila\nlang: sv\n---\n\n## Hemma\n\nSitt ner och vila.\n", "sv.md")
    text = book.text("nav.xhtml")
    assert '<h1 id="contents" lang="en" xml:lang="en" dir="ltr">Contents</h1>' in text
    assert 'href="cover.xhtml" lang="en"' in text
    assert 'accessibilitySummary" xml:lang="en" dir="ltr">' in book.text("package.opf")
    assert verified(tmp_path) == []


def test_the_same_script_gives_the_same_book_and_another_one_another_identifier(tmp_path):
    text = "---\ntitle: Rest\n---\n\n## At home\n\n- {}\n\nSit down and rest. Take 5 mg.\n"
    one, same, other = (
        build(tmp_path / name, text.format(point))
        for name, point in (("one", "Take 5 mg"), ("same", "Take 5 mg"), ("other", "Take 5 mg!"))
    )
    assert one.content == same.content

    def identifiers(book: Book) -> list[str]:
        return [element.text for element in package(book).iter("{*}identifier")]

    assert identifiers(one) != identifiers(other)
    assert re.fullmatch(
        r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", *identifiers(one)
    )


def test_the_zip_file_begins_with_its_type_and_has_no_dates(books):
    content = books["en", "standard"].content
    assert content[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(books["en", "standard"].path) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stored = {info.filename for info in archive.infolist() if info.compress_type == zipfile.ZIP_STORED}
    assert {Path(name).suffix for name in stored} == {"", ".mp3", ".png"}


def test_sound_is_copied_byte_for_byte(books):
    for book in books.values():
        parts = book.parts()
        for number, segment in enumerate(book.record.segments, 1):
            assert parts[f"EPUB/audio/{number:04d}.mp3"] == (book.record.folder / segment.track).read_bytes()


def test_a_full_disk_ends_in_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    write_entry = Archive._write

    def refuse(self, name, content, *, stored):
        if name.endswith("nav.xhtml"):
            raise OSError(errno.ENOSPC, "No space left on device", str(tmp_path / "out"))
        write_entry(self, name, content, stored=stored)

    monkeypatch.setattr(Archive, "_write", refuse)
    with pytest.raises(OutsideError, match="No space left on device") as caught:
        build(tmp_path, "---\ntitle: Rest\n---\n\n## At home\n\nSit down and rest.\n")
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "out").rglob("*.epub")) == []


@given(st.integers(0, 400 * 3_600_000))
def test_times_are_read_back_as_they_were_written(ms):
    assert read_clock(clock(ms)) == ms


@each("text", ["", "1", "0:00:00", "0:60:00.000", "0:00:00.0000", "00:01.000", "-0:00:01.000", "0:00:01.000 "])
def test_other_times_are_not_read(text):
    assert read_clock(text) is None


@each("pair", [("fff0a6", "14202b"), ("4d3d00", "ffffff")])
def test_the_mark_of_what_is_heard_has_contrast(pair):
    from narrate.typeset.contrast import contrast

    assert contrast(*pair) >= 7
