"""Which slides stand in which part of a page."""

import time
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.verifying.edition_record import RecordSegment, RecordSentence
from narrate.exporters.verifying.reading_page import PagePart, pair_parts, parse_page, parts_of
from tests.tables import each


def slide(id_: str, heading: str = "", kind: str = "narration") -> RecordSegment:
    text = f"This is said on {id_}."
    return RecordSegment(id_, heading or text, 0, 1000, "", (RecordSentence(f"{id_}.1", text, 0, 900, ()),), kind)


def ids(parts: list[PagePart], slides: list[RecordSegment]) -> list[tuple[str, list[str]]]:
    return [(part.id, [segment.id for _, segment in here]) for part, here in pair_parts(parts, slides)]


def test_each_heading_has_its_slide_and_the_title_none():
    slides = [slide("t", "Your knee", "title"), slide("rest", "Rest"), slide("walk", "Walk")]
    found = list(pair_parts([PagePart(), PagePart("rest", "Rest"), PagePart("walk", "Walk")], slides))
    assert [[number for number, _ in here] for _, here in found] == [[], [2], [3]]


def test_a_slide_that_goes_on_stands_under_the_heading_before():
    slides = [slide("rest", "Rest (1/2)"), slide("rest.2", "Rest (2/2)"), slide("walk", "Walk")]
    assert ids([PagePart(), PagePart("rest"), PagePart("walk")], slides) == [
        ("", []),
        ("rest", ["rest", "rest.2"]),
        ("walk", ["walk"]),
    ]


def test_a_slide_without_a_heading_is_a_part_of_its_own():
    assert ids([PagePart(), PagePart("rest"), PagePart("s1")], [slide("rest", "Rest"), slide("s1")]) == [
        ("", []),
        ("rest", ["rest"]),
        ("s1", ["s1"]),
    ]


CODE = (
    "<style>p > b { content: '<' }</style>",
    "<script>if (1 < 2 && 3 > 2) {}</script>",
    '<script type="x">"<b>"</script>',
)


@each("code", [*CODE, "".join(CODE), "<style></style>", "<script></script><script></script>"])
def test_styles_and_scripts_are_not_read_as_markup(code):
    page = parse_page(f"<html><body>{code}<main><article id='a'><div><p>Rest.</p></div></article></main></body></html>")
    assert [(part.id, part.texts) for part in parts_of(page)] == [("", []), ("a", ["Rest."])]


@each("text", ["<script>" * 100_000, "<style>" * 100_000 + "</script>", "<script></style>" * 100_000])
def test_code_that_does_not_end_takes_no_long_time(text):
    started = time.process_time()
    with suppress(ValueError):
        parse_page(text)
    assert time.process_time() - started < 3


def test_a_part_too_many_has_no_slide_and_a_slide_too_many_an_empty_part():
    assert ids([PagePart(), PagePart("rest"), PagePart("x")], [slide("rest", "Rest")])[-1] == ("x", [])
    assert ids([PagePart()], [slide("rest", "Rest")]) == [("", []), ("", ["rest"])]


@given(st.lists(st.sampled_from(["a", "b", "a.2", "b.2", "c"]), unique=True), st.integers(0, 6))
def test_no_slide_is_lost_and_none_stands_twice(names, count):
    slides = [slide(name, name) for name in names]
    parts = [PagePart(), *(PagePart(name) for name in names[:count])]
    assert [id_ for _, here in ids(parts, slides) for id_ in here] == names
