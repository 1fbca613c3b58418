"""Links in scripts: where they lead in each format, and what verify finds if one is changed."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.exporters.edition import open_exporter
from narrate.exporters.html.linked_text import linked_pieces
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.model import Link, Sentence
from narrate.script.links import address_fault
from narrate.script.sentences import tokenise
from narrate.slides.pagination import cut_sentence
from narrate.store import Store
from tests.conftest import ROOT
from tests.exporters.pptx.decks_of_others import with_parts
from tests.fake_engine import FakeEngine
from tests.planting import sign
from tests.tables import each
from tests.writing import write

ENGLISH = """---
title: Your knee
lang: en
---
## Before you come

- Read the [guide](https://example.org/guide?a=1&b=2)

Read [our guide to exercise](https://example.org/guide?a=1&b=2) before you come.
Write to [the ward](mailto:ward4@example.org) or [call us](tel:+18005550100). Take 5 mL of water.
"""
SPANISH = """---
title: Su rodilla
lang: es
---
## Antes de venir

Lea [nuestra guía](https://example.org/es) antes de venir. No beba más de 5 mL de agua.
"""
ARABIC = """---
title: ركبتك
lang: ar
---
## قبل أن تأتي

اقرأ [دليل التمارين](https://example.org/ar) قبل أن تأتي. خذ 5 mL من الماء.
"""
GUIDE = "https://example.org/guide?a=1&b=2"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    base = tmp_path_factory.mktemp("links")
    paths = [
        write(base / f"script/{topic}/{tag}.md", text)
        for topic, tag, text in (("knee", "en", ENGLISH), ("rodilla", "es", SPANISH), ("rukba", "ar", ARABIC))
    ]
    narrate.build(
        paths, base / "output", to=["html", "txt", "epub"], editions=["standard"], voice=FakeEngine(), store=base / "store",
        jobs=1,
    )  # fmt: skip
    return base


def test_words_are_spoken_and_addresses_are_not(made):
    for caption in ("knee/en/knee", "rodilla/es/rodilla", "rukba/ar/rukba"):
        text = (made / f"output/{caption}.txt").read_text()
        timeline = (made / f"output/{caption}").with_name("timeline.json").read_text()
        assert "example.org" in text
        assert "example" not in " ".join(re.findall(r'"words": \[.*?\]\]', timeline))


def test_the_timeline_follows_its_schema(made):
    schema = json.loads((ROOT / "docs/timeline.schema.json").read_text())
    timeline = json.loads((made / "output/knee/en/timeline.json").read_text())
    assert any("links" in one for segment in timeline["segments"] for one in segment["sentences"])
    jsonschema.validate(timeline, schema)


def test_links_are_live_on_the_page(made):
    page = (made / "output/knee/en/index.html").read_text()
    for words, address in (
        ("our guide to exercise", GUIDE.replace("&", "&amp;")),
        ("guide", GUIDE.replace("&", "&amp;")),
        ("the ward", "mailto:ward4@example.org"),
        ("call us", "tel:+18005550100"),
    ):
        assert f'<a href="{address}">{words}</a>' in page


def test_links_are_live_in_the_book_and_their_addresses_can_be_read(made):
    with zipfile.ZipFile(made / "output/knee/en/knee.epub") as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    address = GUIDE.replace("&", "&amp;")
    assert f'our guide to exercise: <a href="{address}">{address}</a>' in text


def test_the_text_gives_the_address(made):
    assert f"our guide to exercise: {GUIDE}\n" in (made / "output/knee/en/knee.txt").read_text()


def check(folder: Path, store: Path, format_: str) -> list[str]:
    record = load_record(folder, load_manifest(folder), Store(store))
    return [fault for one in open_exporter(format_).verify(record) for fault in one.faults]


@pytest.mark.parametrize("edition", ["knee/en", "rodilla/es", "rukba/ar"])
def test_what_was_written_has_no_fault(made, edition):
    for format_ in ("html", "txt", "epub", "timeline"):
        assert check(made / "output" / edition, made / "store", format_) == []


PAGE = {
    "another address": ('href="mailto:ward4@example.org"', 'href="mailto:ward5@example.org"'),
    "other words": ("<a href=\"tel:+18005550100\">call us</a>.", "call us<a href=\"tel:+18005550100\">.</a>"),
    "a link lost": ('<a href="tel:+18005550100">call us</a>', "call us"),
    "a link added": ("Take 5 mL", '<a href="https://example.com">Take 5 mL</a>'),
    "the address of a point": ('guide?a=1&amp;b=2">guide<', 'guide?a=1&amp;b=3">guide<'),
}  # fmt: skip


@pytest.mark.parametrize("fault", PAGE)
def test_a_changed_link_on_the_page_is_found(made, tmp_path, fault):
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    page = (folder / "index.html").read_text()
    old, new = PAGE[fault]
    assert old in page
    (folder / "index.html").write_text(page.replace(old, new, 1))
    sign(folder, "html")
    assert check(folder, made / "store", "html")


def test_a_changed_link_in_the_text_is_found(made, tmp_path):
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    text = (folder / "knee.txt").read_text()
    (folder / "knee.txt").write_text(text.replace("guide?a=1", "guide?a=2", 1))
    sign(folder, "txt")
    assert check(folder, made / "store", "txt")


@pytest.mark.parametrize(
    "change", [(b"ward4@example.org</a>", b"ward5@example.org</a>"), (b'href="tel:+1800', b'href="tel:+1900')]
)
def test_a_changed_link_in_the_book_is_found(made, tmp_path, change):
    folder = tmp_path / "knee/en"
    shutil.copytree(made / "output/knee/en", folder)
    book = folder / "knee.epub"
    with zipfile.ZipFile(book) as read:
        name = next(name for name in read.namelist() if name.endswith(".xhtml") and change[0] in read.read(name))
    with_parts(book, book, {name: change})
    sign(folder, "epub")
    assert check(folder, made / "store", "epub")


@pytest.mark.slow
def test_print_and_braille_give_the_address(tmp_path):
    path = write(tmp_path / "script/knee/en.md", ENGLISH)
    store = tmp_path / "store"
    narrate.build(path, tmp_path / "output", to=["pdf", "brf", "daisy"], voice=FakeEngine(), store=store, jobs=1)
    verified = narrate.verify(tmp_path / "output", store, script=tmp_path / "script")
    assert [fault for one in verified for finding in one.findings for fault in finding.faults] == []


GOOD = ["https://example.org", "http://example.org/a?b=c#d", "tel:+18005550100", "tel:112", "mailto:ward4@example.org"]
BAD = [
    "https://me:secret@example.org", "https://me@example.org", "https:example.org", "https:///guide", "tel:the-ward",
    "mailto:ward", "mailto:a@b?subject=x y", "https://exa mple.org", "https://example.org/\u202etxt", "https://xn--80ak6aa92e.com",
    "https://example.org:port/", "https://" + "a" * 3000, "mailto:a@example.org?bcc=b@example.org",
]  # fmt: skip


@each("address", GOOD)
def test_addresses_that_are_allowed(address):
    assert address_fault(address) == ("", "")


@each("address", BAD)
def test_addresses_that_are_not_allowed(address):
    assert all(address_fault(address))


@given(st.lists(st.sampled_from(["Read", "the", "guide,", "5", "mL", "now"]), min_size=2, max_size=12), st.data())
def test_a_link_stays_on_its_words_when_a_sentence_is_cut(words, data):
    text = " ".join(words)
    tokens = tokenise(text)
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    start, end = tokens[first].start, tokens[last].start + len(tokens[last].text)
    sentence = Sentence("a", text, tokens, links=(Link(start, end, "https://example.org"),))
    parts = cut_sentence(sentence)
    linked = [part.text[link.start : link.end] for part in parts for link in part.links]
    assert " ".join(linked) == text[start:end]


@given(st.text(max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_the_pieces_of_a_text_are_the_text(text, start, end):
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    links = [(start, end, "https://example.org")] if start < end else []
    assert "".join(piece for piece, _ in linked_pieces(text, "en", links)) == text
