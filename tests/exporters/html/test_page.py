import re
import subprocess

import pytest
from lxml import etree, html

import narrate
from narrate.store import Store
from tests import chromium
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.planting import faults
from tests.tables import each
from tests.writing import write

PAIR = """---
title: Bone
---
## How bone gets weak

![Small holes, seen from the side](a.svg "Healthy bone")

![Large holes](b.svg "Weak bone")

- A thick shell
- A thin shell

Healthy bone has a thick shell. Weak bone has a thin shell.
"""


def test_the_page_is_whole_without_script(built):
    page = html.parse(str(built.folder / "index.html")).getroot()
    assert page.get("lang") == "en"
    assert page.get("dir") == "ltr"
    headings = [page.find(".//h1"), *page.iterfind(".//article/h2")]
    assert [heading.text_content() for heading in headings] == [
        "A short test of the heart",
        "What it is",
        "What you do",
    ]
    (player,) = (one for one in page.iter("section") if one.get("id") == "player")
    assert player.get("hidden") is not None
    text = page.text_content()
    for segment in built.script.segments:
        for sentence in segment.sentences:
            assert sentence.text in text
    ids = {element.get("id") for element in page.iter()}
    for element in (*page.iter("a"), *page.iter("audio"), *page.iter("img")):
        target = element.get("href") or element.get("src")
        if target is None:
            assert element.get("id") == "sound"
        elif target.startswith("#"):
            assert target[1:] in ids, target
        else:
            assert (built.folder / target).exists(), target
    tracks = [audio.get("src") for audio in page.iterfind(".//article//audio")]
    assert tracks == [
        f"tracks/0{number}-{segment.id}.mp3" for number, segment in enumerate(built.script.segments[1:], 2)
    ]


def test_figures_side_by_side_keep_their_names_for_who_cannot_see_them(tmp_path):
    for name in ("a", "b"):
        write(tmp_path / f"script/bone/{name}.svg", FIGURE)
    path = write(tmp_path / "script/bone/en.md", PAIR)
    report = narrate.build(
        [path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], editions=["standard"]
    )
    page = html.parse(str(report.made[0].folder / "index.html")).getroot()
    (slide,) = page.xpath("//article//img[@class='slide']")
    assert slide.get("alt") == "Healthy bone: Small holes, seen from the side. Weak bone: Large holes."
    (points,) = page.find_class("points")
    assert [point.text_content() for point in points] == ["Healthy bone: A thick shell", "Weak bone: A thin shell"]


LONGER = """---
title: Bone
---
## How bone gets weak

![Small holes](a.svg "A healthy bone, cut open. Its holes are small.")

Healthy bone has a thick shell.

## Two bones

![Small holes, seen from the side](a.svg "Healthy bone | A thick shell lies around bone with small holes.")

![Large holes](b.svg "Weak bone")

- A thick shell
- A thin shell

Healthy bone has a thick shell. Weak bone has a thin shell.
"""


@each(
    ("language", "label"),
    [("en", "Description of the picture"), ("es", "Descripción de la imagen"), ("nl", "Description of the picture")],
)
def test_longer_descriptions_open_below_the_figures_and_alternative_texts_stay_short(tmp_path, language, label):
    for name in ("a", "b"):
        write(tmp_path / f"script/bone/{name}.svg", FIGURE)
    path = write(tmp_path / f"script/bone/{language}.md", LONGER)
    report = narrate.build(
        [path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], language=language
    )
    page = html.parse(str(report.made[0].folder / "index.html")).getroot()
    boxes = page.findall(".//article//details")
    assert [box.find("summary").text for box in boxes] == [label, label]
    assert {box.find("summary").get("lang") for box in boxes} == {"en" if language == "nl" else language}
    assert [[text.text_content() for text in box.iter("p")] for box in boxes] == [
        ["A healthy bone, cut open. Its holes are small."],
        ["Healthy bone: A thick shell lies around bone with small holes."],
    ]
    assert [box.getprevious().get("class") for box in boxes] == ["figures", "figures"]
    assert [image.get("alt") for image in page.xpath("//article//img[@class='slide']")] == [
        "Small holes",
        "Healthy bone: Small holes, seen from the side. Weak bone: Large holes.",
    ]
    assert [caption.text for caption in page.iter("figcaption")] == ["Healthy bone", "Weak bone"]
    assert faults(tmp_path / "out", Store(tmp_path / "store")) == {}


@pytest.mark.slow
def test_longer_descriptions_are_printed(tmp_path, program):
    browser, reader = program(*chromium.NAMES), program("pdftotext")
    for name in ("a", "b"):
        write(tmp_path / f"script/bone/{name}.svg", FIGURE)
    path = write(tmp_path / "script/bone/en.md", LONGER)
    report = narrate.build([path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"])
    page, paper = report.made[0].folder / "index.html", tmp_path / "page.pdf"
    chromium.run(browser, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())
    text = subprocess.run([reader, str(paper), "-"], check=True, capture_output=True, text=True, timeout=60).stdout
    words = " ".join(text.split())
    assert "Its holes are small." in words
    assert "Healthy bone: A thick shell lies around bone with small holes." in words


def test_a_sentence_in_another_language_has_its_language_and_direction(pages):
    for language in ("es", "hi", "ja"):
        (span,) = re.findall(r'<span class="sentence"[^>]* lang=.*?</span>', pages[language].content)
        assert re.sub(' id="[^"]*"', "", span) == (
            '<span class="sentence" lang="ar" dir="rtl">خذ \u20665 mg\u2069 من الدواء.</span>'
        )
    assert not re.search('<span class="sentence"[^>]* lang=', pages["ar"].content)


def test_a_telephone_number_can_be_tapped_and_a_dose_cannot(pages):
    for page in pages.values():
        assert not re.search('<a href="tel:[^"]*">[^<]*mg', page.content)
    for language in ("es", "hi", "ja"):
        assert re.findall('<a href="(tel:[^"]*)">([^<]*)</a>', pages[language].content) == [
            ("tel:8005550100", "800-555-0100")
        ]


def test_sound_has_a_link_for_programs_that_cannot_play_it(pages):
    for page in pages.values():
        sounds = re.findall('<audio controls preload="none" src="([^"]*)"[^>]*>(.*?)</audio>', page.content)
        assert len(sounds) >= 3
        for address, link in sounds:
            assert link.startswith(f'<a href="{address}" lang="')


def test_slides_of_one_name_keep_their_own_figures(tmp_path):
    """The second figure of one slide and the first of the next must not be one file."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="6" height="{}" fill="#A8430F"/></svg>'
    )
    for number in (1, 2, 3):
        write(tmp_path / f"back/{number}.svg", drawing.format(number))
    two = "## Pictures\n\n![One](1.svg)\n\n![Two](2.svg)\n\n- One\n- Two\n\nOne is here, and two.\n\n"
    script = write(tmp_path / "back/en.md", f"---\ntitle: T\n---\n\n{two}## Pictures\n\n![Three](3.svg)\n\nThree.\n")
    report = narrate.build(
        [script], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], editions=["standard"]
    )
    folder = report.made[0].folder
    figures = html.fromstring((folder / "index.html").read_bytes()).xpath("//figure//img")
    heights = {
        image.xpath("ancestor::svg/@aria-label")[0]: etree.parse(folder / image.get("src")).xpath("//@height")[-1]
        for image in figures
    }
    assert heights == {"One": "1", "Two": "2", "Three": "3"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "publisher", ["مستشفى القلب", "Heart Clinic", "www.heart.example", "مستشفى www.heart.example", "مركز 24/7"]
)
def test_a_publisher_keeps_its_order_in_a_right_to_left_page(tmp_path, publisher):
    text = f"---\ntitle: الراحة\nlang: ar\npublisher: {publisher}\n---\n\n## اجلس\n\nاجلس وتنفس ببطء.\n"
    script = write(tmp_path / "script/rest/ar.md", text)
    narrate.build(
        [script], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["html"], editions=["standard"]
    )
    assert faults(tmp_path / "out", Store(tmp_path / "store")) == {}
