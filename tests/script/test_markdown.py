import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.batch import read
from narrate.errors import InputError, NarrateError
from narrate.model import Kind
from tests.tables import each
from tests.writing import THREE_SLIDES, write

SECTIONS = """---
title: Your knee
lang: en
---
# Before

## The joint

- Bone
- Cartilage

Your knee has bone and cartilage. It bends
every day.

Hard breaks end\\
a sentence <!-- never spoken --> here.

# After

## Going home

![A knee in a brace](knee.png)

You go home the same day.
"""
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde"
    b"\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00\x00\x00IEND\xaeB`\x82"
)


def test_headings_make_sections_and_slides(tmp_path):
    (tmp_path / "knee").mkdir()
    (tmp_path / "knee/knee.png").write_bytes(PNG)
    script = read(write(tmp_path / "knee/en.md", SECTIONS))
    assert script.topic == "knee"
    assert [(s.kind, s.heading) for s in script.segments] == [
        (Kind.TITLE, "Your knee"), (Kind.SECTION, "Before"), (Kind.NARRATION, "The joint"),
        (Kind.SECTION, "After"), (Kind.NARRATION, "Going home"),
    ]  # fmt: skip
    joint, home = script.segments[2], script.segments[4]
    assert [p.text for p in joint.points] == ["Bone", "Cartilage"]
    assert [(s.text, s.paragraph, s.place.line) for s in joint.sentences] == [
        ("Your knee has bone and cartilage.", 0, 12),
        ("It bends every day.", 0, 12),
        ("Hard breaks end", 1, 15),
        ("a sentence here.", 1, 16),
    ]
    assert home.figures[0].alt == "A knee in a brace"
    assert home.section == "After"


@each(
    ("body", "code", "line"),
    [
        ("## A\n\nText.\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "table", 10),
        ("## A\n\nText.\n\n```\ncode\n```\n", "unknown-construct", 8),
        ("## A\n\nText <b>bold</b> here.\n", "unknown-construct", 6),
        ("## A\n\nSee [this](ftp://example.org).\n", "unknown-construct", 6),
        ("## A\n\nSome text\n---\n", "setext-heading", 6),
        ("## A\n\nText.\n\n### C\n\nMore.\n", "heading-level", 8),
        ("## A\n\n- only a point\n", "no-narration", 4),
        ("## A\n\n1. one\n2. two\n\nText.\n\n1. three\n", "two-lists", 11),
        ("## A\n\n![Alt](nothing.png)\n\nText.\n", "figure-missing", 6),
        ("## A\n\n![Alt](../../../etc/x.png)\n\nText.\n", "figure-outside", 6),
        ("## A\n\n![Alt](file:///x.png)\n\nText.\n", "figure-path", 6),
        ("## A\n\n![Alt](%2e%2e/x.png)\n\nText.\n", "figure-outside", 6),
        ("## A\n\nText \u202e here.\n", "bidi-override", 6),
    ],
)
def test_what_is_not_known_is_a_problem_with_a_place(tmp_path, body, code, line):
    path = write(tmp_path / "t/en.md", f"---\ntitle: T\n---\n{body}")
    with pytest.raises(InputError) as caught:
        read(path)
    assert [(p.code, p.place.line) for p in caught.value.problems] == [(code, line)]


@each(
    ("header", "code", "place"),
    [
        ("titel: T", "unknown-key", (2, 1)),
        ("title: T\ntitle: U", "duplicate-key", (3, 1)),
        ("title: T\nlang: xx", "unknown-language", (3, 7)),
        ("title: T\ndate: soon", "date", (3, 7)),
        ("title: T\nrate: 9000", "rate", (3, 7)),
        ("title: [a, b]", "front-matter", (2, 8)),
        ("title: &a T", "front-matter", (2, 8)),
        ("title: 'T", "front-matter", None),
        ("just words", "front-matter", (2, 1)),
    ],
)
def test_a_wrong_header_is_a_problem_with_a_place(tmp_path, header, code, place):
    path = write(tmp_path / "t/en.md", f"---\n{header}\n---\n## A\n\nText.\n")
    with pytest.raises(InputError) as caught:
        read(path)
    found = [p for p in caught.value.problems if p.code == code]
    assert found, caught.value.problems
    assert place is None or (found[0].place.line, found[0].place.column) == place


def test_all_problems_come_at_once(tmp_path):
    path = write(tmp_path / "t/en.md", "---\ntitel: T\nrate: x\n---\n## A\n\n<b>\n\n## B\n\n- p\n")
    with pytest.raises(InputError) as caught:
        read(path)
    assert len(caught.value.problems) >= 4


def test_norwegian_stays_norwegian(tmp_path):
    path = write(tmp_path / "kne.md", "---\ntitle: Kneet\nlang: no\n---\n## En\n\nDette er en setning.\n")
    assert read(path).language == "no"


def test_the_lone_first_heading_is_the_title(tmp_path):
    script = read(write(tmp_path / "t/en.md", "# My title\n\n## A\n\nText.\n"))
    assert script.title == "My title"
    assert [s.kind for s in script.segments] == [Kind.TITLE, Kind.NARRATION]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("#-*_![]()<>`~:|&; \n\tab.\\\"'1.äß漢字\u200d\u202e\x07{}%"), max_size=400))
def test_reading_raises_nothing_else(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "en.md"
    path.write_text("---\ntitle: T\n---\n" + text, encoding="utf-8")
    try:
        script = read(path)
    except NarrateError:
        return
    assert script.segments


def test_ids_survive_edits_around_them(tmp_path):
    before = read(write(tmp_path / "t/en.md", THREE_SLIDES))
    after = read(write(tmp_path / "t/en.md", THREE_SLIDES.replace("## What it is", "## New\n\nNew.\n\n## What it is")))
    ids = {s.id for g in before.segments for s in g.sentences}
    assert ids < {s.id for g in after.segments for s in g.sentences}
