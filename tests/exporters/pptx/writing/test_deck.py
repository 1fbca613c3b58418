import re
import zipfile
from pathlib import Path

import pptx
import pytest
from lxml import etree

import narrate
from narrate.exporters.pptx.verifying.references import check_references
from narrate.store import Store
from narrate.verifying import verify
from tests.fake_engine import FakeEngine
from tests.script.test_markdown import PNG
from tests.writing import write

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def deck(built):
    return built.folder / "heart.pptx"


def audit(path: Path) -> list[str]:
    from openxml_audit import validate_pptx

    return [str(error) for error in validate_pptx(str(path)).errors]


def test_it_is_valid(deck):
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


def test_sound_and_captions_lie_inside(deck, built):
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


PLANTED = {
    "dangling target": (r'spid="\d+"', 'spid="99"', "not on the slide"),
    "double timing id": (r'<p:cTn id="4"', '<p:cTn id="3"', "timing id 3 stands twice"),
    "build of nothing": (r"</p:timing>", '<p:bldLst><p:bldP spid="77"/></p:bldLst></p:timing>', "bldP of shape 77"),
    "advance": (r'advTm="\d+"', 'advTm="soon"', "'soon' is no number"),
    "no sound": (r"<p:audio .*</p:audio>", "", "no sound that plays"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_faults_are_found(deck, tmp_path, fault):
    pattern, replacement, message = PLANTED[fault]
    bad = rewrite(deck, tmp_path / "bad.pptx", "ppt/slides/slide2.xml", pattern, replacement)
    assert any(message in line for line in check_references(bad))


def test_a_wrong_content_type_and_a_missing_part_are_found(deck, tmp_path):
    bad = rewrite(deck, tmp_path / "a.pptx", "[Content_Types].xml", "audio/mpeg", "audio/x-none")
    assert any("not audio/mpeg" in line for line in check_references(bad))
    bad = rewrite(deck, tmp_path / "b.pptx", "ppt/slides/_rels/slide1.xml.rels", r"media1\.mp3", "media9.mp3")
    assert any("not in the deck" in line for line in check_references(bad))


def test_a_sound_above_an_animated_shape_is_found(deck, tmp_path):
    fade = (
        '<p:animEffect><p:cBhvr><p:cTn id="90" dur="1"/><p:tgtEl><p:spTgt spid="2"/></p:tgtEl></p:cBhvr></p:animEffect>'
    )
    bad = rewrite(deck, tmp_path / "c.pptx", "ppt/slides/slide2.xml", r"(<p:cmd )", rf"{fade}\1")
    assert any("would end the sound" in line for line in check_references(bad))


def rewrite(deck: Path, target: Path, part: str, pattern: str, replacement: str) -> Path:
    with zipfile.ZipFile(deck) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                changed = re.sub(pattern, replacement, content.decode(), flags=re.DOTALL)
                assert changed != content.decode()
                content = changed.encode()
            out.writestr(name, content)
    return target


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><g id="part"><rect width="20" height="20" fill="red"/></g></svg>'


@pytest.mark.slow
def test_figures_right_to_left_and_many_words(tmp_path):
    """The other ways a slide can be: valid too."""
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
    report = narrate.build([tmp_path / "s/f"], tmp_path / "o", voice=FakeEngine(), store=tmp_path / "st")
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
