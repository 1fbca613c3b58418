import re
import zipfile

import pptx
import pytest
from lxml import etree

import narrate
from narrate.exporters.pptx.verifying.references import check_references
from narrate.store import Store
from narrate.verifying import verify
from tests.exporters.pptx.changed_decks import SVG, audit
from tests.fake_engine import FakeEngine
from tests.script.test_markdown import PNG
from tests.writing import write

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def deck(built):
    return built.folder / "heart.pptx"


def test_the_deck_is_valid(deck):
    assert audit(deck) == []
    assert check_references(deck) == []


def test_every_slide_has_a_title_narration_and_notes(deck, built):
    slides = pptx.Presentation(str(deck)).slides
    titles = [slide.shapes.title.text_frame.text.replace("\v", " ") for slide in slides]
    assert titles == ["A short test of the heart", "What it is", "What you do"]
    assert len(set(titles)) == len(titles)
    for slide, segment in zip(slides, built.script.segments, strict=True):
        names = [shape.name for shape in slide.shapes]
        assert names[1] == "Narration"  # reading order: title, narration, the rest
        spoken = " ".join(sentence.text for sentence in segment.sentences)
        assert " ".join(slide.notes_slide.notes_text_frame.text.split()) == spoken


def test_every_run_has_a_language_and_every_picture_a_description(deck):
    with zipfile.ZipFile(deck) as archive:
        for name in archive.namelist():
            if re.fullmatch(r"ppt/(slides|notesSlides|slideLayouts|slideMasters|notesMasters)/[^/]+\.xml", name):
                root = etree.fromstring(archive.read(name))
                for run in (*root.iter(f"{A}rPr"), *root.iter(f"{A}endParaRPr")):
                    assert run.get("lang") == "en-US", name
                assert all(run.find(f"{A}rPr") is not None for run in root.iter(f"{A}r"))
                for picture in root.iter(f"{P}pic"):
                    assert picture.find(f"{P}nvPicPr/{P}cNvPr").get("descr")


def test_sounds_and_captions_are_in_the_deck(deck, built):
    tracks = sorted((built.folder / "tracks").iterdir())
    with zipfile.ZipFile(deck) as archive:
        for number, track in enumerate(tracks, 1):
            assert archive.read(f"ppt/media/media{number}.mp3") == track.read_bytes()
            captions = archive.read(f"ppt/media/track{number}.vtt").decode()
            assert captions.startswith("WEBVTT\n\n00:00:00.")


def test_properties(deck):
    core = pptx.Presentation(str(deck)).core_properties
    assert (core.title, core.language, core.author) == ("A short test of the heart", "en-US", "narrate")
    assert core.created.date().isoformat() == "2026-03-01"


@pytest.mark.slow
def test_figures_right_to_left_and_many_words(tmp_path):
    """Decks with drawings, photographs, long texts and Arabic are valid too."""
    write(tmp_path / "s/f/heart.svg", SVG)
    (tmp_path / "s/f/photo.png").write_bytes(PNG)
    long = " ".join(f"Sentence {n} tells you a little more about what happens to you." for n in range(40))
    write(
        tmp_path / "s/f/en.md",
        f"---\ntitle: A & B <c>\n---\n## One\n\n![A red square](heart.svg)\n\nText.\n\n"
        f"## Two\n\n![](photo.png)\n\n- Text here\n\nText here.\n\n## Same\n\n{long}\n\n## Same\n\nMore.\n",
    )
    write(
        tmp_path / "s/f/ar.md",
        "---\ntitle: القلب\ndiffers: [One, Two, Same, جزء, قلبك]\n---\n# جزء\n\n## قلبك\n\n- نقطة أولى\n\nهذه نقطة أولى عن القلب.\n",
    )
    report = narrate.build(
        [tmp_path / "s/f"], tmp_path / "o", voice=FakeEngine(), store=tmp_path / "st", editions=["standard"]
    )
    for made in report.made:
        deck = made.folder / "f.pptx"
        assert audit(deck) == []
        assert check_references(deck) == []
        titles = [slide.shapes.title.text_frame.text for slide in pptx.Presentation(str(deck)).slides]
        assert len(set(titles)) == len(titles)
    for verified in verify(tmp_path / "o", Store(tmp_path / "st")):
        assert verified.ok, [finding for finding in verified.findings if not finding.ok]
    english = next(m for m in report.made if m.manifest.language == "en")
    assert english.manifest.slides > 8
    with zipfile.ZipFile(english.folder / "f.pptx") as archive:
        drawing = archive.read("ppt/media/figure1.svg").decode()
        assert '<g id="part"><rect width="20" height="20" fill="red"/></g>' in drawing
        arabic = zipfile.ZipFile(report.made[0].folder / "f.pptx").read("ppt/slides/slide3.xml").decode()
    assert 'rtl="1"' in arabic
    assert 'lang="ar-EG"' in arabic
