"""What nobody sees on a master is taken out; what is seen stays, however it is made."""

from pathlib import Path

import pytest

from narrate.drawings.template_pictures import read_template
from narrate.errors import Place
from tests.exporters.pptx.making_templates import MASTER, dark, make_template, shape, with_shape
from tests.exporters.pptx.private_templates import words
from tests.tables import each

PLACE = Place("narrate.yaml", 1, 19)
WORD = "Riverside"


def run(inside: str = "", attributes: str = "") -> str:
    return f'<a:rPr lang="de-DE" {attributes}>{inside}</a:rPr>'


def filled(colour: str) -> str:
    return f"<a:solidFill>{colour}</a:solidFill>"


WHITE, RED = '<a:srgbClr val="FFFFFF"/>', '<a:srgbClr val="FF0000"/>'
BAND = shape("Band", 0, 600, 1280, 100, "accent1", 90)
BOX = (40, 620, 400, 40)


def drawn_on_master(tmp_path: Path, *shapes: str, **options: object) -> str:
    """The XML of the master in a deck, with ``shapes`` on it."""
    path = make_template(tmp_path / "t.pptx", changes={MASTER: with_shape(*shapes)}, **options)
    return read_template(path, PLACE).master.content.decode()


def grouped(inside: str, x: int, scale: int = 1, rot: str = "") -> str:
    frame = f'<a:off x="{x * 9525}" y="0"/><a:ext cx="{1280 * 9525}" cy="{720 * 9525}"/><a:chOff x="0" y="0"/><a:chExt cx="{1280 * 9525 * scale}" cy="{720 * 9525 * scale}"/>'
    return (
        '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="70" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f"<a:xfrm {rot}>{frame}</a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


UNSEEN = {
    "transparent": [words(WORD, run(filled('<a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr>')))],
    "almost transparent": [words(WORD, run(filled('<a:schemeClr val="accent1"><a:alpha val="2000"/></a:schemeClr>')))],
    "without a fill": [words(WORD, run("<a:noFill/>"))],
    "white on white": [words(WORD, run(filled(WHITE)))],
    "almost white on white": [words(WORD, run(filled('<a:srgbClr val="FDFEFD"/>')))],
    "in the theme's colour of the background": [words(WORD, run(filled('<a:schemeClr val="bg1"/>')))],
    "in the colour of a band": [BAND, words(WORD, run(filled('<a:schemeClr val="accent1"/>')), BOX)],
    "in the colour of its own shape": [words(WORD, run(filled(WHITE)), BOX).replace("<a:noFill/></p:spPr>", f"{filled(WHITE)}</p:spPr>")],
    "of one point": [words(WORD, run(attributes='sz="100"'))],
    "under a band": [words(WORD, "", BOX), BAND],
    "under a band, in a group": [grouped(words(WORD, "", BOX), 0), BAND],
    "far to the right": [words(WORD, "", (1500, 100, 300, 30))],
    "in a group beside the slide": [grouped(words(WORD, "", (10, 10, 300, 30)), 1400)],
    "below the slide": [words(WORD, "", (10, 900, 300, 30))],
    "of the list style": [words(WORD, run(), BOX).replace("<a:lstStyle/>", f"<a:lstStyle><a:lvl1pPr><a:defRPr>{filled(WHITE)}</a:defRPr></a:lvl1pPr></a:lstStyle>")],
}  # fmt: skip


@pytest.mark.slow
@each("name", UNSEEN)
def test_words_that_nobody_sees_are_left_behind(tmp_path, name):
    assert WORD not in drawn_on_master(tmp_path, *UNSEEN[name])


def styled(colour: str, inside: str) -> str:
    """A shape in tx1 whose words get ``colour`` from its style, as PowerPoint draws shapes."""
    style = (
        '<p:style><a:lnRef idx="0"><a:schemeClr val="tx1"/></a:lnRef><a:fillRef idx="1"><a:schemeClr val="tx1"/></a:fillRef>'
        f'<a:effectRef idx="0"><a:schemeClr val="tx1"/></a:effectRef><a:fontRef idx="minor"><a:schemeClr val="{colour}"/></a:fontRef></p:style><p:txBody>'
    )
    return inside.replace("<a:noFill/></p:spPr>", "</p:spPr>").replace("<p:txBody>", style)


SEEN = {
    "without a colour of their own": [words(WORD)],
    "white on a band": [BAND, words(WORD, run(filled(WHITE)), BOX)],
    "white on a group's band": [grouped(BAND, 0), words(WORD, run(filled(WHITE)), BOX)],
    "white on their own shape": [words(WORD, run(filled(WHITE))).replace("<a:noFill/></p:spPr>", f"{filled(RED)}</p:spPr>")],
    "white in the style of a dark shape": [styled("bg1", words(WORD, run(), BOX))],
    "white with an outline": [words(WORD, run(f'<a:ln w="9525">{filled(RED)}</a:ln>{filled(WHITE)}'))],
    "an outline alone": [words(WORD, run(f'<a:ln w="9525">{filled(RED)}</a:ln><a:noFill/>'))],
    "half transparent": [words(WORD, run(filled('<a:srgbClr val="FF0000"><a:alpha val="50000"/></a:srgbClr>')))],
    "light grey": [words(WORD, run(filled('<a:srgbClr val="EEEEEE"/>')))],
    "small": [words(WORD, run(attributes='sz="600"'))],
    "on a gradient": [words(WORD, run(filled(WHITE))).replace("<a:noFill/></p:spPr>", f'<a:gradFill><a:gsLst><a:gs pos="0">{WHITE}</a:gs><a:gs pos="100000">{RED}</a:gs></a:gsLst></a:gradFill></p:spPr>')],
    "over a band": [BAND, words(WORD, "", BOX)],
    "under a transparent band": [words(WORD, "", BOX), BAND.replace('<a:schemeClr val="accent1"/>', '<a:schemeClr val="accent1"><a:alpha val="40000"/></a:schemeClr>')],
    "under a hidden band": [words(WORD, "", BOX), BAND.replace('name="Band"', 'name="Band" hidden="1"')],
    "under a round shape": [words(WORD, "", BOX), BAND.replace('prst="rect"', 'prst="ellipse"')],
    "partly under a band": [words(WORD, "", (40, 590, 400, 40)), BAND],
    "standing out from under a band": [words(WORD * 20, "", BOX), shape("Band", 30, 610, 420, 60, "accent1", 90)],
    "reaching into the slide": [words(WORD * 4, "", (-40, 100, 30, 30))],
    "turned at the edge": [words(WORD, "", (-390, 300, 400, 30)).replace("<a:xfrm>", '<a:xfrm rot="16200000">')],
    "in a turned group": [grouped(words(WORD, "", (1300, 10, 300, 30)), 0, rot='rot="10800000"')],
    "in a scaled group": [grouped(words(WORD, "", (2000, 100, 300, 30)), 0, scale=2)],
}  # fmt: skip


@pytest.mark.slow
@each("name", SEEN)
def test_words_that_are_seen_stay(tmp_path, name):
    assert WORD in drawn_on_master(tmp_path, *SEEN[name])


def test_light_words_on_a_dark_master_stay(tmp_path):
    def change(content: bytes) -> bytes:
        return with_shape(words(WORD, run(filled(WHITE))))(dark(content))

    path = make_template(tmp_path / "t.pptx", changes={MASTER: change})
    assert WORD in read_template(path, PLACE).master.content.decode()


def test_a_line_at_the_edge_stays_and_a_far_one_does_not(tmp_path):
    def line(x: int) -> str:
        return (
            '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="60" name="Edge"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr><a:xfrm>'
            f'<a:off x="{x * 9525}" y="0"/><a:ext cx="0" cy="{720 * 9525}"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            '<a:ln w="38100"/></p:spPr></p:cxnSp>'
        )

    assert "cxnSp" in drawn_on_master(tmp_path, line(0))
    assert "cxnSp" not in drawn_on_master(tmp_path, line(-9))


def test_only_the_hidden_words_of_a_line_go(tmp_path):
    box = words(WORD).replace("</a:p>", f"<a:r>{run('<a:noFill/>')}<a:t>Dr Meier</a:t></a:r></a:p>")
    content = drawn_on_master(tmp_path, box)
    assert WORD in content
    assert "Meier" not in content
