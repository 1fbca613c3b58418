from hypothesis import given
from hypothesis import strategies as st

from narrate.batch import read
from narrate.model import Kind
from narrate.script import find_sources, read_source
from narrate.script.raw_material.cleaning import clean
from narrate.script.raw_material.lost_words import unaccounted
from narrate.script.raw_material.text import text_material
from narrate.script.sentences import count_words
from tests.writing import write

# A sentence over several lines with blank lines between, a breadcrumb and a title on top.
BROKEN_LINES = """Clinic Home>Films>Page

Having a Cataract Removed


If the lens in one of your eyes has turned cloudy,

your eye doctor may suggest an operation to replace it.

The lens sits behind the coloured part of your eye.

It bends the light that comes in,

so that you see a sharp picture.

A cloudy lens is called a cataract.

It makes things look dull, and bright lamps may dazzle you.

Before the operation, drops are put into your eye to make it numb.

You stay awake, but you don’t feel any pain.

Your doctor makes a very small cut at the edge of your eye,

and a thin probe breaks the cloudy lens into tiny pieces.

The pieces are sucked out through the same probe.

Then a clear plastic lens is slid into the place of the old one,

where it opens by itself.

After the operation, a shield covers your eye while you sleep.

Most people see better within a few days.
"""


def test_sentences_are_made_whole_and_nothing_is_lost(tmp_path):
    script = read(write(tmp_path / "cataract.txt", BROKEN_LINES), "en")
    assert script.title == "Having a Cataract Removed"
    narration = " ".join(BROKEN_LINES.split("Removed\n", 1)[1].split())
    spoken = [s.text for g in script.segments if g.kind is Kind.NARRATION for s in g.sentences]
    assert " ".join(spoken) == narration
    assert all(text[0].isupper() and text[-1] == "." for text in spoken)
    assert "Films" not in " ".join(s.text for g in script.segments for s in g.sentences)


def test_what_nobody_narrates_is_named_in_one_line(tmp_path):
    text = BROKEN_LINES.replace("It bends the light", "(soft music) It bends the light") + "\nmore\n"
    write(tmp_path / "t/en.txt", text)
    (source,) = find_sources([tmp_path / "t"])[0]
    (problem,) = read_source(source)[1]
    assert (problem.place.line, problem.severity, problem.code) == (1, "warning", "left-out")
    assert problem.message == (
        "left out: 'Clinic Home>Films>Page' (words of a web page), '(soft music)' (a stage word), 'more' (words of a web page)"
    )


def test_nothing_is_said_where_nothing_is_left_out(tmp_path):
    write(tmp_path / "t/en.txt", BROKEN_LINES.split("\n", 2)[2])
    (source,) = find_sources([tmp_path / "t"])[0]
    assert read_source(source)[1] == []


WORDS = st.sampled_from(
    ["bone", "Music", "more", "(music)", "[noise]", "NURSE:", "a.", "Home > Films", "12:30", ">>", "rest"]
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8))
def test_every_word_is_narrated_or_named(lines):
    material = text_material("\n".join(lines))
    cleaned = clean("x", material.lines, "en")
    lost, came = unaccounted(material.words, cleaned.edits, [cleaned.title, *(line.text for line in cleaned.lines)])
    assert not lost
    assert not came


def test_slides_hold_thirty_to_seventy_five_words(tmp_path):
    script = read(write(tmp_path / "cataract.txt", BROKEN_LINES), "en")
    sizes = [sum(count_words(s.text) for s in g.sentences) for g in script.segments[1:]]
    assert all(30 <= size <= 75 for size in sizes), sizes
    openings = [g.sentences[0].text for g in script.segments]
    assert any(text.startswith("Before the operation") for text in openings)


def test_every_sentence_knows_its_line(tmp_path):
    path = write(tmp_path / "cataract.txt", BROKEN_LINES)
    lines = BROKEN_LINES.split("\n")
    for segment in read(path, "en").segments[1:]:
        for sentence in segment.sentences:
            assert lines[sentence.place.line - 1].split()[0] == sentence.text.split()[0]


def test_real_paragraphs_are_kept(tmp_path):
    text = "First one is here. It goes on.\n\nSecond one is here. It goes on too.\n\nThird. And more.\n"
    script = read(write(tmp_path / "x.txt", text), "en")
    paragraphs = [s.paragraph for g in script.segments[1:] for s in g.sentences]
    assert paragraphs == [0, 0, 1, 1, 2, 2]
