"""Doses, ranges and numbers among right-to-left letters, as they are shown."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from narrate.typeset.bidi import isolated, standing_alone, without_controls
from narrate.typeset.painting import paint_png
from tests.tables import each

LRI, PDI = "\u2066", "\u2069"


@each(
    ("text", "parts"),
    [
        ("تناول 5 mL كل 24–48 ساعة", ["5 mL", "24–48"]),
        ("خذ 2.5 mg/kg مرتين", ["2.5 mg/kg"]),
        ("ضغط الدم 120/80 mmHg اليوم", ["120/80 mmHg"]),
        ("بين 3 × 5 mL و10 mL", ["3 × 5 mL", "10 mL"]),
        ("5 mL 3 مرات", ["5 mL"]),
        ("بين الساعة 8:00 – 17:00 فقط", ["8:00 – 17:00"]),
        ("حرارة 38.5 °C أو أكثر", ["38.5 °C"]),
        ("اتصل على 800 555 0100 الآن", ["800 555 0100"]),
        ("اتصل على +1 (800) 555-0100 الآن", ["+1 (800) 555-0100"]),
        ("על 03-555-0100 עכשיו", ["03-555-0100"]),
        ("בלע 5 mL כל 24–48 שעות", ["5 mL", "24–48"]),
        ("فيتامين Vitamin B12 500 mcg يوميًا", ["Vitamin B12 500 mcg"]),
        ("على العنوان health.example/spine.", ["health.example/spine"]),
        ("نحو 50 % منهم", ["50 %"]),
        ("خذ <5 mg فقط", ["<5 mg"]),
    ],
)
def test_parts_that_would_turn_round_are_isolated(text, parts):
    shown = isolated(text)
    assert without_controls(shown) == text
    found = [piece.split(PDI)[0] for piece in shown.split(LRI)[1:]]
    assert found == parts


@each("text", ["لا تزد على 4 جرعات", "לא יותר מ-4 מנות", "٢٤–٤٨ ساعة", "لا شيء", "…", ""])
def test_what_is_shown_right_is_left_alone(text):
    assert isolated(text) == text


def test_a_line_without_right_to_left_letters_runs_from_left_to_right():
    assert isolated("3 of 8") == f"{LRI}3 of 8{PDI}"
    assert isolated("health.example/spine.") == f"{LRI}health.example/spine{PDI}."


def test_lines_that_stand_alone_say_their_direction():
    assert standing_alone("5 mL يوميًا\n\nنعم") == f"\u200f{LRI}5 mL{PDI} يوميًا\n\n\u200fنعم"


@given(st.text(alphabet="ابجدש5 0123456789.,/–-×%mLgk+()٣", max_size=60))
def test_nothing_is_lost_and_isolates_close(text):
    shown = isolated(text)
    assert without_controls(shown) == text
    depth = 0
    for letter in shown:
        depth += (letter == LRI) - (letter == PDI)
        assert depth in (0, 1)
    assert depth == 0


def painted(line: str, *, rtl: bool) -> Image.Image:
    page = {
        "width": 400, "height": 60, "fill": "FFFFFF", "language": "ar" if rtl else "en", "rtl": rtl,
        "family": "Noto Sans Arabic", "others": ["Noto Sans"],
        "items": [{
            "kind": "words", "x": 0, "width": 400, "size": 30, "pitch": 40, "bold": False, "colour": "000000",
            "align": "centre", "bullet": 0, "dot": "000000", "paragraphs": [{"top": 10, "lines": [line]}],
        }],
    }  # fmt: skip
    image = Image.open(io.BytesIO(paint_png([page], {}, 72)[0])).convert("L")
    return image.crop(ImageChops.invert(image).getbbox())


@pytest.mark.parametrize("dose", ["5 mL", "24–48", "120/80 mmHg", "800 555 0100"])
def test_a_dose_is_painted_as_it_is_written(dose):
    """The ink of the dose in a right-to-left paragraph is that of the dose in English; without isolates it is not."""
    english = painted(dose, rtl=False)
    shown = painted(isolated(f"ا {dose} ا").strip("ا "), rtl=True)
    assert ImageChops.difference(english, shown).getbbox() is None if english.size == shown.size else False
    plain = painted(dose, rtl=True)
    assert english.size != plain.size or ImageChops.difference(english, plain).getbbox() is not None
