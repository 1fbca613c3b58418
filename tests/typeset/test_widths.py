"""Widths are those that painted text has: measured in pictures by typst."""

import io

import numpy as np
import pytest
from PIL import Image

from narrate.typeset.faces import FACES, face_for, letters_of
from narrate.typeset.painting import paint_png
from narrate.typeset.widths import ems

LINES = (
    "H", "HamburgefontsivH", "AVATAR To Yo. WAVEH", "5 mL, 24–48 hours and 10 %H", "Hola, ¿qué tal? ÑandúH", "Ἑλλάς и РоссияH",
    "efficient office fluffH",
)  # fmt: skip


def ink_widths(lines, family, *, bold):
    """The width of the ink of each line at 100 px; all begin and end with a straight H, so side bearings are the same."""
    words = [
        {"kind": "words", "x": 20, "width": 2500, "size": 100, "pitch": 136, "bold": bold, "colour": "000000",
         "align": "start", "bullet": 0, "dot": "000000", "paragraphs": [{"top": 20, "lines": [f"H{line}"]}]}
        for line in lines
    ]  # fmt: skip
    page = {
        "width": 2600,
        "height": 160,
        "fill": "FFFFFF",
        "language": "en",
        "rtl": False,
        "family": family,
        "others": [],
    }
    pages = [{**page, "items": [one]} for one in words]
    for content in paint_png(pages, {}, 72):
        dark = np.asarray(Image.open(io.BytesIO(content)).convert("L")) < 128
        columns = np.flatnonzero(dark.any(axis=0))
        yield columns[-1] - columns[0] + 1


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("family", ["Atkinson Hyperlegible", "Noto Sans", "Arimo"])
def test_words_are_as_wide_as_they_are_painted(family, bold):
    face = FACES[family]
    alone = next(ink_widths([""], family, bold=bold))
    lines = [line for line in LINES if set(line) <= letters_of(family)]
    assert len(lines) >= 4
    for line, ink in zip(lines, ink_widths(lines, family, bold=bold), strict=True):
        expected = _own(f"H{line}", family, bold=bold) - _own("H", family, bold=bold)
        assert abs((ink - alone) - expected) <= 2 + expected / 200, (line, ink - alone, expected)
        assert ems(line, face, bold=bold) * 100 >= _own(line, family, bold=bold) - 0.01


def _own(line: str, family: str, *, bold: bool) -> float:
    from narrate.typeset.widths import _ems

    return _ems(line, family, bold=bold) * 100


def test_a_width_holds_for_picture_and_deck():
    face = FACES["Atkinson Hyperlegible"]
    assert face.twin == "Arimo"
    for text in ("illicit", "WWWW", "a procedure", "2.5 mg"):
        assert (
            ems(text, face, bold=False)
            == max(_own(text, face.family, bold=False), _own(text, "Arimo", bold=False)) / 100
        )


def test_letters_that_a_font_lacks_have_room():
    face = FACES["Noto Sans"]
    assert ems("骨折", face, bold=False) >= 2
    assert ems("🦴", face, bold=False) >= 1.2
    assert ems("عظم", face, bold=False) >= 1
    assert ems("a\u200db", face, bold=False) < 1.5


def test_the_face_is_the_first_that_has_the_letters():
    assert face_for(["Your spine", "¿Qué? ñ é ü ß – “ ” ½"]).family == "Atkinson Hyperlegible"
    assert face_for(["позвоночник"]).family == "Noto Sans"
    assert face_for(["Ελληνικά", "Latin"]).family == "Noto Sans"
    assert face_for(["tiếng Việt"]).family == "Noto Sans"
    assert face_for([]).family == "Atkinson Hyperlegible"
    assert face_for(["Well done 🎉"]).family == "Atkinson Hyperlegible"  # no face has that one
    assert "ế" in letters_of("Noto Sans")
