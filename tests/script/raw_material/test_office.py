"""Word documents, and the notes of decks, made here and read back."""

from itertools import groupby
from pathlib import Path

import docx
from docx.oxml import parse_xml
from pptx import Presentation

from narrate.batch import read
from narrate.script import examine_source, find_sources
from narrate.script.draft import draft
from tests.tables import each


def examined(path: Path):
    (source,), _ = find_sources([path])
    return examine_source(source)


def spoken(script) -> list[list[str]]:
    return [[s.text for s in segment.sentences] for segment in script.segments]


def test_headings_paragraphs_and_lists_of_a_word_document(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("Care of your drain", style="Title")
    document.add_heading("At home", 1)
    document.add_heading("Empty it", 2)
    document.add_paragraph("Wash your hands", style="List Bullet")
    document.add_paragraph("Wash your hands first. Then open the cap.")
    document.add_heading("Call us", 2)
    document.add_paragraph("Call us if the drain falls out.")
    document.save(tmp_path / "en.docx")
    script = read(tmp_path / "en.docx")
    assert script.title == "Care of your drain"
    assert [segment.heading for segment in script.segments] == ["Care of your drain", "At home", "Empty it", "Call us"]
    assert spoken(script)[2:] == [
        ["Wash your hands", "Wash your hands first.", "Then open the cap."],
        ["Call us if the drain falls out."],
    ]
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "en.md").write_text(draft(script), encoding="utf-8")
    assert spoken(read(tmp_path / "d" / "en.md")) == spoken(script)


def test_a_numbered_list_of_a_word_document_is_spoken_where_it_stands_with_its_numbers(tmp_path: Path):
    document = docx.Document()
    document.add_heading("Empty it", 1)
    document.add_paragraph("Do it like this:")
    for text, style in (("Wash", "List Number"), ("Open", "List Number"), ("Rest", "List Bullet")):
        document.add_paragraph(text, style=style)
    document.add_paragraph("Call us if it leaks.")
    document.save(tmp_path / "en.docx")
    script = read(tmp_path / "en.docx")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "en.md").write_text(draft(script), encoding="utf-8")
    for one in (script, read(tmp_path / "d" / "en.md")):
        assert spoken(one)[1] == ["Do it like this:", "1. Wash", "2. Open", "Rest", "Call us if it leaks."]


def test_a_word_document_without_headings_is_a_transcript(tmp_path: Path):
    document = docx.Document()
    for text in ("Care of your drain", "Wash your hands first.", "Then open the cap,", "and empty the drain."):
        document.add_paragraph(text)
    document.save(tmp_path / "en.docx")
    script = read(tmp_path / "en.docx")
    assert script.title == "Care of your drain"
    assert spoken(script)[1:] == [["Wash your hands first.", "Then open the cap, and empty the drain."]]


def test_rows_of_a_table_are_sentences(tmp_path: Path):
    document = docx.Document()
    document.add_heading("At home", 1)
    document.add_paragraph("Wash your hands.")
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, (("", "Monday", "Friday"), ("Walks", "2", "3")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.save(tmp_path / "en.docx")
    assert spoken(read(tmp_path / "en.docx"))[1:] == [["Wash your hands.", "Walks: Monday 2, Friday 3"]]


def test_the_notes_of_a_deck(tmp_path: Path):
    deck = Presentation()
    deck.core_properties.title = "Your heart"
    for title, notes in (
        ("The pump", "Your heart is a pump. It beats all day."),
        ("Pictures only", ""),
        ("Valves", "Four valves open.\nThey close."),
    ):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    deck.save(tmp_path / "en.pptx")
    script, problems = examined(tmp_path / "en.pptx")
    assert script.title == "Your heart"
    assert [segment.heading for segment in script.segments[1:]] == ["The pump", "Valves"]
    assert spoken(script)[1:] == [["Your heart is a pump.", "It beats all day."], ["Four valves open.", "They close."]]
    assert [(problem.place.line, problem.code) for problem in problems] == [(2, "no-notes")]


@each("name", ["en.docx", "en.pptx"])
@each("content", [b"", b"PK\x03\x04", b"just text"])
def test_a_file_that_only_has_the_name(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    problems = examined(tmp_path / name)[1]
    assert [problem.code for problem in problems] == ["unreadable-file"]


def deck_of(path: Path, *slides: tuple[str, str]) -> Path:
    deck = Presentation()
    for title, notes in slides:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.notes_slide.notes_text_frame.text = notes
    deck.save(path)
    return path


def test_notes_that_say_only_the_title_announce_the_whole_and_its_sections(tmp_path: Path):
    slides = (
        ("Your heart", "Your heart"),
        ("How it works", "How it works"),
        ("The pump", "It beats all day."),
        ("Thank you", "Thank you"),
    )
    script = read(deck_of(tmp_path / "en.pptx", *slides))
    assert script.title == "Your heart"
    assert [str(segment.kind) for segment in script.segments] == ["title", "section", "narration", "section"]
    assert [s for one in spoken(script) for s in one] == [
        "Your heart",
        "How it works",
        "It beats all day.",
        "Thank you",
    ]


def test_notes_that_say_nothing_but_titles_are_spoken_all_the_same(tmp_path: Path):
    script = read(deck_of(tmp_path / "en.pptx", ("The pump", "The pump"), ("Valves", "Valves")))
    assert spoken(script)[1:] == [["The pump"], ["Valves"]]


def test_a_deck_that_was_built_here_says_the_same_again(tmp_path: Path):
    """Its notes hold the closing slide, which the address makes anew."""
    (tmp_path / "narrate.yaml").write_text("address: https://example.org/x\n", encoding="utf-8")
    for topic in ("heart", "again"):
        (tmp_path / topic).mkdir()
    text = "---\ntitle: Your heart\n---\n# One\n\n## The pump\n\nIt beats all day.\n\n## Valves\n\nFour valves open.\n"
    (tmp_path / "heart" / "en.md").write_text(text, encoding="utf-8")
    first = read(tmp_path / "heart" / "en.md")
    slides = [
        (segment.heading, "\n".join(" ".join(s.text for s in group) for _, group in groupby(segment.sentences, key=lambda s: s.paragraph)))
        for segment in first.segments
    ]  # fmt: skip
    again = read(deck_of(tmp_path / "again" / "en.pptx", *slides))
    assert [segment.kind for segment in again.segments] == [segment.kind for segment in first.segments]
    assert spoken(again) == spoken(first)
    assert draft(again).count("\n## ") == 2  # a closing slide is not drafted, since it comes by itself


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f"""<w:body xmlns:w="{W}">
<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>At home 3</w:t></w:r></w:p>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>At home</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Take </w:t></w:r><w:ins w:id="1"><w:r><w:t>two</w:t></w:r></w:ins>
<w:del w:id="2"><w:r><w:delText>three</w:delText></w:r></w:del><w:r><w:t xml:space="preserve"> pills</w:t><w:br/><w:t>a</w:t><w:tab/><w:t>day.</w:t>
<w:footnoteReference w:id="2"/></w:r></w:p>
<w:sdt><w:sdtContent><w:p><w:r><w:t>Rest</w:t><w:noBreakHyphen/><w:t>room first.</w:t></w:r>
<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p></w:sdtContent></w:sdt>
</w:body>"""


def test_changes_controls_and_what_is_no_text_of_a_word_document(tmp_path: Path):
    """Tracked insertions and content controls are read, deletions are not, and what else there is is told of."""
    document = docx.Document()
    for element in list(document.element.body):
        document.element.body.remove(element)
    document.styles.add_style("TOC 1", 1)
    for element in parse_xml(BODY):
        document.element.body.append(element)
    document.save(tmp_path / "en.docx")
    script, problems = examined(tmp_path / "en.docx")
    assert spoken(script)[1:] == [["Take two pills a day.", "Rest-room first.", "A box."]]
    assert [(problem.place.line, problem.code, problem.severity) for problem in problems] == [
        (1, "left-out", "warning")
    ]
