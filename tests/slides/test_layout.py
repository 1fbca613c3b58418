"""Where boxes stand: on the grid, in reading order, mirrored for right-to-left scripts, one size a deck."""

from dataclasses import replace
from itertools import pairwise

import pytest

from narrate.languages.table_words import said_cells
from narrate.model import Kind, Layout, Point, Role, Table, ThemeWish
from narrate.slides import Slides, lay_out, make_theme, paginate, style_of
from narrate.slides.grid import LOWEST, MARGIN, PANEL, PANEL_X, WIDTH
from narrate.typeset.faces import FACES
from narrate.typeset.lines import Setting
from tests.slides.making import LIGHT, Maker, check_deck, figure, script_of
from tests.tables import each

TALL = "The doctor and the whole care team look at your back and at the pictures of your spine before anything else is done."


def every_kind(folder, language="en"):
    make = Maker()
    pair = [figure(folder, "a", (564, 376), "Healthy"), figure(folder, "b", (564, 376), "Broken")]
    series = [figure(folder, f"s{n}", (270, 330), f"Step {n}") for n in range(4)]
    rows = [("Metformin 500 mg", "1", "2"), ("Insulin glargine", "", "10 units")]
    said = [said_cells(("", "Morning", "Night"), cells, language, first=False) for cells in rows]
    points = tuple(Point(" ".join(texts), cells=cells) for texts, cells in zip(said, rows, strict=True))
    medicines = make(*(text for texts in said for text in texts), heading="Your medicines")
    return script_of(
        make(heading="A guide to your spine", kind=Kind.TITLE),
        make(heading="Your spine", kind=Kind.SECTION),
        make("Your spine holds you up.", "It has many bones.", heading="What it is", section="Your spine"),
        make("One sentence without a heading."),
        make("Rest now.", "Drink water.", heading="At home", points=["Rest", "Drink water"]),
        make("Your neck bends.", "Your chest does not.", heading="Parts", points=["Neck", "Chest"], figures=[figure(folder, "c")]),
        make("Look at this.", heading="The whole spine", figures=[figure(folder, "d")]),
        make("Healthy bone is hard.", "Broken bone is not.", heading="Two bones", points=["Hard", "Not hard"], figures=pair),
        make("One.", "Two.", "Three.", "Four.", heading="Steps", points=["One", "Two", "Three", "Four"], figures=series),
        replace(medicines, points=points, table=Table(("", "Morning", "Night"))),
        make(heading="Going home", kind=Kind.SECTION),
        make("Listen again.", "You find this guide at health.example/spine.", "Ask us.", heading="Listen again", kind=Kind.CLOSING),
        title="A guide to your spine", subtitle="What it is and does", publisher="Sample library", language=language,
        address="https://health.example/spine",
    )  # fmt: skip


@each("language", ["en", "es", "ar"])
@each("name", ["light", "dark", "contrast", "large"])
def test_every_kind_in_every_theme(tmp_path, name, language):
    theme = make_theme(ThemeWish(), name)
    deck = lay_out(paginate(every_kind(tmp_path, language), theme), theme, 360_000)
    check_deck(deck)
    assert {slide.layout for slide in deck.slides} == set(Layout) - {Layout.KEPT}
    for slide in deck.slides:
        assert [box.role for box in slide.boxes].count(Role.TITLE) == 1
        assert [box.role for box in slide.boxes].count(Role.SOUND) == 1
        for mark in slide.marks:
            assert mark.box == -1 or slide.boxes[mark.box].paragraphs[mark.paragraph].lines
        for state in slide.states:
            assert state.current is None or state.current < len(slide.marks)
            assert state.sentence in {sentence.id for sentence in slide.segment.sentences}


def test_right_to_left_is_the_mirror(tmp_path):
    straight = lay_out(paginate(every_kind(tmp_path), LIGHT), LIGHT)
    turned = lay_out(paginate(every_kind(tmp_path, "he"), LIGHT), LIGHT)
    for one, other in zip(straight.slides, turned.slides, strict=True):
        assert one.layout is other.layout
        for a, b in zip(one.boxes, other.boxes, strict=True):
            if a.role in (Role.PANEL, Role.TITLE, Role.BODY, Role.FIGURE, Role.CODE, Role.PROGRESS, Role.CELL):
                assert b.x == pytest.approx(WIDTH - a.x - a.width, abs=0.02)
                assert (b.y, b.width, b.window) == (a.y, a.width, a.window)  # the anatomy is not mirrored


def test_marks_lie_at_their_words_and_the_cover_over_all_marks(tmp_path):
    deck = lay_out(paginate(every_kind(tmp_path), LIGHT), LIGHT)
    for slide in deck.slides:
        for mark in slide.marks:
            for box in mark.boxes:
                assert box.role is Role.MARK
                assert slide.cover.x <= box.x
                assert slide.cover.x + slide.cover.width >= box.x + box.width
                assert slide.cover.y <= box.y
                assert slide.cover.y + slide.cover.height >= box.y + box.height
            if mark.box >= 0:
                words = slide.boxes[mark.box]
                top = words.paragraphs[mark.paragraph].top
                low = top + (len(words.paragraphs[mark.paragraph].lines) - 1) * words.pitch + words.size
                for box in mark.boxes:
                    assert 4 <= top - box.y <= 16
                    assert 4 <= box.y + box.height - low <= 16
        tops = [mark.boxes[0].y for mark in slide.marks if mark.box >= 0]
        lows = [mark.boxes[0].y + mark.boxes[0].height for mark in slide.marks if mark.box >= 0]
        if slide.layout is Layout.TABLE:
            tops, lows = sorted(set(tops)), sorted(set(lows))  # the cells of a row stand side by side
        assert all(low <= top for low, top in zip(lows, tops[1:], strict=False))


def test_one_size_a_deck_the_smallest_that_a_slide_needs():
    make = Maker()
    short, long = make("Rest.", heading="A"), make(f"{TALL[:-1]}, and {TALL[:-1]}, and {TALL}", heading="B")
    alone = lay_out(script_of(short), LIGHT)
    both = lay_out(script_of(short, long), LIGHT)

    def sizes(deck):
        return {box.size for slide in deck.slides for box in slide.boxes if box.role is Role.BODY}

    assert sizes(alone) == {52}
    assert len(sizes(both)) == 1
    assert sizes(both) < {46, 40, 36}


@pytest.mark.parametrize(("count", "kinds"), [(3, 3), (16, 16), (17, 2), (200, 2)])
def test_progress_is_a_dash_a_slide_or_one_bar(count, kinds):
    make = Maker()
    deck = lay_out(script_of(*[make("Rest.", heading=f"H {n}") for n in range(count)]), LIGHT)
    check_deck(deck)
    for number, slide in enumerate(deck.slides, 1):
        shapes = [box for box in slide.boxes if box.role is Role.PROGRESS]
        assert len(shapes) == kinds
        label = next(box for box in slide.boxes if box.role is Role.COUNT)
        assert label.paragraphs[0].lines == (f"{number} of {count}",)
        if kinds == count:
            assert sum(bool(box.fill) for box in shapes) == number
            assert max(shapes, key=lambda box: box.height) is shapes[number - 1]
    widths = [next(b for b in s.boxes if b.role is Role.PROGRESS and b.fill).width for s in deck.slides]
    assert widths == sorted(widths)


def test_titles_that_repeat_are_numbered_and_known_by_first_sentence():
    make = Maker()
    deck = lay_out(script_of(make("One.", heading="Same"), make("Two."), make("Three.", heading="Same")), LIGHT)
    assert [slide.title for slide in deck.slides] == ["Same (1/2)", "Two.", "Same (2/2)"]


def test_a_decks_length_is_told_in_minutes(tmp_path):
    for duration, minutes in ((0, "1 min"), (360_000, "6 min"), (5_400_000, "90 min")):
        deck = lay_out(every_kind(tmp_path), LIGHT, duration)
        words = [" ".join(p.lines) for box in deck.slides[0].boxes for p in box.paragraphs]
        assert any(text.startswith(minutes) for text in words)


def test_the_figures_side_and_the_logo(tmp_path):
    theme = replace(LIGHT, logo=figure(tmp_path, "logo", (300, 70)).path)
    deck = lay_out(paginate(every_kind(tmp_path), theme), theme)
    check_deck(deck)
    for slide in deck.slides:
        for box in slide.boxes:
            if box.role is Role.LOGO:
                assert box.y + box.height <= LOWEST
                assert box.x == MARGIN
            if box.role is Role.FIGURE and slide.layout in (Layout.SPLIT, Layout.TITLE):
                assert box.x >= PANEL_X - 0.01
                assert box.x + box.width <= PANEL_X + PANEL + 0.01
    assert sum(box.role is Role.LOGO for slide in deck.slides for box in slide.boxes) == 2


@pytest.mark.parametrize("size", [(100, 100), (4000, 300), (300, 4000), (688, 720), (10, 9000)])
def test_a_figure_of_any_shape_is_whole_and_keeps_its_shape(tmp_path, size):
    make, one = Maker(), figure(tmp_path, "x", size)
    deck = lay_out(
        script_of(make("A.", heading="H", points=["A"], figures=[one]), make("B.", heading="I", figures=[one])), LIGHT
    )
    check_deck(deck)
    for slide in deck.slides:
        (box,) = [box for box in slide.boxes if box.figure]
        assert box.width / box.height == pytest.approx(size[0] / size[1], rel=0.03)


def test_a_title_has_no_line_of_one_small_word():
    make = Maker()
    deck = lay_out(script_of(make(heading="Vertebroplasty and kyphoplasty, step by step", kind=Kind.TITLE), make("A.", heading="How vertebroplasty works", figures=[])), LIGHT)  # fmt: skip
    for slide in deck.slides:
        head = next(box for box in slide.boxes if box.role is Role.TITLE)
        assert not {"and", "How"} & set(head.paragraphs[0].lines)


def test_few_points_use_their_room():
    """Three short points don't huddle under the heading, and more than fit so are not pushed apart."""
    make = Maker()
    few = make("Rest.", "Walk.", "Sleep.", heading="At home", points=["Rest", "Walk", "Sleep"])
    deck = lay_out(script_of(few), LIGHT)
    check_deck(deck)
    title, body = (next(box for box in deck.slides[0].boxes if box.role is role) for role in (Role.TITLE, Role.BODY))
    tops = [one.top for one in body.paragraphs]
    assert all(60 <= b - a - body.size <= 68 for a, b in pairwise(tops))
    above, below = body.y - title.y - title.height, LOWEST - body.y - body.height
    assert 80 < above < below < 1.8 * above


def test_words_of_numbered_points_stand_behind_the_widest_number():
    make = Maker()
    segment = make("Wash, then open.", heading="Steps", points=["Wash", "Open"])
    segment = replace(segment, points=tuple(replace(p, number=n) for p, n in zip(segment.points, (9, 10), strict=True)))
    deck = lay_out(script_of(segment), LIGHT)
    check_deck(deck)
    body = next(box for box in deck.slides[0].boxes if box.role is Role.BODY)
    assert [one.number for one in body.paragraphs] == [9, 10]
    assert Setting(FACES[deck.face], body.size, False).width("10.") < body.bullet


def test_a_short_word_alone_on_the_last_line_gives_way_to_a_smaller_size(tmp_path):
    make = Maker()
    slides = [
        make("See.", heading=f"How {name} works", figures=[figure(tmp_path)]) for name in ("vertebroplasty", "it")
    ]
    deck = lay_out(script_of(*slides), LIGHT)
    long, short = (next(box for box in slide.boxes if box.role is Role.TITLE) for slide in deck.slides)
    assert [one.lines for one in long.paragraphs] == [("How vertebroplasty works",)]
    assert 36 <= long.size < short.size == 46


def test_a_long_deck_holds_few_slides_and_each_is_the_same_again():
    make = Maker()
    script = script_of(*[make(f"Rest for {n} days.", heading=f"H {n}") for n in range(150)])
    deck = lay_out(script, LIGHT)
    first, again = tuple(deck.slides), deck.slides[:]
    assert first == again
    assert len(deck.slides._kept) < 100
    assert [slide.title for slide in first] == list(deck.titles)
    assert deck.slides[-1] == first[-1]


def test_only_the_title_depends_on_the_length(tmp_path):
    script = paginate(every_kind(tmp_path), LIGHT)
    short = lay_out(script, LIGHT, 60_000)
    longer = short.slides.lasting(600_000).deck()
    assert tuple(longer.slides) == tuple(lay_out(script, LIGHT, 600_000).slides)
    assert [one.layout for one, other in zip(short.slides, longer.slides, strict=True) if one != other] == ["title"]


@each("language", ["en", "es", "ar"])
def test_slides_that_were_laid_out_serve_an_edition_that_says_more(tmp_path, language):
    """Only their states differ: they name the sentences, and nothing is current while an added sentence is spoken."""
    theme = make_theme(ThemeWish())
    script = paginate(every_kind(tmp_path, language), theme)
    more = replace(script, segments=tuple(with_a_sentence_first(segment) for segment in script.segments))
    laid_out = Slides(script, style_of(script, theme)).check().with_more_said(more).lasting(360_000)
    again = Slides(more, style_of(script, theme), 360_000)
    assert list(laid_out) == list(again)
    assert [slide.states for slide in laid_out] != [slide.states for slide in Slides(script, style_of(script, theme))]


def with_a_sentence_first(segment):
    first = replace(segment.sentences[0], id=f"{segment.id}-more", shown=False, cues=())
    return replace(segment, sentences=(first, *segment.sentences))
