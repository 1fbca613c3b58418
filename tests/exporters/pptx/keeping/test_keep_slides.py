"""What the narration does to decks of all kinds: strict ones, old narrations, animations that never end, macros."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from narrate.errors import InputError
from narrate.exporters.pptx.format import P
from narrate.exporters.pptx.keeping import SlideSound, keep_slides, look
from narrate.exporters.pptx.keeping.kept_slide import STRICT
from narrate.exporters.pptx.keeping.timing import UnknownTimingError, automatic_ms, click_count, media_ms, timed
from narrate.exporters.pptx.keeping.transition import advancing
from tests.exporters.pptx.decks_of_others import TWO_CLICKS, effect, group, timing, with_parts, write_deck
from tests.exporters.pptx.decks_of_others import P as NAMES
from tests.tables import each

SLIDES = (("One", ("Text", "More"), "Take 5 mL.", ""), ("Two", ("Text",), "Rest.", ""))
VTT = "WEBVTT\n\n00:00.200 --> 00:04.000\nTake 5 mL.\n"


@pytest.fixture
def mp3(tmp_path):
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"\xff\xfb\x90\x00" * 100)
    return path


def sound(number, mp3, clicks=()):
    return SlideSound(
        number,
        lambda: mp3,
        9000,
        8500,
        clicks,
        VTT,
        "en-US",
        "English",
        "Narration",
        "{11111111-2222-3333-4444-555555555555}",
    )


def parts(path):
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def animated(folder: Path, animation: str) -> Path:
    return write_deck(folder / "talk.pptx", ((*SLIDES[0][:3], animation), SLIDES[1]), hidden=0)


def kept(folder: Path, deck: Path, mp3: Path, **options) -> dict[str, bytes]:
    """Voice ``deck`` twice, the second time from the result, which must be the same. Return its parts."""
    sounds = [sound(1, mp3, (2000, 3000)), sound(2, mp3)]
    keep_slides(deck, sounds, folder / "made.pptx", **options)
    keep_slides(folder / "made.pptx", sounds, folder / "again.pptx", **options)
    assert (folder / "again.pptx").read_bytes() == (folder / "made.pptx").read_bytes()
    return parts(folder / "made.pptx")


def delays(slide: bytes) -> list[int]:
    """When each effect on the slide comes, in ms; the sound is the first."""
    root = etree.fromstring(slide)
    nodes = [one for one in root.iter(f"{P}cTn") if one.get("presetClass")]
    return [int(one.find(f"{P}stCondLst/{P}cond").get("delay")) for one in nodes]


ANIMATIONS = {
    "clicks": (TWO_CLICKS, [0, 2000, 3000]),
    "an effect by itself, then a click": (
        timing(group(3, effect(5, 3, 0, "afterEffect", 700), by_itself=True), group(13, effect(15, 3, 1))),
        [0, 700, 2000],
    ),
    "effects with delays in a group with a delay": (
        timing(group(3, effect(5, 3, 0, delay=100), effect(8, 3, 1, "withEffect", 400), delay=250)),
        [0, 2350, 2650],
    ),
    "names of PowerPoint 2002": (TWO_CLICKS.replace("clickEffect", "clickPar"), [0, 2000, 3000]),
    "nothing yet": (
        f'<p:timing {NAMES}><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"/></p:par></p:tnLst></p:timing>',
        [0],
    ),
    "an empty timing": (f"<p:timing {NAMES}/>", [0]),
}


@pytest.mark.parametrize("name", ANIMATIONS)
def test_effects_come_at_their_times(tmp_path, mp3, name):
    animation, wanted = ANIMATIONS[name]
    slide = kept(tmp_path, animated(tmp_path, animation), mp3)["ppt/slides/slide1.xml"]
    assert delays(slide) == wanted
    assert slide.count(b'nodeType="mainSeq"') == 1


def test_what_repeats_for_ever_ends_with_the_slide(tmp_path, mp3):
    animation = timing(group(3, effect(5, 3, 0, more=' repeatCount="indefinite"').replace('dur="1"', 'dur="500"')))
    slide = kept(tmp_path, animated(tmp_path, animation), mp3)["ppt/slides/slide1.xml"]
    assert b"indefinite" not in re.sub(rb'(dur|delay)="indefinite"', b"", slide)
    assert b'repeatCount="' in slide


@each(
    "animation",
    [
        TWO_CLICKS.replace('delay="0"', 'delay="soon"'),
        TWO_CLICKS.replace("<p:par><p:cTn id=\"5\"", "<p:seq><p:cTn id=\"5\"").replace("</p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par><p:par><p:cTn id=\"13\"", "</p:seq></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par><p:par><p:cTn id=\"13\""),
    ],
)  # fmt: skip
def test_an_animation_that_is_not_understood_stays(tmp_path, animation):
    deck = animated(tmp_path, animation)
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"x")
    found = keep_slides(deck, [sound(1, path), sound(2, path)], tmp_path / "made.pptx")
    before, after = parts(deck), parts(tmp_path / "made.pptx")
    assert found.left == {1}
    assert "cannot be understood" in found.remarks[0][1]
    assert after["ppt/slides/slide1.xml"] == before["ppt/slides/slide1.xml"]
    assert "ppt/media/narrate-sound1.mp3" not in after
    assert "ppt/media/narrate-sound2.mp3" in after


def strictly(content: bytes) -> bytes:
    for strict, usual in STRICT:
        content = content.replace(usual, strict)
    return content


def test_a_strict_deck_stays_strict(tmp_path, mp3):
    deck = animated(tmp_path, TWO_CLICKS)
    with zipfile.ZipFile(deck) as package:
        entries = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(deck, "w") as out:
        for name, content in entries.items():
            out.writestr(name, strictly(content))
    made = kept(tmp_path, deck, mp3)
    slide = made["ppt/slides/slide1.xml"]
    assert STRICT[0][0] in slide
    assert slide.count(STRICT[0][1]) == 1  # the extension of the captions, whose schema is not strict
    assert b"http://purl.oclc.org/ooxml/officeDocument/relationships/audio" in made["ppt/slides/_rels/slide1.xml.rels"]


def test_an_earlier_narration_of_powerpoint_is_replaced(tmp_path, mp3):
    deck = animated(tmp_path, TWO_CLICKS)
    rest = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/audio"
    old = (
        '<p:pic><p:nvPicPr><p:cNvPr id="40" name="Audio 39"/><p:cNvPicPr/><p:nvPr><a:audioFile r:link="rId40"/><p:extLst>'
        '<p:ext uri="{42D2F446-02D8-4167-A562-619A0277C38B}"><p15:isNarration '
        'xmlns:p15="http://schemas.microsoft.com/office/powerpoint/2012/main" val="1"/></p:ext></p:extLst></p:nvPr></p:nvPicPr>'
        "<p:blipFill/><p:spPr/></p:pic>"
    )
    calls = '<p:cmd type="call" cmd="playFrom(0)"><p:cBhvr><p:cTn id="62" dur="5000"/><p:tgtEl><p:spTgt spid="40"/></p:tgtEl></p:cBhvr></p:cmd>'
    play = (
        '<p:par><p:cTn id="61" presetID="1" presetClass="mediacall" nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/>'
        f"</p:stCondLst><p:childTnLst>{calls}</p:childTnLst></p:cTn></p:par>"
    )
    narrated = timing(group(50, play, by_itself=True), group(3, effect(5, 3, 0)))
    with_parts(
        deck,
        deck,
        {
            "ppt/slides/slide1.xml": (TWO_CLICKS.encode(), narrated.encode()),
            "ppt/slides/_rels/slide1.xml.rels": (
                b"</Relationships>",
                f'<Relationship Id="rId40" Type="{rest}" Target="../media/media1.m4a"/></Relationships>'.encode(),
            ),
        },
    )
    with_parts(deck, deck, {"ppt/slides/slide1.xml": (b"</p:spTree>", old.encode() + b"</p:spTree>")})
    with zipfile.ZipFile(deck, "a") as package:
        package.writestr("ppt/media/media1.m4a", b"old")
    made = kept(tmp_path, deck, mp3)
    slide = made["ppt/slides/slide1.xml"]
    assert "ppt/media/media1.m4a" not in made
    assert b"Audio 39" not in slide
    assert b'spid="40"' not in slide
    assert b"rId40" not in made["ppt/slides/_rels/slide1.xml.rels"]
    assert delays(slide) == [0, 2000]


MEDIA = timing(
    group(
        3,
        '<p:par><p:cTn id="5" presetID="1" presetClass="mediacall" nodeType="afterEffect"><p:stCondLst><p:cond delay="0"/>'
        '</p:stCondLst><p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr><p:cTn id="6" dur="4000"/><p:tgtEl>'
        '<p:spTgt spid="3"/></p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>',
        by_itself=True,
    )
)


@pytest.mark.parametrize(("first", "wanted"), [(False, [0, 9000]), (True, [4000, 0])])
def test_film_on_a_slide_plays_after_the_narration_or_before(tmp_path, mp3, first, wanted):
    slide = kept(tmp_path, animated(tmp_path, MEDIA), mp3, media_first=first)["ppt/slides/slide1.xml"]
    assert delays(slide) == wanted
    advances = [int(found) for found in re.findall(rb'advTm="(\d+)"', slide)]
    assert max(advances) >= 13_000


@each("properties, wanted", [
    ('<p:showPr useTimings="0" showNarration="1"><p:present/></p:showPr>', '<p:showPr showNarration="1">'),
    ('<p:showPr loop="1"><p:present/></p:showPr>', '<p:showPr loop="1" showNarration="1">'),
])  # fmt: skip
def test_the_show_uses_the_times(tmp_path, properties, wanted):
    deck = animated(tmp_path, "")
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"x")
    content = parts(deck)["ppt/presProps.xml"]
    start = re.search(rb"<p:presentationPr[^>]*?>", content)
    inner = re.sub(rb"<p:showPr.*?</p:showPr>", b"", content[start.end() :], flags=re.DOTALL)
    new = start.group() + properties.encode() + inner
    with_parts(deck, deck, {"ppt/presProps.xml": (content[start.start() :], new)})
    keep_slides(deck, [sound(1, path)], tmp_path / "made.pptx")
    assert wanted.encode() in parts(tmp_path / "made.pptx")["ppt/presProps.xml"]


WIPE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {n}><mc:Choice '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" Requires="p14"><p:transition p14:dur="800">'
    "<p:wipe/></p:transition></mc:Choice><mc:Fallback><p:transition><p:wipe/></p:transition></mc:Fallback></mc:AlternateContent>"
)
TRANSITIONS = [
    "",
    '<p:transition {n}><p:fade/></p:transition>',
    '<p:transition {n} advTm="1000"/>',
    WIPE,
]  # fmt: skip


@each("transition", TRANSITIONS)
def test_the_transition_stays_and_gets_times(transition):
    given_ = etree.fromstring(transition.replace("{n}", NAMES)) if transition else None
    made = etree.tostring(advancing(given_, 8500, 3000, is_first=False)).decode()
    assert 'advTm="6000"' in made  # LibreOffice counts from the last effect
    assert made.count('advTm="9300"') == (2 if "p14:dur" in transition else 1)
    for kind in ("p:fade", "p:wipe"):
        assert made.count(f"<{kind}") == transition.count(f"<{kind}") + (kind in transition)


def test_signs_of_faults_are_one_line(tmp_path, mp3):
    deck = animated(tmp_path, "")
    with zipfile.ZipFile(deck, "a") as package:
        package.writestr("ppt/media/narrate-sound1.mp3", b"somebody's own")
    with pytest.raises(InputError, match="has not made"):
        keep_slides(deck, [sound(1, mp3)], tmp_path / "made.pptx")
    cut = tmp_path / "cut.pptx"
    cut.write_bytes(deck.read_bytes()[:2000])
    with pytest.raises(InputError, match="cannot be read"):
        look(cut, [sound(1, mp3)])


def test_alternatives_with_different_clicks_are_not_understood():
    both = etree.fromstring(f"<x>{TWO_CLICKS}{timing(group(3, effect(5, 3, 0)))}</x>")
    with pytest.raises(UnknownTimingError, match="different numbers"):
        click_count(both)
    assert media_ms(etree.fromstring(MEDIA)) == 4000
    assert automatic_ms(etree.fromstring(MEDIA)) == 4000
    assert automatic_ms(None) == 0


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3000), st.integers(0, 3000)), max_size=6))
def test_no_effect_is_lost_and_each_comes_after_its_click(groups):
    built = [group(100 * n, effect(100 * n + 2, 3, n, delay=own), delay=delay, by_itself=first)
             for n, (first, delay, own) in enumerate(groups, 1)]  # fmt: skip
    animation = etree.fromstring(timing(*built))
    clicks = [1000 * number for number in range(1, 1 + click_count(animation))]
    made = timed(animation, 7, 0, 9000, clicks, 9000).timing
    waiting = iter(clicks)
    wanted = [(0 if first else next(waiting)) + delay + own for first, delay, own in groups]
    assert delays(etree.tostring(made)) == [0, *wanted]
    ids = [one.get("id") for one in made.iter(f"{P}cTn")]
    assert len(ids) == len(set(ids))
