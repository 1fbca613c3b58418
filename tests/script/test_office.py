"""Word documents, and the notes of decks, made here and read back."""

from pathlib import Path

import docx
import pytest
from pptx import Presentation

from narrate.batch import read
from narrate.script import examine_source, find_sources
from narrate.script.draft import draft


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
    assert [point.text for segment in script.segments for point in segment.points] == ["Wash your hands"]
    assert spoken(script)[2:] == [["Wash your hands first.", "Then open the cap."], ["Call us if the drain falls out."]]
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "en.md").write_text(draft(script), encoding="utf-8")
    assert spoken(read(tmp_path / "d" / "en.md")) == spoken(script)


def test_a_word_document_without_headings_is_a_transcript(tmp_path: Path):
    document = docx.Document()
    for text in ("Care of your drain", "Wash your hands first.", "Then open the cap,", "and empty the drain."):
        document.add_paragraph(text)
    document.save(tmp_path / "en.docx")
    script = read(tmp_path / "en.docx")
    assert script.title == "Care of your drain"
    assert spoken(script)[1:] == [["Wash your hands first.", "Then open the cap, and empty the drain."]]


def test_a_table_in_a_word_document_is_named(tmp_path: Path):
    document = docx.Document()
    document.add_heading("At home", 1)
    document.add_paragraph("Wash your hands.")
    document.add_table(1, 1)
    document.save(tmp_path / "en.docx")
    problems = examined(tmp_path / "en.docx")[1]
    assert [(problem.place.line, problem.code) for problem in problems] == [(3, "unknown-construct")]


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


@pytest.mark.parametrize("name", ["en.docx", "en.pptx"])
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"just text"])
def test_a_file_that_only_has_the_name(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    problems = examined(tmp_path / name)[1]
    assert [problem.code for problem in problems] == ["unreadable-file"]
