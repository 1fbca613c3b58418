"""The spoken-safety tables: every form said as the words beside it, by our rules and by the voice."""

import re
from pathlib import Path

import pytest

from narrate.languages.spoken import en as english
from narrate.languages.spoken import es as spanish
from narrate.languages.spoken import spoken_forms
from narrate.model import Sentence
from narrate.script.sentences import tokenise
from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.espeak.text import parts_of
from narrate.speech.lexicon import Lexicon, starter
from narrate.speech.pronouncing import said_text, say_sentence
from tests.tables import each

FOLDER = Path(__file__).parents[2] / "docs" / "spoken-forms"
FRAMES = {
    "en": ("{}", "We say {} now.", "({}),", "We say {}."),
    "es": ("{}", "Se dice {} hoy.", "({}),", "Se dice {}."),
}


def table(language: str) -> list[tuple[str, str, str]]:
    rows = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [tuple(row.split("\t")) for row in rows]


FORMS = [(language, *row) for language in ("en", "es") for row in table(language)]


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower().replace("-", " "))


def said(text: str, language: str) -> Sentence:
    """As a build says it: the medical words that come along hold before the rules."""
    return say_sentence(Sentence("x", text, tokenise(text)), language, Lexicon(starter(language)))


@each(("language", "kind", "written", "expected"), FORMS)
def test_is_said_as_expected(language: str, kind: str, written: str, expected: str):
    for frame in FRAMES[language]:
        sentence = said(frame.format(written), language)
        assert words(said_text(sentence, language)) == words(frame.format(expected))
        assert sentence.text == frame.format(written)


@pytest.mark.parametrize("language", ["en", "es"])
def test_there_are_enough_forms_of_every_kind(language: str):
    rows = table(language)
    assert len(rows) >= 100
    assert len({written for _, written, _ in rows}) == len(rows)
    kinds = {
        "dose",
        "range",
        "decimal",
        "unit",
        "degrees",
        "percent",
        "date",
        "time",
        "phone",
        "roman",
        "abbreviation",
        "spelled",
    }
    assert kinds <= {kind for kind, _, _ in rows}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_the_voice_is_sent_the_phonemes_of_those_words(language: str):
    """Against the expected words alone, with letters by name: what espeak-ng makes of both is the same."""
    engine = EspeakEngine()
    voice = engine.voice(language)
    session = engine.session()
    rows = table(language)
    ours = [parts_of(said(written, language), language)[0].text for _, written, _ in rows]
    plain = [_letters_named(expected, language) for _, _, expected in rows]
    try:
        got, wanted = session.phonemes(ours, voice), session.phonemes(plain, voice)
    finally:
        session.close()
    wrong = [
        (row[1], one, other)
        for row, one, other in zip(rows, got, wanted, strict=True)
        if one.replace("_", "").split() != other.replace("_", "").split()
    ]
    assert wrong == []


def _letters_named(text: str, language: str) -> str:
    return re.sub(r"(?<![\w'])A(?![\w'])", "[['eI]]", text) if language == "en" else text


@each("language", ["en", "es"])
@each("number", [0, 1, 9, 10, 15, 21, 30, 99, 100, 101, 110, 199, 200, 999, 1000, 1001, 12_345, 100_000, 1_000_000])
def test_a_number_in_words_holds_no_digit(language: str, number: int):
    text = (english if language == "en" else spanish).LANGUAGE.say(str(number))
    assert text
    assert not re.search(r"\d", text)


def test_nothing_is_said_otherwise_in_a_language_without_rules():
    assert spoken_forms("2.5 mg", "pl") == ()


@each(
    "text",
    [
        "The type I have is rare.",
        "I read the part I like.",
        "Vitamin supplements help.",
        "It is a small thing.",
        "Go to bed.",
        "In the U-turn",
    ],
)
def test_plain_words_stay_as_they_are(text: str):
    assert not [form for form in spoken_forms(text, "en") if form.rule == "roman" or form.words.lower() == "one"]


@each("language", ["en", "es"])
@each("text", ["3/4/2026", "3/4/26", "1/2/3"])
def test_a_date_that_means_two_days_is_not_said_as_odds(text, language):
    """Nobody can tell March 4 from 3 April: check warns, and no part of it is taken for "three out of four"."""
    assert spoken_forms(text, language) == ()


@each(
    ("text", "expected"),
    [
        ("Take it at 8 AM – 2 tablets.", "Take it at eight A M – two tablets."),
        ("Rub it in, day/night.", "Rub it in, day/night."),
        ('He said "take 2" now.', 'He said "take two" now.'),
        ("Count 1-2-3 aloud.", "Count one-two-three aloud."),
        ("Tc-99m is a tracer.", "Tc-99m is a tracer."),
        ("Come by 5/31 or 12/25.", "Come by 5/31 or 12/25."),
        ("It is 800/160 then.", "It is 800/160 then."),
    ],
)
def test_what_only_looks_like_a_dose_a_range_or_odds_is_not_said_as_one(text: str, expected: str):
    assert said_text(said(text, "en"), "en") == expected
