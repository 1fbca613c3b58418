"""Numbers that no rule says: one warning that tells how they will sound; what a rule or the writer says is none."""

from dataclasses import replace
from pathlib import Path

from narrate.check.speaking import check_speaking
from narrate.languages.spoken import spoken_forms
from narrate.model import Kind, Script, Segment, Sentence, Voice
from narrate.script.sentences import tokenise
from narrate.speech import say_script, warn_of_guesses
from narrate.speech.espeak.engine import EspeakEngine
from tests.tables import each

CODE = "number-left-to-voice"


def script(language: str, *texts: str) -> Script:
    sentences = tuple(Sentence(str(number), text, tokenise(text)) for number, text in enumerate(texts))
    return Script("topic", "T", language, (Segment("a", Kind.NARRATION, "A", None, sentences),), Path(f"{language}.md"))


def told(language: str, *texts: str, engine: str = "espeak") -> list[str]:
    voice = EspeakEngine().voice(language) if engine == "espeak" else Voice(engine, "one", language)
    said = say_script(script(language, *texts), voice.engine)
    return [one.message for one in warn_of_guesses(said, voice) if one.code == CODE]


def checked(language: str, text: str):
    engine = EspeakEngine()
    written = script(language, text)
    return check_speaking(written, say_script(written, "espeak"), (engine, engine.voice(language)))


LEFT = {
    "vi": ["Uống 2,5 mg mỗi ngày.", "Uống ½ viên.", "Gọi 090-123-4567.", "Đến lúc 10:30.", "Ngày 12/05/2026.", "Tỉ số 3-2."],
    "de": ["Unter 10⁹ sind es wenige.", "Nehmen Sie 2,5 ml.", "Eine Tablette von 1/2.", "Rufen Sie 0800 12345 an.", "Am 12.05.2026.", "Um 10:30 Uhr.", "Bis 38,5 °C."],
    "fr": ["Plus de 10⁹ cellules.", "Prenez 5 mg.", "À 8h30.", "Le 12/05/2026.", "Appelez le 01 23 45 67 89.", "Au stade Ⅳ.", "Moins de 20 %."],
    "ru": ["Примите 5 мг.", "Выпейте 1/2 стакана.", "Ниже -5.", "В 10:30.", "Звоните 8-800-555-01-47."],
    "ar": ["أكثر من 10⁹ خلية.", "خذ ٢٫٥ مل.", "الساعة ١٠:٣٠.", "اتصل ٥٥٥-٠١٤٧.", "خذ ½ قرص.", "أقل من ٢٠٪."],
    "sw": ["Meza 2.5 mg.", "Saa 10:30.", "Piga 555-0147.", "Kila 4-6.", "Nusu 1/2."],
}  # fmt: skip
SAID = {
    "vi": ["Uống 2 viên mỗi 4-6 giờ.", "Trong 10 ngày.", "Có 3 bước.", "Năm 2026.", "Không có số."],
    "de": ["Alle 4-6 Stunden.", "In 10 Tagen.", "Es sind 3 Schritte.", "Im Jahr 2026.", "Zimmer 12."],
    "ja": ["4～6時間ごと。", "10日後。", "3つの手順。", "2026年。", "部屋12。"],
    "en": ["Take 2.5 mg.", "Call 555-0147.", "At 10:30.", "Half is 1/2.", "Stage Ⅳ."],
    "es": ["Tome 2,5 mg.", "Llame al 555-0147.", "A las 10:30.", "La mitad es 1/2.", "Etapa Ⅳ."],
}


@each(("language", "text"), [(tag, text) for tag, texts in LEFT.items() for text in texts])
def test_what_a_voice_may_misread_is_told(language: str, text: str):
    (message,) = told(language, text, engine="private")
    assert message.startswith("a number is left to the voice private:one")
    assert "is sent as it is" in message


@each(("language", "text"), [(tag, text) for tag, texts in SAID.items() for text in texts])
def test_what_is_said_by_a_rule_or_plain_is_not(language: str, text: str):
    assert told(language, text, engine="private") == []


def test_the_phonemes_are_told_of_the_first_three_and_the_rest_is_counted():
    (message,) = told("vi", "Uống 2,5 mg.", "Uống 2,5 mg.", "Đến lúc 10:30.", "Uống ½ viên.", "Ngày 12/05/2026.")
    assert message.startswith("5 numbers are left to the voice espeak:vi")
    assert "'2,5 mg' sounds as /hˈaːɪ " in message
    assert message.count("sounds as") == 3
    assert message.endswith(" …")


def test_a_person_who_has_spoken_misreads_nothing():
    assert told("vi", "Uống 2,5 mg.", engine="recordings") == []


def test_what_the_writer_says_is_not_left():
    text = "Uống 2,5 mg mỗi ngày."
    tokens = list(tokenise(text))
    tokens[1] = replace(tokens[1], alias="hai phẩy năm miligam")
    tokens[2] = replace(tokens[2], alias="")
    one = script("vi", text)
    sentence = replace(one.segments[0].sentences[0], tokens=tuple(tokens))
    one = replace(one, segments=(replace(one.segments[0], sentences=(sentence,)),))
    assert [found for found in warn_of_guesses(one, Voice("private", "one", "vi")) if found.code == CODE] == []


@each(
    ("language", "text"),
    [
        ("en", "Take ① now."),
        ("en", "Stage ↂ."),
        ("en", "See note⁹."),
        ("es", "Tome ② hoy."),
        ("es", "Nota⁹."),
        ("en", "A ˢign."),
    ],
)
def test_signs_that_no_rule_knows_are_warned_of(language: str, text: str):
    assert not any(form.rule == "number" for form in spoken_forms(text, language))
    assert "unsure-spoken" in [one.code for one in checked(language, text)]


@each(
    ("language", "text"),
    [
        ("en", "You shouldnʼt drive at stage Ⅳ."),
        ("en", "Ask Ann Roy, Ph.D., at 12 Oak Ave. in Rm. 4 for 10 mLs."),
        ("en", "Call 1-800-GET-WELL in 2019-2024."),
        ("es", "La Dra. Paz da la 3.ª dosis de 10 mLs en C/ Olmo n.º 6."),
        ("vi", "Uống 4-6 mg mỗi 4–6 giờ."),
        ("ko", "4~6시간마다 드세요."),
        ("ja", "4〜6時間ごとに飲みます。"),
        ("ru", "Пейте 4–6 стаканов воды."),
        ("ar", "تناول ٤-٦ أقراص."),
    ],
)
def test_what_is_said_right_is_not_warned_of(language: str, text: str):
    assert "unsure-spoken" not in [one.code for one in checked(language, text)]
