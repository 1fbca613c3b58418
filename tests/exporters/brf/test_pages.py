"""Lines and pages of braille. Nothing here needs liblouis."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.errors import UsageError
from narrate.exporters.brf.format import PageSize, page_size
from narrate.exporters.brf.numbers import number_cells, number_fault, read_number
from narrate.exporters.brf.pages import Block, book, wrapped
from narrate.exporters.brf.tables import TABLES
from narrate.exporters.brf.texts import Role
from narrate.exporters.brf.translating import CELLS, to_dots
from narrate.exporters.brf.verifying.form import contents_faults, form_faults, head_faults, slide_faults
from narrate.exporters.brf.verifying.reading import Line, joined, pages_of, read_book
from tests.tables import each

WORDS = st.lists(st.text("ABCLW1'", min_size=1, max_size=60), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.sampled_from([(0, 0), (2, 0), (6, 4), (0, 2)]), st.integers(24, 60))
def test_no_line_is_too_long_and_no_word_is_lost(words, indents, width):
    lines = wrapped(words, width, *indents)
    assert all(len(line) <= width for line in lines)
    assert joined([Line(1, line) for line in lines], width) == words
    assert not any(line.endswith(" ") for line in lines)


def test_a_word_is_divided_only_if_it_is_longer_than_a_line():
    assert wrapped("ABC DEFGHIJ KL", 10, 0, 0) == ["ABC", "DEFGHIJ KL"]
    assert wrapped("A BCDEFGHIJKLMN", 10, 2, 0) == ["  A", 'BCDEFGHIJ"', "KLMN"]


def _blocks(slides):
    yield Block(Role.TITLE, "A TITLE THAT IS LONGER THAN WHAT ANY LINE OF A PAGE HAS ROOM FOR")
    yield Block(Role.NOTICE, "NOBODY HAS READ IT")
    yield Block(Role.CONTENTS, "CONTENTS")
    for number, (level, texts) in enumerate(slides, 2):
        yield Block(Role.SLIDE, "", number)
        if level:
            yield Block(Role.HEADING, f"PART {'LONG ' * level * number}X", number, level)
        for role, count in zip((Role.PARAGRAPH, Role.FIGURE, Role.ITEM), texts, strict=True):
            for _ in range(count):
                yield Block(role, f"WORDS {'OF A TEXT ' * number}END", number)


SLIDES = st.lists(
    st.tuples(st.sampled_from([0, 2, 3]), st.tuples(st.integers(1, 3), st.integers(0, 2), st.integers(0, 3))),
    min_size=1,
    max_size=12,
)


@settings(max_examples=30)
@given(SLIDES, st.sampled_from(["40x25", "24x12", "30x20", "32x27"]))
def test_what_is_set_can_be_read_back(slides, size):
    page, table = page_size(size), TABLES["en"]
    blocks = list(_blocks(slides))
    text = "".join(book(blocks, page, table))
    assert not list(form_faults(text, page))
    read = read_book(pages_of(text, "\r\n", "\f"), page.cells, table)
    assert not [*head_faults(read, table, page.cells), *contents_faults(read), *slide_faults(read, len(slides) + 1)]
    assert read.front == (blocks[0].cells, blocks[1].cells)
    for slide, (level, (paragraphs, notes, items)) in zip(read.slides, slides, strict=True):
        assert (slide.heading is not None) == bool(level)
        assert (len(slide.paragraphs), len(slide.notes), len(slide.items)) == (paragraphs, notes, items)
    found = [cells for slide in read.slides for cells in (*slide.paragraphs, *slide.notes, *slide.items)]
    wanted = [block.cells for block in blocks if block.role in {Role.PARAGRAPH, Role.FIGURE, Role.ITEM}]
    assert found == wanted


@given(SLIDES)
def test_a_heading_stands_on_the_page_of_what_follows(slides):
    table, page = TABLES["en"], page_size("40x25")
    text = "".join(book(_blocks(slides), page, table))
    for lines in pages_of(text, "\r\n", "\f"):
        assert not lines[-1].startswith("--"), "a slide begins below the last text of a page"


def test_pages_that_cannot_be():
    for text in ("40", "40x", "x25", "10x25", "400x25", "40x1", "40x25x3", "40 x 25", "4Ox25", "-40x25"):
        with pytest.raises(UsageError, match="--braille-page"):
            page_size(text)
    assert page_size("32x27") == PageSize(32, 27)


@each("language", sorted(TABLES))
def test_numbers_are_written_and_read(language):
    table = TABLES[language]
    for number in (0, 1, 9, 10, 25, 1234567890):
        assert read_number(number_cells(number, table), table) == number
    assert read_number("", table) is None
    assert read_number(table.sign, table) is None
    assert read_number(f"{number_cells(12, table)}X", table) is None


@each(
    "language, text, cells",
    [
        ("en", "Take 2.5 mg, not 25 mg.", ",TAKE #B4E MG1 N #BE MG4"),
        ("en", "Call 555-1234.", ",CALL #EEE-#ABCD4"),
        ("en", "From 2 3 or 4 50 %", ",F #B\"C OR #D\"EJ .0"),
        ("fr", "Prenez (5) 2,5 mg", ".PRENEZ ,8:0 ,<1: MG"),
        ("es", "Cada 8 h, 2,5 mg", ".CADA #H H1 #B1#E MG"),
        ("hi", "555-1234", "#EEE-ABCD"),
        ("de", "50 % in 3½ Tagen und 1,5", "#EJ#J0 IN #C#A2 TAGEN UND #A1E"),
        ("en", "See http://a.org/5", ",SEE HTTP3_/_/A4ORG_/#E"),
    ],
)  # fmt: skip
def test_numbers_that_are_there(language, text, cells):
    assert not number_fault(text, cells, TABLES[language])


@each(
    "language, text, cells",
    [
        ("en", "Take 2.5 mg", ",TAKE #BE MG"),  # the point is lost
        ("en", "Take 2.5 mg", ",TAKE #B4F MG"),
        ("en", "Take 25 mg", ",TAKE #BEJ MG"),
        ("en", "Take 25 mg", ",TAKE #EB MG"),
        ("en", "Take 25 mg", ",TAKE BE MG"),  # the sign is lost
        ("en", "Take 2 or 3", ",TAKE #C OR #B"),
        ("en", "Take it", ",TAKE X #B"),
        ("en", "Take 2", ",TAKE #B #B"),
        ("es", "Cada 8h", ".CADA #HH"),  # this reads 88
        ("pt", "Tome 5g", ".TOME #EG"),  # this reads 57
        ("fr", "Prenez 5½", ".PRENEZ ,:*/<"),  # this reads 51/2
        ("de", "50 % in 3 Tagen", "#EJ#J0 IN #D TAGEN"),
    ],
)
def test_numbers_that_are_not_there(language, text, cells):
    assert number_fault(text, cells, TABLES[language])


def test_the_cells_are_those_of_braille_ascii():
    assert len(CELLS) == 64
    assert to_dots("A1B'K2L") == "⠁⠂⠃⠄⠅⠆⠇"
    assert to_dots("=)(") == "⠿⠾⠷"
