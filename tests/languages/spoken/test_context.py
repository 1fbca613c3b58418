"""The same letters in two senses: what stands beside them tells which; what is innocent stays."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.languages.spoken import spoken_forms
from narrate.languages.spoken.en.numbers import cardinal
from narrate.languages.spoken.written import roman_value
from tests.tables import each

FOLDER = Path(__file__).parents[3] / "docs" / "spoken-forms"


def said(text: str, language: str = "en") -> str:
    for form in reversed(spoken_forms(text, language)):
        text = text[: form.start] + form.words + text[form.end :]
    return text


@each(
    ("written", "expected"),
    [
        ("Say no. 3 tablets is too many.", "Say no. three tablets is too many."),
        ("The answer is no. 3 days is too long.", "The answer is no. three days is too long."),
        ("If she says no. 2 nurses stay.", "If she says no. two nurses stay."),
        ("No. 3 tablets are too many.", "No. three tablets are too many."),
        ("Tell him no. 4 pills is the most.", "Tell him no. four pills is the most."),
        ("Take pill no. 3 first.", "Take pill number three first."),
        ("Go to St. Mary's on Oak St. today.", "Go to Saint Mary's on Oak Street today."),
        ("It is on Lake St. and Park St.", "It is on Lake Street and Park Street"),
        ("A trip to Port St. Lucie helps.", "A trip to Port Saint Lucie helps."),
        ("Walk to Park Ave today.", "Walk to Park Avenue today."),
        ("Visit St. John.", "Visit Saint John."),
        ("We live on Mount St. Helens.", "We live on Mount Saint Helens."),
        ("See Dr. Ann Lee at 4 Oak Dr. today.", "See Doctor Ann Lee at four Oak Drive today."),
        ("Ask Dr. Lee.", "Ask Doctor Lee."),
        ("They sing Ave Maria.", "They sing Ave Maria."),
        ("We sat. Then we ate.", "We sat. Then we ate."),
        ("Stay out of the Sun.", "Stay out of the Sun."),
        ("Come on Sun. morning.", "Come on Sunday morning."),
        ("Hold it for 8h.", "Hold it for eight hours."),
        ("Come at 8h.", "Come at eight o'clock."),
        ("Eat 1900-2000 calories.", "Eat one thousand nine hundred to two thousand calories."),
        ("From 1900-1950 on.", "From nineteen hundred to nineteen fifty on."),
        ("Give 500-1500 mL.", "Give five hundred to one thousand five hundred milliliters."),
        ("Walk 500-1500 steps.", "Walk five hundred to one thousand five hundred steps."),
        ("It is 5 ft. Warm it.", "It is five feet. Warm it."),
        ("DO NOT EAT", "DO NOT EAT"),
        ("Take 800 IU daily.", "Take eight hundred international units daily."),
        ("AN 800 CALORIE DIET", "AN eight hundred CALORIE DIET"),
        ("Dial 800-VACCINE.", "Dial eight hundred, vaccine."),
        ("Sr. Ana sees you.", "Sr. Ana sees you."),
    ],
)
def test_english(written: str, expected: str):
    assert said(written) == expected


@each(
    ("written", "expected"),
    [
        ("Diga que no. 3 tabletas es demasiado.", "Diga que no. tres tabletas es demasiado."),
        ("Si dice que no. 2 días después vuelva.", "Si dice que no. dos días después vuelva."),
        ("Ella responde no. 4 vasos bastan.", "Ella responde no. cuatro vasos bastan."),
        ("No. 3 pastillas son muchas.", "No. tres pastillas son muchas."),
        ("Conteste no. 5 gotas bastan.", "Conteste no. cinco gotas bastan."),
        ("Tome la pastilla no. 3 primero.", "Tome la pastilla número tres primero."),
        ("La Enf. de Crohn duele.", "La enfermedad de Crohn duele."),
        ("La Enf. de turno viene.", "La enfermera de turno viene."),
        ("Tiene Enf. de Crohn.", "Tiene enfermedad de Crohn."),
        ("Espere 2.50 h.", "Espere dos punto cincuenta horas."),
        ("Come 1900-2000 calorías.", "Come mil novecientas a dos mil calorías."),
        ("Mezcle c/8h y c/u.", "Mezcle cada ocho horas y cada uno."),
        ("Anote el 2.º y la 3.ª.", "Anote el segundo y la tercera."),
    ],
)
def test_spanish(written: str, expected: str):
    assert said(written, "es") == expected


INNOCENT = {
    "en": [
        "It can't hurt.", "The patient's room is quiet.", "No one waits.", "No, you may not drive.", "The street is near.", "A saint and a doctor.",
        "Sit on the mat.", "She is a dr in name.", "Fill in the form.", "The sun is warm.", "We met on the hill.", "Wait an hour.", "An ave of trees.",
        "The max is low.", "Fort and mount.", "A court sits.", "You live on a lane.",
    ],
    "es": [
        "No, no puede comer.", "La calle es larga.", "El doctor llega.", "Una plaza y un paseo.", "Diga que no.", "El santo y la santa.",
        "La enfermera ayuda.", "Espere una hora.", "El primero de la fila.", "Una avenida con sol.",
    ],
}  # fmt: skip


@each(("language", "text"), [(tag, text) for tag, texts in INNOCENT.items() for text in texts])
def test_plain_sentences_stay_as_they_are(language: str, text: str):
    assert spoken_forms(text, language) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_a_rule_gives_holds_no_digit_and_no_sign(language: str):
    rows = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    for row in rows:
        for form in spoken_forms(row.split("\t")[1], language):
            wrong = [c for c in form.words if unicodedata.category(c)[0] in "NS" or c in "%#@/*_ʼ′"]
            assert not wrong, (row, form)


@given(st.integers(1, 20))
def test_roman_signs_are_the_number_they_show(number: int):
    letters, rest = "", number
    for value, sign in ((10, "Ⅹ"), (9, "Ⅸ"), (5, "Ⅴ"), (4, "Ⅳ"), (1, "Ⅰ")):
        count, rest = divmod(rest, value)
        letters += sign * count
    assert roman_value(letters) == roman_value(letters.lower()) == number
    assert said(f"stage {letters}") == f"stage {cardinal(number)}"


@given(st.sampled_from(["en", "es"]), st.text("Ⅳ12ʼ'′aBSt.no º-/:hª,–½ ", max_size=25))
def test_forms_never_share_a_character_and_lie_in_order(language: str, text: str):
    at = 0
    for form in spoken_forms(text, language):
        assert at <= form.start < form.end <= len(text)
        assert not re.search(r"\d", form.words)
        at = form.end
