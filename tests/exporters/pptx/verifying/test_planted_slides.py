"""Whatever is added to a slide, taken from it, hidden on it or made to move is found, in the deck alone, without a page."""

import dataclasses
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from narrate.exporters.pptx.verifying.checks import check_deck
from narrate.exporters.pptx.verifying.drawing import read_drawing
from narrate.exporters.pptx.verifying.reading_deck import SlideParts, read_slides
from narrate.exporters.pptx.verifying.slide_checks import SlideChecks
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import load_manifest
from narrate.store import Store

TITLE, SPINE, PAIR, DO, BRING = 1, 3, 4, 6, 7
"""The numbers of some slides of ``tests.planting.ENGLISH``."""
PIXEL = 9525
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout3.xml"
SLIDES = [f"ppt/slides/slide{number}.xml" for number in range(1, 8)]
PROPS = "ppt/presProps.xml"
NOTES = "ppt/notesSlides/notesSlide3.xml"
LOOK = 'lang="en-US" sz="2400" b="0" i="0" u="none" cap="none" spc="0" dirty="0"'
FONT = '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def box(text: str, x: int = 64, y: int = 580, id_: int = 190, name: str = "Words") -> str:
    """A text box just as narrate writes one, in px of 1280 × 720."""
    fill = f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>{FONT}'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="{name}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{x * PIXEL}" y="{y * PIXEL}"/><a:ext cx="{600 * PIXEL}" cy="{48 * PIXEL}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></p:spPr><p:txBody>'
        '<a:bodyPr rot="0" vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" anchor="t"'
        ' anchorCtr="0"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr marL="0" indent="0" algn="l" rtl="0">'
        '<a:lnSpc><a:spcPts val="3000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:spcAft><a:spcPts val="0"/>'
        f"</a:spcAft><a:buNone/></a:pPr><a:r><a:rPr {LOOK}>{fill}</a:rPr><a:t>{text}</a:t></a:r>"
        f"<a:endParaRPr {LOOK}>{fill}</a:endParaRPr></a:p></p:txBody></p:sp>"
    )


def cover(x: int, y: int, width: int, height: int, name: str = "Ground", attributes: str = "") -> str:
    """An opaque shape just as narrate writes one, but for ``attributes`` of its place."""
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative'
        ' xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="191" name="{name}" descr="">{decorative}</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
        f'<p:spPr><a:xfrm{attributes}><a:off x="{x * PIXEL}" y="{y * PIXEL}"/><a:ext cx="{width * PIXEL}"'
        f' cy="{height * PIXEL}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill>'
        '<a:schemeClr val="bg1"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>'
        '<a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def added(slide: int, shape: str) -> tuple[str, str, str]:
    return f"ppt/slides/slide{slide}.xml", "</p:spTree>", f"{shape}</p:spTree>"


def changed(slide: int, pattern: str, by: str) -> tuple[str, str, str]:
    return f"ppt/slides/slide{slide}.xml", pattern, by


def run(slide: int, attribute: str, value: str, *, instead: bool = False) -> tuple[str, str, str]:
    """Give the first run of a slide an attribute, or another value ``instead`` of its own."""
    if instead:
        return changed(slide, rf'(<a:rPr [^>]*\b{attribute}=)"[^"]*"', rf'\1"{value}"')
    return changed(slide, "<a:rPr ", f'<a:rPr {attribute}="{value}" ')


def inside_run(slide: int, element: str) -> tuple[str, str, str]:
    return changed(slide, "(<a:rPr [^>]*>)", rf"\1{element}")


def figure(slide: int, pattern: str, by: str) -> tuple[str, str, str]:
    """Change the figure of a slide, after its name."""
    return changed(slide, rf'(name="Figure"(?:(?!</p:pic>).)*?){pattern}', rf"\g<1>{by}")


POINT = r"(<a:p>(?:(?!<a:p>).)*?A list of what you take.*?</a:p>)"
SENTENCE = r"(<a:p>(?:(?!<a:p>).)*?Take 5 mL of water at most.*?</a:p>)"
EFFECT = (
    '<p:par><p:cTn id="900" presetID="1" presetClass="{}" presetSubtype="0" fill="hold" nodeType="withEffect"><p:stCondLst>'
    '<p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="901" dur="1" fill="hold"><p:stCondLst>'
    '<p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{}"/></p:tgtEl><p:attrNameLst>'
    "<p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr>"
    '<p:to><p:strVal val="{}"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
)
LAST = "(</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>\\s*<p:prevCondLst>)"


def effect(slide: int, shape: int, kind: str = "exit", value: str = "hidden") -> tuple[str, str, str]:
    return changed(slide, LAST, EFFECT.format(kind, shape, value).replace("\\", "") + r"\1")


WORDS, ELSE, PICTURES, SHOW = "words on slides", "nothing else", "pictures", "show"
KINDS: dict[str, tuple[str, list[tuple[str, str, str]]]] = {
    "words added": (
        WORDS,
        [
            added(DO, box("Take 50 mg every hour.")),
            added(SPINE, box("Dose: 50 mg")),
            added(TITLE, box("Second edition")),
            changed(BRING, POINT, r"\1\1"),
            changed(DO, SENTENCE, r"\1\1"),
            changed(BRING, POINT, lambda match: match[1] + match[1].replace("A list of what you take", "Your shoes")),
            changed(DO, "(<a:t>)Take 5 mL", r"\1Always. Take 5 mL"),
            changed(SPINE, '(name="Label"(?:(?!<a:t>).)*<a:t>)Chest', r"\1Throat"),
            changed(BRING, "(<a:t>[0-9]* ?of 7)(</a:t>)", r"\1, corrected\2"),
        ],
    ),
    "words taken": (
        WORDS,
        [
            changed(DO, SENTENCE, ""),
            changed(BRING, POINT, ""),
            changed(SPINE, '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="[0-9]+" name="Label"/>.*?</p:grpSp>', ""),
            changed(PAIR, r"<p:sp>(?:(?!</p:sp>).)*?A broken bone(?:(?!</p:sp>).)*?</p:sp>", ""),
            changed(TITLE, "<a:t>Your back,", "<a:t>Your"),
            changed(DO, "Do not eat", "Do eat"),
        ],
    ),
    "words in another order": (
        WORDS,
        [
            changed(BRING, r"(<a:p>(?:(?!<a:p>).)*?Your card.*?</a:p>)(<a:p>.*?</a:p>)", r"\2\1"),
            changed(DO, r"(<a:t>)Do not eat for six hours\.(.*?)<a:t>Take 5 mL of water at most\.", r"\1Take 5 mL of water at most.\2<a:t>Do not eat for six hours."),
            changed(BRING, 'startAt="1"', 'startAt="4"'),
            changed(PAIR, "(<a:t>)A sound bone(.*?<a:t>)A broken bone", r"\1A broken bone\2A sound bone"),
            changed(SPINE, "(.*<a:t>)Neck(</a:t>.*<a:t>)Chest(</a:t>)", r"\1Chest\2Neck\3"),
        ],
    ),
    "words in the notes": (
        ELSE,
        [
            (NOTES, "</p:spTree>", f"{box('Take 50 mg every hour.')}</p:spTree>"),
            (NOTES, "(<p:sp>.*?</p:sp>)", r"\1\1"),
            (NOTES, "<a:rPr ", '<a:rPr strike="sngStrike" '),
            (NOTES, "</a:r>", f"</a:r><a:br><a:rPr {LOOK}/></a:br>"),
            (NOTES, "<p:spPr/><p:txBody>", '<p:spPr><a:xfrm rot="5400000"/></p:spPr><p:txBody>'),
        ],
    ),
    "the look of words": (
        ELSE,
        [
            run(DO, "strike", "sngStrike"),
            run(DO, "strike", "dblStrike"),
            run(BRING, "baseline", "30000"),
            run(SPINE, "baseline", "-25000"),
            run(DO, "spc", "-3000", instead=True),
            run(DO, "cap", "all", instead=True),
            run(DO, "u", "sng", instead=True),
            run(TITLE, "kumimoji", "1"),
            inside_run(DO, "<a:effectLst><a:glow rad=\"99999\"/></a:effectLst>"),
            inside_run(DO, '<a:highlight><a:srgbClr val="FFFF00"/></a:highlight>'),
            inside_run(BRING, '<a:ln w="90000"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln>'),
            changed(DO, '(<a:rPr [^>]*><a:solidFill><a:schemeClr val="tx1")/>', r'\1><a:alpha val="0"/></a:schemeClr>'),
            changed(DO, "(</a:rPr><a:t>)", r'<a:hlinkClick r:id="rId1"/>\1'),
            changed(DO, "<a:noAutofit/>", '<a:noAutofit/><a:prstTxWarp prst="textWave1"><a:avLst/></a:prstTxWarp>'),
        ],
    ),
    "the frame of words": (
        ELSE,
        [
            changed(DO, '<a:bodyPr rot="0"', '<a:bodyPr rot="10800000"'),
            changed(DO, 'vert="horz"', 'vert="vert270"'),
            changed(DO, '<a:bodyPr rot="0"', '<a:bodyPr rot="0" vertOverflow="clip"'),
            changed(DO, '<a:bodyPr rot="0"', '<a:bodyPr rot="0" horzOverflow="clip"'),
            changed(DO, '<a:bodyPr rot="0"', '<a:bodyPr rot="0" numCol="3"'),
            changed(DO, 'lIns="0"', 'lIns="9999999"'),
            changed(DO, "<a:xfrm>", '<a:xfrm flipH="1">'),
            changed(DO, "<a:xfrm>", '<a:xfrm rot="5400000">'),
            changed(DO, '(name="Text 1")', r'\1 hidden="1"'),
            changed(DO, "(<p:spPr>.*?)<a:noFill/>", r'\1<a:pattFill prst="pct90"/>'),
        ],
    ),
    "words behind something": (
        WORDS,
        [
            added(DO, cover(60, 120, 900, 300)),
            added(DO, cover(60, 260, 500, 40, "Card")),
            added(SPINE, cover(0, 0, 1280, 720, "Rest")),
            added(BRING, cover(90, 230, 300, 60)),
            added(TITLE, cover(60, 150, 480, 200)),
            added(DO, cover(60, 120, 900, 300).replace('"bg1"', '"accent1"')),
            added(DO, f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="192" name="Rest"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="9525000" cy="5715000"/><a:chOff x="0" y="0"/><a:chExt cx="9525000" cy="5715000"/></a:xfrm></p:grpSpPr>{cover(60, 120, 900, 300)}</p:grpSp>'),
        ],
    ),
    "words that do not fit": (
        WORDS,
        [
            changed(DO, r'(name="Text 1".*?<a:ext cx=)"\d+"', r'\1"900000"'),
            changed(DO, r'(name="Text 1".*?<a:ext cx="\d+" cy=)"\d+"', r'\1"200000"'),
            changed(DO, r'(name="Title".*?<a:off x="\d+" y=)"\d+"', r'\1"2476500"'),
            changed(DO, r'(name="Text 1".*?<a:lnSpc><a:spcPts val=)"\d+"', r'\1"900"'),
            changed(DO, r'(name="Text 1".*?marL=)"0"', r'\1"9000000"'),
            changed(DO, r'(name="Text 1".*?sz=)"\d+"', r'\1"9600"'),
        ],
    ),
    "pictures": (
        PICTURES,
        [
            figure(SPINE, r'(<a:ext cx=)"\d+"', r'\2"9000000"'),
            figure(SPINE, r'(<a:ext cx="\d+" cy=)"\d+"', r'\2"900000"'),
            figure(SPINE, r'<a:ext cx="\d+" cy="\d+"', '<a:ext cx="1" cy="1"'),
            figure(PAIR, r'<a:ext cx="\d+" cy="\d+"', '<a:ext cx="95250" cy="95250"'),
            figure(PAIR, "<a:stretch>", '<a:srcRect l="45000" t="0" r="45000" b="0"/><a:stretch>'),
            changed(SPINE, r'(name="Narration".*?<a:ext cx=)"\d+"', r'\1"95250"'),
            changed(SPINE, r"(<p:grpSpPr><a:xfrm>.*?<a:chExt cx=)\"\d+\"", r'\1"99999999"'),
        ],
    ),
    "crops and descriptions": (
        WORDS,
        [
            figure(PAIR, "<a:stretch>", '<a:srcRect l="45000" t="45000" r="45000" b="45000"/><a:stretch>'),
            figure(SPINE, "<a:stretch>", '<a:srcRect l="10000" t="10000" r="10000" b="10000"/><a:stretch>'),
            figure(PAIR, "<a:stretch>", '<a:srcRect l="20000" t="0" r="0" b="20000"/><a:stretch>'),
            changed(PAIR, 'descr="A broken bone"', 'descr="A bone"'),
            changed(SPINE, "A spine seen from the side", "A heart"),
        ],
    ),
    "the look of pictures": (
        ELSE,
        [
            figure(SPINE, "<a:xfrm>", '<a:xfrm flipH="1">'),
            figure(SPINE, "<a:xfrm>", '<a:xfrm flipV="1">'),
            figure(SPINE, "<a:xfrm>", '<a:xfrm rot="10800000">'),
            figure(PAIR, "(<a:blip [^>]*>)", r"\2<a:grayscl/>"),
            figure(PAIR, "(<a:blip [^>]*>)", r'\2<a:lum bright="100000"/>'),
            figure(PAIR, "(<a:blip [^>]*>)", r'\2<a:alphaModFix amt="0"/>'),
            figure(PAIR, "(<a:blip [^>]*>)", r'\2<a:duotone><a:prstClr val="white"/><a:prstClr val="white"/></a:duotone>'),
            figure(SPINE, "<a:fillRect/>", '<a:fillRect l="50000"/>'),
            figure(SPINE, 'prst="rect"', 'prst="heart"'),
            figure(SPINE, "</p:spPr>", "<a:effectLst><a:softEdge rad=\"999999\"/></a:effectLst></p:spPr>"),
        ],
    ),
    "what moves": (
        ELSE,
        [
            changed(SPINE, '(presetClass="entr" presetSubtype="0")', r'\1 repeatCount="indefinite"'),
            changed(SPINE, '(presetClass="entr" presetSubtype="0")', r'\1 autoRev="1"'),
            changed(SPINE, '(presetClass="mediacall" presetSubtype="0")', r'\1 spd="200000"'),
            changed(SPINE, 'presetID="1" presetClass="entr"', 'presetID="10" presetClass="entr"'),
            changed(SPINE, "<p:set>", '<p:animMotion origin="layout" path="M 0 0 L 2 2"/><p:set>'),
            changed(SPINE, "<p:cut/>", '<p:fade thruBlk="1"/>'),
            changed(SPINE, "<p:cut/>", "<p:cut/><p:sndAc><p:endSnd/></p:sndAc>"),
            changed(SPINE, "<p:transition ", '<p:transition advClick="0" '),
            changed(SPINE, "<p:sld ", '<p:sld show="0" '),
            changed(SPINE, "</p:timing>", '</p:timing><p:extLst/>'),
            changed(SPINE, 'restart="never"', 'restart="always"'),
        ],
    ),
    "what appears and disappears": (
        SHOW,
        [
            effect(DO, 2),
            effect(DO, 8),
            effect(BRING, 3),
            effect(PAIR, 9),
            effect(SPINE, 2, "entr", "visible"),
            changed(SPINE, 'val="visible"', 'val="hidden"'),
            changed(DO, 'val="hidden"', 'val="visible"'),
            changed(SPINE, "style.visibility", "ppt_x"),
        ],
    ),
    "what is heard": (
        ELSE,
        [
            changed(SPINE, "(<p14:media [^>]*>)", r'\1<p14:trim st="3000" end="0"/>'),
            changed(SPINE, "(<p14:media [^>]*>)", r'\1<p14:fade in="8000" out="0"/>'),
            changed(SPINE, "(<p14:media [^>]*>)", r'\1<p14:bmkLst><p14:bmk name="x" time="1"/></p14:bmkLst>'),
            changed(SPINE, 'vol="80000"', 'vol="50001"'),
            changed(SPINE, 'vol="80000"', 'vol="80000" mute="0"'),
            changed(SPINE, 'vol="80000"', 'vol="80000" numSld="999"'),
            changed(SPINE, 'showWhenStopped="0"', 'showWhenStopped="1"'),
            changed(SPINE, '(fill="hold" display="0")', r'\1 repeatCount="3"'),
            changed(SPINE, '(<p173:track .*?/>)', r"\1\1"),
            changed(SPINE, '<a:hlinkClick r:id="" action="ppaction://media"/>', '<a:hlinkClick r:id="" action="ppaction://noaction"><a:snd r:embed="rId2" name="x"/></a:hlinkClick>'),
            (PROPS, "<p:showPr ", '<p:showPr loop="1" '),
            (PROPS, "<p:present/>", '<p:kiosk restart="3000"/>'),
            (PROPS, "<p:present/>", "<p:browse/>"),
        ],
    ),
    "the label of captions": (
        "captions inside",
        [changed(n, 'label="English"', f'label="{label}"') for n, label in ((1, "Español"), (2, ""), (3, "Français"), (6, "English (UK)"), (7, "Deutsch"))],
    ),
    "words of the master and the layouts": (
        ELSE,
        [
            (MASTER, "</p:spTree>", f"{box('Take 50 mg every hour.')}</p:spTree>"),
            (LAYOUT, "</p:spTree>", f"{box('Draft', 900, 20)}</p:spTree>"),
            ("ppt/slideLayouts/slideLayout1.xml", "</p:spTree>", f"{box('Take 50 mg')}</p:spTree>"),
            (LAYOUT, "</p:spTree>", f"{cover(0, 0, 100, 100)}</p:spTree>"),
            ("ppt/slideLayouts/slideLayout5.xml", '(name="Panel".*?</p:spPr>)', r'\1<p:txBody><a:bodyPr/><a:p><a:r><a:t>50 mg</a:t></a:r></a:p></p:txBody>'),
        ],
    ),
    "looks that words inherit": (
        ELSE,
        [
            (MASTER, "(<p:titleStyle>.*?<a:defRPr )", r'\1strike="sngStrike" '),
            (MASTER, "(<p:bodyStyle>.*?<a:defRPr )", r'\1strike="dblStrike" '),
            (MASTER, "(<p:otherStyle>.*?<a:defRPr )", r'\1baseline="30000" '),
            (LAYOUT, "<a:bodyPr ", '<a:bodyPr numCol="2" '),
            (LAYOUT, "<a:noAutofit/>", '<a:prstTxWarp prst="textArchUp"/><a:noAutofit/>'),
            (LAYOUT, "(<a:lvl1pPr>.*?<a:defRPr )", r'\1strike="sngStrike" '),
            ("ppt/presentation.xml", "(<a:defPPr><a:defRPr )", r'\1strike="sngStrike" '),
        ],
    ),
}  # fmt: skip


ELSEWHERE = [kind for kind, (_, plants) in KINDS.items() if {plant[0] for plant in plants} - set(SLIDES)]
ELSEWHERE += ["the label of captions"]


@pytest.fixture(scope="module")
def record(rich) -> Record:
    """The record of the English edition, without the page: only the deck and the manifest know its points and labels."""
    folder = rich.output / "back/en"
    manifest = load_manifest(folder)
    assert manifest is not None
    return load_record(folder, dataclasses.replace(manifest, formats=("pptx",)), Store(rich.store))


@pytest.fixture(scope="module")
def slides(record) -> dict[str, SlideParts]:
    with zipfile.ZipFile(record.folder / f"{record.name}.pptx") as deck:
        return {parts.name: parts for parts in read_slides(deck)}


def by_itself(record: Record, slides: dict[str, SlideParts], part: str, pattern: str, by: str) -> dict[str, list[str]]:
    """What is found on one slide alone after a change of it. A whole deck takes ten times as long."""
    text = etree.tostring(slides[part].slide, encoding="unicode")
    after = re.sub(pattern, by, text, count=1, flags=re.DOTALL)
    assert after != text
    parts = dataclasses.replace(slides[part], slide=etree.fromstring(after))
    found: dict[str, list[str]] = {}
    with zipfile.ZipFile(record.folder / f"{record.name}.pptx") as deck:
        number = list(slides).index(part) + 1
        for check, fault in SlideChecks(deck, record.manifest).faults(parts, read_drawing(parts), number):
            found.setdefault(check, []).append(fault)
    return found


def planted(record: Record, folder: Path, part: str, pattern: str, by: str) -> Record:
    """A copy of the deck in ``folder`` with the first match of ``pattern`` in ``part`` replaced."""
    name = f"{record.name}.pptx"
    with zipfile.ZipFile(record.folder / name) as deck, zipfile.ZipFile(folder / name, "w") as out:
        for item in deck.namelist():
            content = deck.read(item)
            if item == part:
                text = content.decode()
                content = re.sub(pattern, by, text, count=1, flags=re.DOTALL).encode()
                assert content.decode() != text
            out.writestr(item, content)
    return dataclasses.replace(record, folder=folder)


def checks(record: Record) -> dict[str, tuple[str, ...]]:
    return {finding.check: finding.faults for finding in check_deck(record) if finding.faults}


def test_nothing_is_found_where_nothing_was_planted(record, tmp_path):
    shutil.copy(record.folder / f"{record.name}.pptx", tmp_path)
    assert checks(dataclasses.replace(record, folder=tmp_path)) == {}


@pytest.mark.parametrize(
    "kind", [kind if kind in ELSEWHERE else pytest.param(kind, marks=pytest.mark.slow) for kind in KINDS]
)
def test_the_first_planted_fault_of_each_kind_is_found_in_a_whole_deck(record, tmp_path, kind):
    check, plants = KINDS[kind]
    failed = checks(planted(record, tmp_path, *plants[0]))
    assert check in failed, failed


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "the label of captions"])
def test_each_planted_fault_is_found_on_its_slide(record, slides, kind):
    check, plants = KINDS[kind]
    for plant in (plant for plant in plants if plant[0] in SLIDES):
        found = by_itself(record, slides, *plant)
        assert check in found, (plant, found)


@pytest.mark.slow  # but for the first of each kind, above
@pytest.mark.parametrize(
    "plant",
    [
        (check, *plant)
        for kind, (check, plants) in KINDS.items()
        for plant in plants[1:]
        if kind in ELSEWHERE and (plant[0] not in SLIDES or kind == "the label of captions")
    ],
)
def test_each_fault_planted_elsewhere_is_found(record, tmp_path, plant):
    check, *place = plant
    failed = checks(planted(record, tmp_path, *place))
    assert check in failed, failed
