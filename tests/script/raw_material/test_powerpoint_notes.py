"""The notes of decks as raw material."""

from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml

from narrate.script.raw_material.powerpoint_notes import read_notes
from tests.script.raw_material.office_files import unbalanced
from tests.tables import each

A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def r(text: str, properties: str = "", inside: str = "") -> str:
    escaped = text.replace("&", "&amp;")
    return f"<a:r><a:rPr {properties}>{inside}</a:rPr><a:t>{escaped}</a:t></a:r>"


def deck(path: Path, *slides: tuple[str, str | list[str]], hidden: tuple[int, ...] = ()) -> Path:
    """A deck of titles and notes; notes in a list are the content of paragraphs in XML."""
    made = Presentation()
    for number, (title, notes) in enumerate(slides, 1):
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text = title
        if number in hidden:
            slide._element.set("show", "0")
        if not notes:
            continue
        frame = slide.notes_slide.notes_text_frame
        if isinstance(notes, str):
            frame.text = notes
            continue
        for paragraph in frame.paragraphs:
            frame._txBody.remove(paragraph._p)
        for content in notes:
            frame._txBody.append(parse_xml(f"<a:p {A}>{content}</a:p>"))
    made.save(path)
    return path


def told(path: Path):
    material, title = read_notes(path)
    assert not unbalanced(material)
    return material, title


def notes_of(path: Path) -> tuple[list[str], list[tuple[int, str, str, str]]]:
    """The lines that are no title, and the edits but for titles."""
    material, _ = told(path)
    lines = [line.text for line in material.lines if not line.level and not line.is_title]
    return lines, [(e.place.line, e.text, e.instead, e.why) for e in material.edits if e.why != "title of the slide"]


def test_titles_are_headings_that_the_notes_do_not_hold(tmp_path: Path):
    material, title = told(
        deck(tmp_path / "en.pptx", ("The pump", "It beats all day.\nRest."), ("Valves", "They close."))
    )
    assert title == ""
    assert [(line.number, line.level, line.text) for line in material.lines] == [
        (1, 2, "The pump"), (1, 0, "It beats all day."), (1, 0, "Rest."), (2, 2, "Valves"), (2, 0, "They close."),
    ]  # fmt: skip
    assert "pump" not in material.words
    assert [(edit.text, edit.instead) for edit in material.edits] == [("", "The pump"), ("", "Valves")]


def test_notes_that_say_a_title_announce(tmp_path: Path):
    slides = ("Your heart", "Your heart"), ("How it works", "How it works"), ("The pump", "It beats.")
    material, _ = told(deck(tmp_path / "en.pptx", *slides))
    assert [(line.level, line.is_title, line.text) for line in material.lines] == [
        (0, True, "Your heart"), (1, False, "How it works"), (2, False, "The pump"), (0, False, "It beats."),
    ]  # fmt: skip
    assert "Your heart" in material.words


@each(
    ("runs", "line", "edit"),
    [
        (r("Take ") + r("10 mg", 'strike="sngStrike"') + r(" 5 mg."), "Take 5 mg.", ("10 mg", "", "struck out")),
        (r("Tome ") + r("dos", 'strike="dblStrike"') + r(" una."), "Tome una.", ("dos", "", "struck out")),
        (r("150 x 10") + r("9", 'baseline="30000"') + r("/L"), "150 x 10⁹/L", ("109", "10⁹", "raised digits")),
        (r("CO") + r("2", 'baseline="-25000"') + r(" raus"), "CO₂ raus", ("CO2", "CO₂", "lowered digits")),
        (r("Lisez la fiche.") + r("3", 'baseline="30%"'), "Lisez la fiche.", ("3", "", "mark of a note")),
        (r("&#8226; You rest"), "• You rest", ("&#8226;", "•", "name of a sign in web pages")),
        (r("Rest &amp; walk"), "Rest & walk", ("&amp;", "&", "name of a sign in web pages")),
        (r("5 ") + r("m", "", '<a:latin typeface="Symbol"/>') + r("g"), "5 µg", ("mg", "µg", "letters of the font Symbol")),
        (r("Rest ") + r("\u00e0", "", '<a:sym typeface="Wingdings"/>') + r(" walk"), "Rest → walk",
         ("\u00e0", "→", "letters of the font Wingdings")),
    ],
)  # fmt: skip
def test_letters_of_notes_are_read_as_those_of_word(tmp_path: Path, runs: str, line: str, edit: tuple[str, str, str]):
    assert notes_of(deck(tmp_path / "en.pptx", ("Dose", [runs]))) == ([line], [(1, *edit)])


@each("text", ["Rest at home.", "AT&T and you", "[click]", "Fish & chips", "no &strange; name", "R&D; and more"])
def test_other_letters_stay(tmp_path: Path, text: str):
    assert notes_of(deck(tmp_path / "en.pptx", ("Rest", [r(text, 'strike="noStrike" baseline="0"')]))) == ([text], [])


def test_a_hidden_slide_is_left_out_and_named_once(tmp_path: Path):
    slides = ("Rest", "Rest for a day."), ("Alt", "Nicht zeigen.\nZweite Zeile."), ("Vacía", ""), ("Walk", "Then walk.")
    path = deck(tmp_path / "en.pptx", *slides, hidden=(2, 3))
    lines, edits = notes_of(path)
    assert lines == ["Rest for a day.", "Then walk."]
    assert edits == [(2, "Nicht zeigen. Zweite Zeile.", "", "hidden slide")]
    assert not told(path)[0].problems


def test_a_picture_or_a_table_as_title_or_an_empty_one_is_no_title(tmp_path: Path):
    deck(tmp_path / "a.pptx", ("One", "Rest."), ("Two", "Walk."), ("", "Eat."))
    made = Presentation(tmp_path / "a.pptx")
    for slide, tag in zip(made.slides, ("p:pic", "p:graphicFrame"), strict=False):
        title = slide.shapes.title._element
        title.tag = f"{{http://schemas.openxmlformats.org/presentationml/2006/main}}{tag[2:]}"
    made.save(tmp_path / "en.pptx")
    material, _ = told(tmp_path / "en.pptx")
    assert [(line.text, line.check) for line in material.lines] == [
        ("1", "heading"), ("Rest.", ""), ("2", "heading"), ("Walk.", ""), ("3", "heading"), ("Eat.", ""),
    ]  # fmt: skip
    assert [(problem.place.line, problem.code) for problem in material.problems] == [
        (n, "check-heading") for n in (1, 2, 3)
    ]


def test_a_slide_without_notes_is_warned_of_and_a_deck_without_any_is_an_error(tmp_path: Path):
    some = told(deck(tmp_path / "a.pptx", ("One", "Rest."), ("Two", "")))[0]
    assert [(one.place.line, one.code, one.severity) for one in some.problems] == [(2, "no-notes", "warning")]
    for name, slides, hidden in (
        ("b", (("One", ""), ("Two", "")), ()),
        ("c", (("One", ""), ("Two", "Rest.")), (2,)),
        ("d", (), ()),
    ):
        none = told(deck(tmp_path / f"{name}.pptx", *slides, hidden=hidden))[0]
        (problem,) = none.problems
        assert (problem.code, problem.severity) == ("no-notes", "error")
        assert "narrate speaks the notes" in problem.message
        assert problem.hint


def test_points_have_the_mark_that_is_shown(tmp_path: Path):
    def point(text: str, properties: str, level: int = 0) -> str:
        return f'<a:pPr lvl="{level}">{properties}</a:pPr>{r(text)}'

    number = '<a:buAutoNum type="arabicPeriod"/>'
    letter = '<a:buAutoNum type="alphaLcParenR" startAt="2"/>'
    notes = [
        point("Wash", number), point("Left", letter, 1), point("Right", letter, 1), point("Rest", number),
        point("Walk", '<a:buChar char="•"/>'), point("Eat", number), point("Sleep", "<a:buNone/>"),
        point("Call", '<a:buAutoNum type="romanUcParenBoth"/>'),
    ]  # fmt: skip
    material, _ = told(deck(tmp_path / "en.pptx", ("Steps", notes)))
    assert [line.marker for line in material.lines[1:]] == ["1.", "b)", "c)", "2.", "•", "1.", "", "(I)"]
    assert [line.turn for line in material.lines[1:]] == [True] * 6 + [False, True]


def test_what_powerpoint_fills_in_is_no_word(tmp_path: Path):
    filled = '<a:fld id="{B0}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld>'
    assert notes_of(deck(tmp_path / "en.pptx", ("Rest", [r("Rest.") + filled, filled]))) == (["Rest."], [])


def test_a_text_beside_the_notes_is_warned_of(tmp_path: Path):
    deck(tmp_path / "a.pptx", ("Rest", "Rest."))
    made = Presentation(tmp_path / "a.pptx")
    page = made.slides[0].notes_slide
    body = page.notes_placeholder._element
    other = etree.fromstring(etree.tostring(body))
    placeholder = other.find(".//{*}ph")
    placeholder.getparent().remove(placeholder)
    body.addnext(other)
    made.save(tmp_path / "en.pptx")
    problems = told(tmp_path / "en.pptx")[0].problems
    assert [(one.place.line, one.code, one.severity) for one in problems] == [(1, "left-out", "warning")]


def test_an_unknown_sign_in_notes_is_an_error(tmp_path: Path):
    runs = r("5 ") + r("\u00ff", "", '<a:latin typeface="Symbol"/>')
    problems = told(deck(tmp_path / "en.pptx", ("Dose", [runs])))[0].problems
    assert [(one.place.line, one.code, one.severity) for one in problems] == [(1, "unknown-symbol", "error")]
