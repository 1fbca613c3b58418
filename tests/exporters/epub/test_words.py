"""Books that mark each word: the words and the sound of the other book, and each word at its time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import narrate
from narrate.exporters.document import Direction, DocumentSentence
from narrate.exporters.edition import choose_exporters
from narrate.exporters.epub.format import shown
from narrate.exporters.epub.marked_words import marked_words, pieces_of
from narrate.exporters.epub.verifying.expected_clips import expected_clips
from narrate.exporters.epub.verifying.expected_text import _marked
from narrate.exporters.epub.verifying.times import read_clock
from narrate.exporters.verifying.edition_record import RecordSegment, RecordSentence
from narrate.model import Sentence, Sound, Timing, Utterance, Word
from narrate.script.sentences import tokenise
from narrate.typeset.bidi import without_controls
from tests.exporters.epub.conftest import Book, write_book
from tests.exporters.epub.test_book import BOTH, SMIL, TYPE, XHTML, roots
from tests.exporters.epub.test_planted_books import PACKAGE, Plant, all_of, overlay, text, within
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.validators import epubcheck
from tests.writing import write

TEXTREF = "{http://www.idpf.org/2007/ops}textref"


def clips(book: Book, name: str) -> list[tuple[str, str, int, int]]:
    """Each ``par`` in an overlay of the book as (id, ``epub:type``, begin, end)."""
    found = []
    for par in roots(book, "overlays")[name].iter(f"{SMIL}par"):
        audio = par.find(f"{SMIL}audio")
        found.append(
            (par.get("id"), par.get(TYPE, ""), *(read_clock(audio.get(f"clip{one}")) for one in ("Begin", "End")))
        )
    return found


@each("which", BOTH)
def test_a_book_is_read_back_without_faults(word_books, which):
    assert word_books[which].faults() == {}


@each("which", BOTH)
def test_only_what_is_marked_differs_from_the_other_book(books, word_books, which):
    book, other = word_books[which], books[which]
    for name, root in roots(book, "text").items():
        for span in root.iter(f"{XHTML}span"):
            for word in span.findall(f"{XHTML}span"):
                del word.attrib["id"]
        etree.strip_tags(root, "none")
        plain = etree.tostring(root, encoding="unicode")
        plain = plain.replace("<span>", "").replace("</span>", "")
        wanted = etree.tostring(roots(other, "text")[name], encoding="unicode").replace("</span>", "")
        assert plain == wanted
    unequal = {name for name, content in book.parts().items() if content != other.parts()[name]}
    assert {name.split("/")[1] for name in unequal} == {"text", "overlays", "package.opf"}
    lines = [one.parts()[PACKAGE].decode().splitlines() for one in (book, other)]
    assert ["identifier" in a for a, b in zip(*lines, strict=True) if a != b] == [True]


@each("which", BOTH)
def test_each_word_begins_at_its_time_and_all_of_the_sound_is_heard(word_books, which):
    book, total, words = word_books[which], 0, 0
    starts = {one.start_ms for one in book.record.sentences}
    starts |= {word[1] for sentence in book.record.sentences for word in sentence.words}
    for number, segment in enumerate(book.record.segments, 1):
        name = next(name for name in reversed(roots(book, "overlays")) if int(name[-9:-5]) <= number)
        mine = [clip for clip in clips(book, name) if clip[0].startswith(f"s{number}-")]
        assert mine[0][2] == 0
        assert all(one[3] == later[2] for one, later in pairwise(mine))
        assert mine[-1][3] == segment.end_ms - segment.start_ms
        assert all(begin < end for *_, begin, end in mine)
        total += mine[-1][3]
        first = {f"s{number}-{index}-1" for index in range(1, 99)}
        words += sum(id_.count("-") == 2 for id_, *_ in mine)
        assert all(segment.start_ms + begin in starts for id_, _, begin, _ in mine[1:] if id_ not in first)
    assert total == book.record.duration_ms
    assert words == sum(len(one.words) for one in book.record.sentences if len(one.words) > 1)


@each("which", BOTH)
def test_the_words_of_a_sentence_are_together_in_the_overlay(word_books, which):
    book = word_books[which]
    ids = {
        id_: (name, element)
        for name, root in roots(book, "text").items()
        for element in root.iter()
        if (id_ := element.get("id"))
    }
    for root in roots(book, "overlays").values():
        for seq in root.iter(f"{SMIL}seq"):
            assert seq.get(TEXTREF).rpartition("#")[2] == seq.get("id")
            pars = seq.findall(f"{SMIL}par")
            assert len(pars) > 1
            assert {par.get(TYPE) for par in pars} == {seq.get(TYPE)}
            inside = [span.get("id") for span in ids[seq.get("id")][1]]
            assert inside == [par.get("id") for par in pars]


def test_a_dose_keeps_its_isolates(word_books):
    content = "".join(word_books["ar", "standard"].texts().values())
    assert '\u2066<span id="s4-2-2">5</span> <span id="s4-2-3">mL</span>\u2069' in content


def test_it_is_made_only_where_it_is_named():
    assert "epub-words" not in {one.name for one in choose_exporters(["all"])}
    (exporter,) = (one for one in choose_exporters(["epub-words"]) if one.name == "epub-words")
    assert [(file.pattern, file.label) for file in exporter.files] == [("{name}.words.epub", "")]


def test_alone_and_rebuilt_it_is_found_sound(tmp_path):
    path = write(
        tmp_path / "script/heart/en.md", "---\ntitle: Rest\nlang: en\n---\n\n## At home\n\nSit down and rest.\n"
    )
    options = {"voice": FakeEngine(), "store": tmp_path / "store"}
    (made,) = narrate.build([path], tmp_path / "out", to=["epub-words"], editions=["standard"], **options).made
    assert "heart.words.epub" in made.manifest.files
    found = [*narrate.verify(tmp_path / "out", tmp_path / "store", script=tmp_path / "script")]
    assert "epub-words" in {finding.format for one in found for finding in one.findings}
    assert all(one.ok for one in found)


PLANTED: dict[str, tuple[str, Plant]] = {
    "a word at another time": ("times", overlay(3, r'(s3-1-2".*?clipBegin="0:00:0)(\d)\.(\d)', lambda m: f"{m[1]}{m[2]}.{(int(m[3]) + 5) % 10}")),
    "a word lost from the sound": ("times", overlay(3, r'<par id="s3-1-2">.*?</par>\n', "")),
    "a word twice": ("times", overlay(3, r'(<par id="s3-1-2">.*?</par>\n)', r"\1\1")),
    "a clip of another word": ("times", overlay(3, "#s3-1-2", "#s3-1-3")),
    "two words exchanged": ("times", overlay(3, '#s3-1-2(".*?)#s3-1-3', r"#s3-1-3\1#s3-1-2")),
    "a gap of 10 ms": ("sound without gaps", overlay(4, r'(s4-1-3".*?clipBegin="0:00:0\d\.\d)\d', r"\g<1>9")),
    "a word that can be skipped": ("what can be skipped", overlay(3, '(<par id="s3-1-2")', r'\1 epub:type="figure"')),
    "a sentence that can be skipped": ("markup", overlay(3, '(<seq id="s3-1")', r'\1 epub:type="figure"')),
    "a sentence of another text": ("markup", overlay(3, "(textref=[^>]*)#s3-1", r"\1#s3-2")),
    "words out of their sentence": ("markup", overlay(3, "<seq[^>]*>(.*?)</seq>", r"\1")),
    "a word changed": ("sentences", text(6, ">six<", ">ten<")),
    "a word not marked": ("markup", text(3, '<span id="s3-1-2">([^<]*)</span>', r"\1")),
    "a word marked with its neighbour": ("markup", text(3, '(<span id="s3-1-2">[^<]*)</span> ([^<]*)', r"\1 \2</span>")),
    "a word marked in part": ("markup", text(3, '(<span id="s3-1-2">[^<]*)([^<])</span>', r"\1</span>\2")),
    "two words joined": ("sentences", text(6, "(>six</span>) ", r"\1")),
    "all times of words lost": ("times", all_of(*(overlay(3, r'<par id="s3-1-[2-9]">.*?</par>\n', "") for _ in range(2)))),
    "a wrong total": ("durations", within(PACKAGE, r'(media:duration">0:0)', r"\g<1>1:0")),
}  # fmt: skip


@each("name", PLANTED)
def test_a_fault_is_found(word_books, name):
    check, plant = PLANTED[name]
    assert check in word_books["en", "standard"].found(plant)


@each("name", ["a number", "a heading", "a description"])
def test_words_that_cannot_be_skipped_are_found(word_books, name):
    type_ = {"a number": "pagebreak", "a heading": "title", "a description": "figure"}[name]
    plant = overlay(2, f'(<par id="[^"]*") epub:type="{type_}"', r"\1")
    assert "what can be skipped" in word_books["es", "described"].found(plant)


def test_neither_book_is_taken_for_the_other(books, word_books):
    for one, other in ((books, word_books), (word_books, books)):
        book = one["es", "standard"]
        book.path.write_bytes(other["es", "standard"].content)
        assert "markup" in book.faults()


TIMES = st.lists(st.integers(0, 6), min_size=1, max_size=12).map(sorted)
WORDS = st.lists(
    st.sampled_from(["Take", "5", "mg", "(twice)", "a&b", "خذ", "24–48", "ساعة.", "<1>", "اليوم"]),
    min_size=1,
    max_size=12,
)


@given(TIMES, WORDS, st.sampled_from(["en", "ar"]))
def test_what_is_written_and_what_is_expected_agree_on_any_times(times, words, language):
    starts = [*times, *[times[-1]] * len(words)][: len(words)]
    said, end_ms = " ".join(words), 5
    tokens = tokenise(said)
    heard = [(token.text, start, start) for token, start in zip(tokens, starts, strict=True)]
    utterance = Utterance(Sentence("x", said, tokens), Sound("", 1, 1), [Word(n, at, at) for n, (_, at, _) in enumerate(heard)], Timing.ESTIMATED, end_ms)  # fmt: skip
    sentence = DocumentSentence("x", said, 0, end_ms, language, Direction.LEFT_TO_RIGHT, utterance=utterance)
    mine = marked_words(sentence, "s1-1")
    record = RecordSentence("x", said, 0, end_ms, tuple(heard))
    (expected,) = expected_clips(1, RecordSegment("x", "", 0, 8, "", (record,)), by_words=True)
    assert [(one.id, said[one.start : one.end]) for one in mine] == [(one.id, one.text) for one in expected.words]
    assert [one.start_ms for one in mine[1:]] == [one.begin_ms for one in expected.words[1:]]
    assert sum(one.end_ms - one.begin_ms for one in expected.clips) == 8
    assert all(one.begin_ms < one.end_ms for one in expected.clips)
    pieces = pieces_of(shown(said, language), mine)
    if mine:
        assert "".join(piece for _, piece in pieces) == shown(said, language)
        assert (
            "".join(without_controls(piece) for id_, piece in pieces if id_).split()
            == "".join(one.text for one in expected.words).split()
        )
        assert etree.fromstring(f"<p>{_marked(shown(said, language), expected.words)}</p>").xpath("string()") == shown(
            said, language
        )


@pytest.mark.slow
def test_epubcheck_has_nothing_to_say(word_books, tmp_path):
    assert epubcheck(word_books["en", "described"].path, tmp_path) == []


@pytest.mark.slow
def test_epubcheck_finds_a_word_that_is_not_there(word_books, tmp_path):
    parts = word_books["es", "standard"].parts()
    overlay(2, "#s2-1-2", "#s2-1-99")(parts)
    write_book(tmp_path / "faulty.epub", parts)
    assert any("RSC-012" in message for message in epubcheck(tmp_path / "faulty.epub", tmp_path))
