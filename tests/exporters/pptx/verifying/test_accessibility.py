"""Checks of accessibility: a deck without faults passes, and a planted fault of each kind is reported."""

import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

import narrate
from narrate.exporters.pptx.verifying.accessibility import presentation_faults, slide_faults
from narrate.exporters.pptx.verifying.drawing import read_drawing
from narrate.exporters.pptx.verifying.legibility import size_faults, worst_contrast
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, read_slides
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from narrate.verifying import verify
from tests.exporters.pptx.changed_decks import SVG
from tests.fake_engine import FakeEngine
from tests.tables import each
from tests.writing import write

SCRIPT = """---
title: {title}
lang: {language}
publisher: Clinic
address: https://health.example/heart
---
# {one}

## {points}

![{alt}](heart.svg)

- {say}

{say}.

## {rest}

{say}. {again}.

# {two}

## {pair}

![{alt}](heart.svg "A")

![{alt}](heart.svg "B")

- {say}
- {again}

{say}. {again}.
"""
ENGLISH = {
    "title": "Your heart", "language": "en", "one": "The first day", "two": "The second day", "points": "Your test",
    "alt": "A red square", "say": "Walk on a belt", "again": "Tell us how you feel", "rest": "Rest well", "pair": "Two ways",
}  # fmt: skip
ARABIC = {
    "title": "القلب", "language": "ar", "one": "اليوم الأول", "two": "اليوم الثاني", "points": "الفحص",
    "alt": "مربع أحمر", "say": "امش على السير", "again": "قل لنا كيف تشعر", "rest": "استرح", "pair": "طريقتان",
}  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory, shared_store) -> Path:
    base = tmp_path_factory.mktemp("gate")
    for words in (ENGLISH, ARABIC):
        write(base / f"s/heart/{words['language']}.md", SCRIPT.format(**words))
    write(base / "s/heart/heart.svg", SVG)
    in_theme(base, "light", shared_store)
    return base


def in_theme(base: Path, theme: str, store: Path) -> Path:
    narrate.build([base / "s"], base / theme, to=["pptx"], theme=theme, voice=FakeEngine(), store=store)
    return base / theme


@pytest.fixture(scope="module")
def english(output) -> Path:
    return output / "light/heart/en/heart.pptx"


@pytest.fixture(scope="module")
def arabic(output) -> Path:
    return output / "light/heart/ar/heart.pptx"


@pytest.mark.slow
@pytest.mark.parametrize(
    "theme", ["light", "large", *(pytest.param(name, marks=pytest.mark.slow) for name in ("dark", "contrast"))]
)
def test_decks_in_every_theme_and_both_directions_pass(output, shared_store, theme):
    for verified in verify(in_theme(output, theme, shared_store), Store(shared_store)):
        assert [finding for finding in verified.findings if not finding.ok] == []
        (contrast,) = [finding for finding in verified.findings if finding.check == "contrast"]
        assert 4.5 <= contrast.worst < 22


def slides(deck: Path) -> list[SlideParts]:
    with zipfile.ZipFile(deck) as archive:
        return list(read_slides(archive))


def changed(parts: SlideParts, pattern: str, by: str, *, part: str = "slide") -> SlideParts:
    """``parts`` with one of its roots changed."""
    from dataclasses import replace

    text = etree.tostring(getattr(parts, part), encoding="unicode")
    other = re.sub(pattern, by, text, count=1, flags=re.DOTALL)
    assert other != text, pattern
    return replace(parts, **{part: etree.fromstring(other)})


TITLE = r'<p:sp(?: xmlns:\w+="[^"]*")*><p:nvSpPr><p:cNvPr id="\d+" name="Title"/>.*?</p:sp>'
SOUND = r"<p:pic(?: xmlns:\w+=\"[^\"]*\")*>\s*<p:nvPicPr><p:cNvPr id=\"\d+\" name=\"Narration\".*?</p:pic>"
DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
    ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
# A slide: 2 is the first with points and a figure, 3 with sentences.
PLANTED = {
    "no title placeholder": (2, r'<p:ph type="title"/>', "", "there is no title in a title placeholder"),
    "an empty title": (2, r"(<p:sp[^>]*><p:nvSpPr>.{0,160}name=\"Title\".*?)<a:r>.*?</a:r>", r"\1", "the title is empty"),
    "the title last": (2, rf"({TITLE})(.*)</p:spTree>", r"\2\1</p:spTree>", "its title is not what is read first"),
    "the narration last": (2, rf"({SOUND})(.*)</p:spTree>", r"\2\1</p:spTree>", "not read straight after the title"),
    "no narration": (2, SOUND, "", "not read straight after the title"),
    "a number before the words": (
        2,
        r"(<p:sp(?: xmlns:\w+=\"[^\"]*\")*><p:nvSpPr><p:cNvPr id=\"\d+\" name=\"Text 1\".*?</p:sp>)(.*)</p:spTree>",
        r"\2\1</p:spTree>",
        "its number is read before its words",
    ),
    "a figure without a description": (2, 'descr="A red square"', 'descr=""', "'Figure' has no description"),
    "a sound without a description": (2, r'name="Narration" descr="[^"]*"', 'name="Narration" descr=""', "'Narration' has no"),
    "a file's name": (2, 'descr="A red square"', 'descr="IMG_0023.PNG"', "a file's name: 'IMG_0023.PNG'"),
    "a panel that is not flagged": (5, r'name="Panel" descr=""><a:extLst>.*?</a:extLst>', 'name="Panel" descr="">', "'Panel' has no"),
    "a described decoration": (
        2, r'(name="Figure" descr="A red square")/>', rf"\1>{DECORATION}</p:cNvPr>", "'Figure' is flagged as decoration"),
    "words as decoration": (
        2, r'(<p:cNvPr id="\d+" name="Text 1")/>', rf"\1>{DECORATION}</p:cNvPr>", "'Text 1' is flagged as decoration"),
    "a run without a language": (2, r'<a:r><a:rPr lang="en-US"', "<a:r><a:rPr", "words without a language (r)"),
    "a run without properties": (2, r"<a:r><a:rPr .*?</a:rPr>", "<a:r>", "words without a language (r)"),
    "a number without a language": (2, r'(<a:fld [^>]*><a:rPr) lang="en-US"', r"\1", "words without a language (fld)"),
    "an end without a language": (2, r'<a:endParaRPr lang="en-US"', "<a:endParaRPr", "words without a language (endParaRPr)"),
    "another language": (2, r'<a:r><a:rPr lang="en-US"', '<a:r><a:rPr lang="de-DE"', "words in de-DE, in a deck in en"),
    "the wrong direction": (2, r'rtl="0"', 'rtl="1"', "a paragraph that runs from right to left"),
    "an animated shape over the sound": (
        2, r'(name="Rest".*?)<a:off x="\d+" y="\d+"/><a:ext cx="\d+" cy="\d+"/>',
        r'\1<a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/>', "'Rest', which is animated, covers the icon of the sound"),
}  # fmt: skip


@each("name", PLANTED)
def test_a_planted_fault_of_a_slide_is_reported(english, name):
    number, pattern, by, message = PLANTED[name]
    parts = slides(english)[number]
    assert list(slide_faults(parts, "en")) == []
    faults = list(slide_faults(changed(parts, pattern, by), "en"))
    assert any(message in fault for fault in faults), faults


def test_a_break_without_a_language_is_reported(english):
    parts = changed(slides(english)[2], r"(<a:r><a:rPr [^>]*>.*?</a:r>)", r"\1<a:br/>")
    assert list(slide_faults(parts, "en")) == ["words without a language (br)"]


def test_notes_are_checked_too(english, arabic):
    parts = changed(slides(english)[2], r'<a:rPr lang="en-US"', "<a:rPr", part="notes")
    assert list(slide_faults(parts, "en")) == ["words without a language (r)"]
    parts = changed(slides(arabic)[2], r' rtl="1"', "", part="notes")
    assert list(slide_faults(parts, "ar")) == ["a paragraph that runs from left to right"]


def test_a_paragraph_from_left_to_right_in_arabic_is_reported(arabic):
    parts = slides(arabic)[2]
    assert list(slide_faults(parts, "ar")) == []
    faults = list(slide_faults(changed(parts, r'rtl="1"', 'rtl="0"'), "ar"))
    assert faults == ["a paragraph that runs from left to right"]


def test_only_an_animated_title_comes_after_the_narration(tmp_path, shared_store):
    """A title that is a sentence changes its colour. LibreOffice would end a sound above it."""
    path = write(tmp_path / "heart/en.txt", "Walk on a belt, please.\n\nTell us how you feel. Then rest for a while.\n")
    report = narrate.build([path], tmp_path / "out", to=["pptx"], voice=FakeEngine(), store=shared_store)
    parts = slides(report.made[0].folder / "heart.pptx")[-1]
    names = [shape.get("name") for shape in parts.slide.iterfind(".//{*}spTree/*/*/{*}cNvPr")]
    assert [name for name in names if name][:2] == ["Narration", "Title"]
    assert list(slide_faults(parts, "en")) == []
    still = changed(parts, "<p:timing.*</p:timing>", "")
    assert "its title is not what is read first" in list(slide_faults(still, "en"))


DECK_FAULTS = {
    "no title": ("docProps/core.xml", r"<dc:title>.*?</dc:title>", "", "the deck has no title"),
    "another title": ("docProps/core.xml", r"<dc:title>.*?</dc:title>", "<dc:title>x</dc:title>", "title is 'x', not"),
    "no language": ("docProps/core.xml", r"<dc:language>.*?</dc:language>", "", "the deck has no language"),
    "a wrong language": ("docProps/core.xml", "en-US", "fr-FR", "its language is fr-FR, not en"),
    "a section without a name": (
        "ppt/presentation.xml",
        'name="The first day"',
        'name="Default Section"',
        "a section is called",
    ),
    "a part that is not a section of the deck": (
        "ppt/presentation.xml",
        'name="The first day"',
        'name="Day 1"',
        "'The first day' is not a section of the deck",
    ),
    "no sections": (
        "ppt/presentation.xml",
        "<p:extLst.*</p:extLst>",
        "",
        "the part 'The second day' is not a section of the deck",
    ),
    "a slide in no section": ("ppt/presentation.xml", r'<p14:sldId id="\d+"/>', "", "don't hold every slide once"),
}


@each("name", DECK_FAULTS)
def test_a_fault_of_the_whole_deck_is_reported(english, shared_store, tmp_path, name):
    part, pattern, by, message = DECK_FAULTS[name]
    folder = english.parent
    manifest = load_manifest(folder)
    segments = load_record(folder, manifest, Store(shared_store)).segments
    with zipfile.ZipFile(english) as source:
        assert list(presentation_faults(source, segments, manifest.title, "en")) == []
        parts = {path: source.read(path) for path in ("docProps/core.xml", "ppt/presentation.xml")}
    other = re.sub(pattern, by, parts[part].decode(), count=1, flags=re.DOTALL)
    assert other != parts[part].decode()
    with zipfile.ZipFile(tmp_path / "d.pptx", "w") as out:
        for path, content in {**parts, part: other.encode()}.items():
            out.writestr(path, content)
    with zipfile.ZipFile(tmp_path / "d.pptx") as deck:
        assert any(message in fault for fault in presentation_faults(deck, segments, manifest.title, "en"))


GREY = '<a:solidFill><a:srgbClr val="949494"/></a:solidFill>'  # 3.0 on white
RUN = r"(name=\"Text 1\".*?<a:rPr [^>]*>)<a:solidFill>.*?</a:solidFill>"
FIRST = r"(<p:spTree>.*?(?:<p:grpSpPr/>|</p:grpSpPr>))"  # the shapes come straight after it
BOARD = (
    '<p:sp><p:nvSpPr><p:cNvPr id="98" name="Board"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="12192000" cy="6858000"/></a:xfrm><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></p:spPr></p:sp>'
)


PALE = {
    "pale words": (3, "slide", RUN, rf"\1{GREY}", "has a contrast of 3.0 with the background, #FFFFFF"),
    "words without a colour": (3, "slide", RUN, r"\1", "has no colour of its own"),
    "a scheme of another colour": (
        3, "theme", r"<a:dk1>.*?</a:dk1>", '<a:dk1><a:srgbClr val="777777"/></a:dk1>', "has a contrast of 4.5"),
    "a map the other way round": (
        3, "master", 'tx1="dk1"', 'tx1="lt1"', "has a contrast of 1.0 with the background, #FFFFFF"),
    "another background of the slide": (
        3, "slide", r"<p:cSld>", '<p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>',
        "with the background, #12304A"),
    "another background of the layout": (
        3, "layout", r"<p:spTree>", '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>',
        "with the background, #526575"),
    "a picture as background": (
        3, "slide", r"<p:cSld>", "<p:cSld><p:bg><p:bgPr><a:blipFill/><a:effectLst/></p:bgPr></p:bg>", "a picture or a pattern"),
    "a panel under the words": (
        2, "layout", r'(name="Panel".*?)<a:off x="\d+" y="0"/><a:ext cx="\d+" cy="\d+"/>(.*?)val="bg2"',
        r'\1<a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/>\2val="tx1"', "with 'Panel', #12304A"),
    "a shape of the master under the words": (
        3, "master", r"</p:spTree>",
        BOARD.replace('id="98" name="Board"', 'id="99" name="Band"').replace("bg1", "accent1") + "</p:spTree>",
        "has a contrast of 1.0 with 'Band', #0B5CAD"),
    "a gradient under the words": (
        2, "slide", r'(name="Rest".*?)<a:solidFill>.*?</a:solidFill>',
        r'\1<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="FFFFFF"/></a:gs><a:gs pos="100000"><a:srgbClr val="12304A"/></a:gs></a:gsLst></a:gradFill>',
        "with 'Rest', #12304A"),
    "a mark under the words": (
        2, "slide", r'(name="Now".*?)<a:schemeClr val="accent3"/>', r'\1<a:schemeClr val="tx1"/>', "with 'Now', #12304A"),
    "words that turn pale": (3, "slide", r'(<p:animClr.*?)<a:schemeClr val="tx2"/>', r'\1<a:srgbClr val="C0C0C0"/>', "has a contrast of 1.8"),
    "a figure under the words": (
        2, "slide", r'(name="Figure".*?)<a:off x="\d+" y="\d+"/><a:ext cx="\d+" cy="\d+"/>',
        r'\1<a:off x="-6000000" y="0"/><a:ext cx="24384000" cy="6858000"/>', "with 'Figure', #FF0000"),
    "words over the icon of the sound": (
        2, "slide", r'(name="Narration".*?)<a:off x="\d+" y="\d+"/><a:ext cx="\d+" cy="\d+"/>',
        r'\1<a:off x="0" y="0"/><a:ext cx="6000000" cy="6858000"/>', "stands on 'Narration', a picture or a pattern"),
    "a picture that is gone": (
        2, "slide", r'(name="Figure".*?<a:blip r:embed=")rId\d+(".*?)<a:off x="\d+" y="\d+"/><a:ext cx="\d+" cy="\d+"/>',
        r'\1rId1\2<a:off x="0" y="0"/><a:ext cx="12192000" cy="6858000"/>', "stands on 'Figure', a picture or a pattern"),
}  # fmt: skip


@each("name", PALE)
def test_words_with_too_little_contrast_are_reported(english, name):
    number, part, pattern, by, message = PALE[name]
    parts = slides(english)[number]
    with zipfile.ZipFile(english) as deck:
        assert worst_contrast(read_drawing(parts), deck)[1] == []
        faults = worst_contrast(read_drawing(changed(parts, pattern, by, part=part)), deck)[1]
    assert any(message in fault for fault in faults), faults


def test_a_shape_that_always_covers_a_dark_background_makes_words_legible(english):
    ink = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    dark = changed(slides(english)[3], "<p:cSld>", f"<p:cSld>{ink}")
    with zipfile.ZipFile(english) as deck:
        assert worst_contrast(read_drawing(dark), deck)[1]
        covered = changed(dark, FIRST, rf"\1{BOARD}")
        assert worst_contrast(read_drawing(covered), deck)[1] == []
        away = '<p:timing><p:set><p:spTgt spid="98"/></p:set>'
        assert worst_contrast(read_drawing(changed(covered, "<p:timing>", away)), deck)[1]


def test_shapes_in_a_group_count_where_the_group_puts_them(english):
    """A shape that its group moves under the words counts. One that its group moves away does not."""

    def within(offset: int, inside: int) -> str:
        shape = BOARD.replace('val="bg1"', 'val="tx1"').replace('x="0"', f'x="{inside}"')
        return (
            '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="97" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
            f'<a:off x="{offset}" y="0"/><a:ext cx="12192000" cy="6858000"/><a:chOff x="{inside}" y="0"/>'
            f'<a:chExt cx="12192000" cy="6858000"/></a:xfrm></p:grpSpPr>{shape}</p:grpSp>'
        )

    parts = slides(english)[3]
    with zipfile.ZipFile(english) as deck:
        under = changed(parts, FIRST, rf"\1{within(0, 20_000_000)}")
        assert any("with 'Board', #12304A" in fault for fault in worst_contrast(read_drawing(under), deck)[1])
        beside = changed(parts, FIRST, rf"\1{within(20_000_000, 0)}")
        assert worst_contrast(read_drawing(beside), deck)[1] == []


def test_words_in_a_group_are_checked_too(english):
    group = re.search(
        r"<p:grpSp[ >].*?</p:grpSpPr>", etree.tostring(slides(english)[3].slide, encoding="unicode"), re.DOTALL
    )
    assert group
    words = re.search(
        r"<p:sp[^>]*><p:nvSpPr><p:cNvPr id=\"\d+\" name=\"Text 1\".*?</p:sp>",
        etree.tostring(slides(english)[3].slide, encoding="unicode"),
        re.DOTALL,
    )
    assert words
    pale = re.sub(r"(<a:rPr [^>]*>)<a:solidFill>.*?</a:solidFill>", rf"\1{GREY}", words.group(0))
    with zipfile.ZipFile(english) as deck:
        parts = changed(slides(english)[3], re.escape(group.group(0)), group.group(0).replace("\\", "") + pale)
        assert any("contrast of 3.0" in fault for fault in worst_contrast(read_drawing(parts), deck)[1])


SMALL = {
    "small words": (3, r'(name="Text 1".*?<a:rPr [^>]*)sz="\d+"', r'\1sz="2000"', "is 20 pt, and not 21"),
    "a size of the master's": (
        3,
        r'(name="Text 1".*?<a:rPr [^>]*) sz="\d+"',
        r"\1",
        "is a size that the master decides",
    ),
    "shrunk words": (3, r'(name="Text 1".*?)<a:noAutofit/>', r'\1<a:normAutofit fontScale="50000"/>', "and not 21"),
    "a small number": (3, r'sz="1650"', 'sz="1200"', "is 12 pt, and not 16.5"),
    "a small name of a part": (1, r'sz="1800"', 'sz="1700"', "is 17 pt, and not 18"),
    "a small kicker": (1, r'(name="Kicker".*?<a:rPr [^>]*)sz="\d+"', r'\1sz="1800"', "is 18 pt, and not 21"),
}


@each("name", SMALL)
def test_words_that_are_too_small_are_reported(english, name):
    number, pattern, by, message = SMALL[name]
    parts, headings = slides(english)[number], [ENGLISH["one"], ENGLISH["two"]]
    assert list(size_faults(parts, headings)) == []
    faults = list(size_faults(changed(parts, pattern, by), headings))
    assert any(message in fault for fault in faults), faults


def test_small_words_that_are_not_a_heading_are_reported(english):
    parts = slides(english)[1]
    assert any("is 18 pt, and not 21" in fault for fault in size_faults(parts, ["Something else"]))
