"""Each fault that an exporter or somebody's edit could make in a deck is found by its own check."""

import shutil
from pathlib import Path

import pytest

from narrate.store import Store
from tests.planting import faults, in_deck, in_part, in_slide, look_only_at, sign, swap

CORE, SHOW, PRESENTATION = "docProps/core.xml", "ppt/presProps.xml", "ppt/presentation.xml"


def two_slides_exchanged(parts: dict[str, bytes]) -> None:
    part = parts[PRESENTATION].decode()
    part = part.replace('id="258" r:id="rId9"', 'id="258" r:id="X"').replace(
        'id="259" r:id="rId10"', 'id="259" r:id="rId9"'
    )
    parts[PRESENTATION] = part.replace('r:id="X"', 'r:id="rId10"').encode()


def linked_picture(parts: dict[str, bytes]) -> None:
    name = "ppt/slides/_rels/slide3.xml.rels"
    parts[name] = parts[name].replace(
        b'Target="../media/figure1.svg"', b'Target="file:///home/me/spine.svg" TargetMode="External"'
    )


def picture_of_another(parts: dict[str, bytes]) -> None:
    for part in ("figure1.svg", "image1.png"):
        other = {"figure1.svg": "figure2.svg", "image1.png": "image2.png"}[part]
        parts[f"ppt/media/{part}"] = parts[f"ppt/media/{other}"]


def picture_blank(parts: dict[str, bytes]) -> None:
    parts["ppt/media/figure1.svg"] = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'


def fallback_of_another(parts: dict[str, bytes]) -> None:
    parts["ppt/media/image1.png"] = parts["ppt/media/image2.png"]


def later(by_ms: int):
    return lambda match: f'{match[1]}"{int(match[2]) + by_ms}"'


THEME = "ppt/theme/theme1.xml"
FALLBACK, CHOICE = (
    r'(<mc:Fallback><p:transition [^>]*advTm=)"(\d+)"',
    r'(<mc:Choice [^>]*x12ac"><p:transition [^>]*advTm=)"(\d+)"',
)
_BETWEEN = r'</p14:sldIdLst></p14:section><p14:section name="On the day"[^>]*><p14:sldIdLst>'
NEXT_SECTION = rf'(({_BETWEEN}))(<p14:sldId id="\d+"/>)'
LAST_OF_SECTION = rf'(<p14:sldId id="\d+"/>)({_BETWEEN})'
ALT = "A spine seen from the side. Labels: Neck, Chest."
FAULTS = {
    # the show
    "two slides exchanged": (in_deck(two_slides_exchanged), "pptx titles"),
    "no advance": (in_slide(3, ' advTm="[0-9]+"', ""), "pptx references"),
    "no transition": (in_slide(3, "<mc:AlternateContent.*?</mc:AlternateContent>", ""), "pptx advance"),
    "a slide that stays for minutes": (in_slide(3, ' advTm="[0-9]+"', ' advTm="600000"'), "pptx advance"),
    "2 s too late in PowerPoint": (in_slide(3, FALLBACK, later(2000)), "pptx advance"),
    "1 ms too early in PowerPoint": (in_slide(4, FALLBACK, later(-1)), "pptx advance"),
    "1 s too late in LibreOffice": (in_slide(3, CHOICE, later(1000)), "pptx advance"),
    "a hidden slide": (in_slide(3, "<p:sld ", '<p:sld show="0" '), "pptx show"),
    "a show without narration": (in_part(SHOW, 'showNarration="1"', 'showNarration="0"'), "pptx show"),
    "a show without timings": (in_part(SHOW, 'useTimings="1"', 'useTimings="0"'), "pptx show"),
    "a show without animation": (in_part(SHOW, 'showAnimation="1"', 'showAnimation="0"'), "pptx show"),
    "a show that begins in the middle": (
        in_part(SHOW, "<p:present/>", '<p:present/><p:sldRg st="3" end="7"/>'),
        "pptx show",
    ),
    "a sound that waits for a click": (
        in_slide(3, '<p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>', ""),
        "pptx show",
    ),
    "a sound that is never played": (in_slide(3, "<p:cmd .*?</p:cmd>", ""), "pptx show"),
    "a sound that starts late": (
        in_slide(3, r'(nodeType="afterEffect"><p:stCondLst><p:cond delay=)"0"', r'\1"3000"'),
        "pptx show",
    ),
    "a sound that starts within": (in_slide(3, r"playFrom\(0.0\)", "playFrom(2.0)"), "pptx show"),
    "a sound that is paused": (in_slide(3, r'cmd="playFrom\(0.0\)"', 'cmd="togglePause"'), "pptx show"),
    "a sound that is cut": (in_slide(3, ' dur="5120"', ' dur="1000"'), "pptx show"),
    "a sound that is turned down": (in_slide(3, 'vol="80000"', 'vol="0"'), "pptx show"),
    "a sound that is mute": (in_slide(3, "<p:cMediaNode ", '<p:cMediaNode mute="1" '), "pptx show"),
    "a play call for another shape": (in_slide(3, r'(<p:cmd .*?spid=)"3"', r'\1"30"'), "pptx show"),
    "a sound that is no narration": (in_slide(3, 'isNarration="1"', 'isNarration="0"'), "pptx show"),
    "changes too late": (in_slide(3, 'delay="1340"', 'delay="1840"'), "pptx changes"),
    "sentences that light too early": (in_slide(6, 'delay="1220"', 'delay="720"'), "pptx changes"),
    # words
    "a title whose words run together": (in_slide(3, "What your spine is", "What yourspine is"), "pptx titles"),
    "no title": (in_slide(3, '<p:ph type="title"/>', ""), "pptx accessibility"),
    "a sentence of the slide altered": (
        in_slide(6, "Take 5 mL of water", "Take 50 mL of water"),
        "pptx words on slides",
    ),
    "a sentence of the slide lost": (in_slide(6, "Take 5 mL of water at most.", ""), "pptx words on slides"),
    "a point altered": (in_slide(7, "Your card", "Your car"), "pptx words on slides"),
    "a point lost": (in_slide(7, "A list of what you take", ""), "pptx words on slides"),
    "points without their numbers": (
        in_slide(7, "<a:buAutoNum [^>]*>", '<a:buChar char="•"/>'),
        "pptx words on slides",
    ),
    "points that count from another number": (in_slide(7, 'startAt="1"', 'startAt="2"'), "pptx words on slides"),
    "a number of another slide": (in_slide(6, "<a:t>6</a:t>", "<a:t>5</a:t>"), "pptx words on slides"),
    "a wrong count of slides": (in_slide(6, " of 7</a:t>", " of 8</a:t>"), "pptx words on slides"),
    "words moved off the slide": (
        in_slide(6, r'(name="Text 1".*?<a:off x=)"[0-9]+"', r'\1"13000000"', 1),
        "pptx words on slides",
    ),
    "a slide of another shape": (
        in_part(PRESENTATION, 'sldSz cx="12192000"', 'sldSz cx="9144000"'),
        "pptx words on slides",
    ),
    "hidden words": (in_slide(6, 'name="Text 1"', 'name="Text 1" hidden="1"'), "pptx words on slides"),
    "notes whose words run together": (in_part("ppt/notesSlides/notesSlide3.xml", "of bones", "ofbones"), "pptx notes"),
    "notes said twice": (in_part("ppt/notesSlides/notesSlide3.xml", "(<a:p>.*</a:p>)", r"\1\1"), "pptx notes"),
    "no notes": (
        in_part("ppt/slides/_rels/slide3.xml.rels", '<Relationship [^>]*notesSlide3.xml"/>', ""),
        "pptx notes",
    ),
    # for people who cannot see the slides
    "an alt text emptied": (in_slide(3, ALT, ""), "pptx accessibility"),
    "an alt text altered": (in_slide(3, ALT, "A heart."), "pptx pictures"),
    "a figure flagged as decoration": (
        in_slide(
            3,
            f'descr="{ALT}"/>',
            'descr=""><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst></p:cNvPr>',
        ),
        "pptx pictures",
    ),
    "alt texts of a pair exchanged": (
        in_slide(4, '(descr=)"A sound bone"(.*?descr=)"A broken bone"', r'\1"A broken bone"\2"A sound bone"'),
        "pptx pictures",
    ),
    "a run without a language": (in_slide(6, '<a:rPr lang="en-US"', "<a:rPr", 1), "pptx accessibility"),
    "a run in another language": (in_slide(6, '<a:rPr lang="en-US"', '<a:rPr lang="es-ES"', 1), "pptx accessibility"),
    "notes in another language": (
        in_part("ppt/notesSlides/notesSlide3.xml", 'lang="en-US"', 'lang="fr-FR"'),
        "pptx accessibility",
    ),
    "a deck of another title": (
        in_part(CORE, "<dc:title>.*?</dc:title>", "<dc:title>A heart</dc:title>"),
        "pptx accessibility",
    ),
    "a deck in another language": (in_part(CORE, "<dc:language>en-US", "<dc:language>es-ES"), "pptx accessibility"),
    "a section of another name": (in_part(PRESENTATION, 'name="On the day"', 'name="The day"'), "pptx accessibility"),
    "colours that are hard to see": (
        in_slide(6, '<a:schemeClr val="tx1"/>', '<a:srgbClr val="B0B0B0"/>'),
        "pptx contrast",
    ),
    "small words": (in_slide(6, r' sz="\d+"', ' sz="1200"'), "pptx accessibility"),
    # small words about slides
    "fewer seconds": (in_slide(3, r'(name="Narration" descr="[^"]*?)\d+ sec', r"\g<1>9 sec"), "pptx accessibility"),
    "another sound's description": (in_slide(5, r"Narration of this", "Narration of that"), "pptx accessibility"),
    "no seconds": (in_slide(4, r", \d+ seconds", ""), "pptx accessibility"),
    "a point in British English": (in_slide(3, r'(.*)lang="en-US"', r'\1lang="en-GB"', 1), "pptx accessibility"),
    "a title in no region": (in_slide(4, 'lang="en-US"', 'lang="en"', 1), "pptx accessibility"),
    "notes in British English": (
        in_part("ppt/notesSlides/notesSlide3.xml", 'lang="en-US"', 'lang="en-GB"', 1),
        "pptx accessibility",
    ),
    "a section slide in the section before": (in_part(PRESENTATION, NEXT_SECTION, r"\3\1", 1), "pptx accessibility"),
    "a slide in the section after": (in_part(PRESENTATION, LAST_OF_SECTION, r"\2\1", 1), "pptx accessibility"),
    "sections renamed": (in_part(PRESENTATION, 'name="On the day"', 'name="Before you come"'), "pptx accessibility"),
    # colours
    "a mark that is not seen": (in_part(THEME, r'(<a:accent2><a:srgbClr val=)"\w+"', r'\1"FFFFFF"'), "pptx design"),
    "another accent": (in_part(THEME, r'(<a:accent1><a:srgbClr val=)"\w+"', r'\1"0B5CAE"'), "pptx design"),
    "another ink": (in_part(THEME, r'(<a:dk1><a:srgbClr val=)"\w+"', r'\1"000000"'), "pptx design"),
    "another colour of notes": (
        in_part("ppt/theme/theme2.xml", r'(<a:dk1><a:srgbClr val=)"\w+"', r'\1"000000"'),
        "pptx design",
    ),
    # captions inside
    "captions shifted": (
        in_part("ppt/media/track3.vtt", r"00:00:00\.214 -->", "00:00:00.314 -->"),
        "pptx captions inside",
    ),
    "captions of a wrong word": (in_part("ppt/media/track3.vtt", "column", "colum"), "pptx captions inside"),
    "captions that flash": (
        in_part("ppt/media/track3.vtt", r"(--> 00:00:)\d\d\.\d+", r"\g<1>00.300", 1),
        "pptx captions inside",
    ),
    "no captions": (
        in_part("ppt/slides/_rels/slide3.xml.rels", '<Relationship [^>]*track3.vtt"/>', ""),
        "pptx captions inside",
    ),
    "captions that no player finds": (in_slide(3, "<p173:track .*?/>", ""), "pptx captions inside"),
    "captions in another language": (
        in_slide(3, '(<p173:track [^>]*lang=)"en-US"', r'\1"es-ES"'),
        "pptx captions inside",
    ),
    # pictures and parts
    "the picture of another slide": (in_deck(picture_of_another), "pptx pictures"),
    "pictures exchanged": (swap("ppt/media/figure2.svg", "ppt/media/figure6.svg"), "pptx pictures"),
    "a blank picture": (in_deck(picture_blank), "pptx pictures"),
    "another picture where SVG is not shown": (in_deck(fallback_of_another), "pptx pictures"),
    "a picture that lies elsewhere": (in_deck(linked_picture), "pptx references"),
    "no picture": (in_slide(3, r'<p:pic(?:(?!<p:pic).)*?name="Figure".*?</p:pic>', ""), "pptx pictures"),
}


@pytest.fixture
def output(rich, tmp_path) -> Path:
    return shutil.copytree(rich.output, tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(output, rich, fault):
    plant, check = FAULTS[fault]
    plant(output / "back/en")
    sign(output / "back/en")
    look_only_at(output / "back/en", "html", "pptx")
    failed = faults(output / "back/en", Store(rich.store))
    assert check in failed, failed


@pytest.mark.parametrize("part", ["ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide2.xml"])
def test_a_dose_out_of_order_is_found(output, rich, part):
    in_part(part, "[\u2066-\u2069]", "")(output / "back/ar")
    sign(output / "back/ar")
    assert set(faults(output / "back/ar", Store(rich.store))) == {"pptx right to left"}
