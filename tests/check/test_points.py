"""Points that are shown and never spoken, and what the warning says of them."""

import pytest

from narrate.check.points import check_points
from tests.slides.making import Maker, script_of
from tests.tables import each


def warnings(sentence: str, point: str, language: str) -> list[str]:
    segment = Maker()(sentence, heading="H", points=[point])
    return [problem.message for problem in check_points(script_of(segment, language=language))]


@each(
    ("language", "sentence", "point"),
    [
        ("en", "You can drive home.", "Do not drive"),
        ("en", "Do not drive home.", "Drive home"),
        ("es", "Conduzca con cuidado.", "No conduzca"),
        ("es", "No conduzca hoy.", "Conduzca"),
        ("ar", "تقود السيارة غدا.", "لا تقود السيارة"),
        ("zh", "今天不要开车。", "开车"),
    ],
)
def test_a_negation_lost_or_added_is_told(language: str, sentence: str, point: str):
    (message,) = warnings(sentence, point, language)
    assert message.endswith("; a sentence has its words, but only one of the two is negated")


@each(
    ("language", "sentence", "point", "missing"),
    [
        ("en", "Take 20 tablets.", "Take 2 tablets", "2"),
        ("en", "Take 2000.5 mg.", "Take 2000 mg", "2000"),
        ("es", "Tome 10000 unidades.", "Tome 1000 unidades", "1000"),
        ("ar", "خذ ٢٠ ملغ.", "خذ ٢ ملغ", "2"),
        ("en", "You can drive home.", "Do not fly home", "fly"),
    ],
)
def test_another_number_is_not_said(language: str, sentence: str, point: str, missing: str):
    (message,) = warnings(sentence, point, language)
    assert message.endswith(f"; not said: {missing}")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_order_of_words_matters(language: str):
    (message,) = warnings("Water rest.", "Rest water", language)
    assert message.endswith("; its words come in another order")
    assert warnings("Rest and water.", "Rest water", language) == []
