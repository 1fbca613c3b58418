"""What a sentence says of a point: its negation and its numbers are never lost, and innocent points earn no warning."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.slides.said_words import SaidWords
from tests.languages.test_phrases import TAGS

_FILE = Path(__file__).with_name("said_points.txt").read_text(encoding="utf-8")


def _rows() -> list[tuple[str, str, str, str]]:
    """(language, what must be found, point, sentence) for each line of ``said_points.txt``."""
    rows = []
    for group in _FILE.split("\n\n")[1:]:
        tag, *lines = group.strip().splitlines()
        for line in lines:
            kind, _, rest = line.partition(": ")
            point, _, sentence = rest.partition(" | ")
            rows.append((tag, kind, point, sentence))
    return rows


ROWS = _rows()


def says(sentence: str, point: str, language: str, *, sure: bool) -> bool:
    return SaidWords([sentence], language, sure=sure).say(point)


def wrong(kind: str, *, sure: bool) -> list[tuple[str, str]]:
    """(point, sentence) of the rows of this kind that are judged wrongly."""
    rows = [row[2:] for row in ROWS if row[1] == kind and says(row[3], row[2], row[0], sure=sure) != (kind == "said")]
    return [(point, sentence) for point, sentence in rows]


def test_every_language_with_phrases_has_points_of_each_kind():
    counts = {(tag, kind): sum(row[:2] == (tag, kind) for row in ROWS) for tag, kind, _, _ in ROWS}
    assert sorted({tag for tag, _ in counts}) == TAGS
    assert all(counts[tag, "said"] >= 8 and counts[tag, "lost"] >= 3 for tag in TAGS)
    assert all(counts[tag, "against"] >= 3 for tag in TAGS if tag not in ("ja", "ko", "fa"))


@pytest.mark.parametrize("sure", [True, False])
def test_a_lost_negation_or_number_is_not_said(sure: bool):
    assert wrong("lost", sure=sure) == []


@pytest.mark.parametrize("sure", [True, False])
def test_a_negated_sentence_does_not_say_the_point(sure: bool):
    assert wrong("against", sure=sure) == []


def test_innocent_points_earn_no_warning():
    assert wrong("said", sure=False) == []


@pytest.mark.parametrize("tag", TAGS)
def test_a_sentence_says_itself(tag: str):
    for _, _, point, sentence in (row for row in ROWS if row[0] == tag):
        for text in (point, sentence):
            assert says(text, text, tag, sure=False), text
            assert says(text, text, tag, sure=True) or any(mark in text for mark in ",،，、"), text


def test_what_is_surely_said_is_perhaps_said():
    rows = [row for row in ROWS if says(row[3], row[2], row[0], sure=True)]
    assert [row for row in rows if not says(row[3], row[2], row[0], sure=False)] == []


@pytest.mark.parametrize(
    ("language", "point", "sentence"),
    [
        ("en", "Do not drive", "If you do not feel well, you can drive."),
        ("en", "Do not drive", "You can drive if you do not feel dizzy."),
        ("en", "Do not drive", "If you do not feel dizzy you can drive."),
        ("it", "Non guidi", "Se non ha vertigini forti guidi."),
        ("es", "No conduzca", "Si no siente mareo fuerte conduzca."),
        ("en", "Two tablets", "Take twenty-two tablets."),
        ("en", "Take 2 mg", "Take two hundred mg."),
        ("en", "Once a day", "Take it every day."),
        ("en", "Take 2 tablets", "Take 2 to 3 tablets."),
        ("en", "Prednisone", "Prednisolone is a steroid."),
        ("en", "Hyperthermia", "Hyperglycemia needs care."),
        ("en", "Pain", "It is painless."),
        ("es", "No conduzca", "Si no se marea, conduzca."),
        ("es", "Una vez", "Tome la pastilla cada vez."),
        ("fr", "Ne marchez pas", "Ne courez pas, marchez."),
        ("de", "Schmerzen", "Sie sind schmerzfrei."),
        ("ar", "لا تقود السيارة", "إذا لم تشعر بدوار، تقود السيارة."),
        ("zh", "不要走", "不要跑，要走。"),
    ],
)
def test_what_is_in_doubt_is_said_once_more(language: str, point: str, sentence: str):
    assert not says(sentence, point, language, sure=True)


@pytest.mark.parametrize(
    ("language", "point", "sentence"),
    [
        ("en", "Do not drive", "You must not drive for a day."),
        ("en", "No alcohol", "Do not drink any alcohol."),
        ("en", "Don't drive", "After the test, do not drive."),
        ("es", "Sin alcohol", "No beba alcohol."),
        ("de", "Kein Alkohol", "Trinken Sie keinen Alkohol."),
        ("fr", "Pas d'alcool", "Ne buvez pas d'alcool."),
        ("ar", "لا تقود السيارة", "لا تقود السيارة لمدة يوم."),
        ("zh", "不要开车", "今天请不要开车。"),
        ("ja", "運転しない", "今日は運転しないでください。"),
        ("en", "Take 2 tablets", "Take two tablets 3 times a day."),
    ],
)
def test_what_is_surely_said_is_not_said_again(language: str, point: str, sentence: str):
    assert says(sentence, point, language, sure=True)


def test_what_lacks_is_told():
    said = SaidWords(["You can drive home."], "en", sure=False)
    assert said.contradict("Do not drive")
    assert not said.contradict("Drive")
    assert not said.contradict("Do not fly")
    assert said.missing("Do not fly home") == ["fly"]
    assert said.missing("Home drive") == []
    assert SaidWords([], "en", sure=False).missing("Take 2.5 mg") == ["2.5", "mg"]


@pytest.mark.parametrize("language", ["nl", "sw", "tr"])
def test_a_language_without_data_compares_words(language: str):
    assert says("Neem het met melk.", "met melk", language, sure=True)
    assert not says("Neem melk.", "niet melk", language, sure=True)


@given(st.text(max_size=30), st.text(max_size=30), st.sampled_from(TAGS))
def test_no_text_is_too_strange(point: str, sentence: str, language: str):
    for sure in (True, False):
        said = SaidWords([sentence, point], language, sure=sure)
        said.say(point)
        assert not said.missing(sentence) or not said.say(sentence)


@given(st.integers(0, 99_999), st.integers(0, 99_999), st.sampled_from(["en", "es", "ar", "zh"]))
def test_numbers_are_equal_or_not_said(wanted: int, found: int, language: str):
    for sure in (True, False):
        assert says(f"X {found} mg.", f"X {wanted} mg", language, sure=sure) == (wanted == found)
