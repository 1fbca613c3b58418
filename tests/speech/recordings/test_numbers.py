"""Numbers that are read as others are errors; those that are read as they stand are none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.check import check
from narrate.errors import InputError, Severity
from narrate.model import Voice
from narrate.speech import say_script
from narrate.speech.espeak.engine import EspeakSession
from narrate.speech.recordings.engine import RecordingsEngine
from narrate.speech.recordings.numbers import alternatives
from tests.speech.recordings.reciting import recite, save, sentences
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.tables import each
from tests.writing import write

# (language, voice of the reader, (sentence, what is written, what is read))
READ = [
    ("en", "gmw/en+m5", (
        ("Take {} milligrams of your medicine every morning.", "20", "200"), ("Rest for {} days after the operation.", "13", "3"),
        ("Give {} drops in the right eye.", "2", "10"), ("Wash the wound {} times a day.", "three", "four"),
        ("Wait {} minutes before you eat anything.", "fifteen", "five"), ("Call us if you feel sick.", "", ""),
        ("Keep your leg up for {} hours each day.", "12", "12"), ("You stay with us for {} nights.", "five", "five"),
        ("Take {} mg when the pain is strong.", "2.5", "2.5"), ("Come back in {} weeks for a new picture.", "6", "6"))),
    ("es", "roa/es+f2", (
        ("Tome {} mg de su medicina cada mañana.", "20", "200"), ("Deje las pastillas {} días antes de la cirugía.", "5", "9"),
        ("Necesita {} puntos en la piel.", "dieciséis", "sesenta"), ("Camine {} minutos cada día.", "30", "13"),
        ("Use la crema por {} días.", "siete", "siete"), ("Beba {} ml de agua por la noche.", "250", "250"),
        ("Vuelva en {} semanas para otra imagen.", "12", "12"), ("Llámenos si tiene fiebre o dolor.", "", ""))),
    ("de", "gmw/de+m3", (
        ("Nehmen Sie {} mg am Morgen mit Wasser ein.", "50", "500"), ("Ruhen Sie sich {} Tage nach der Operation aus.", "drei", "dreißig"),
        ("Warten Sie {} Minuten vor dem Essen.", "15", "50"), ("Trinken Sie {} Gläser Wasser am Tag.", "acht", "acht"),
        ("Kommen Sie in {} Wochen wieder zu uns.", "6", "6"), ("Der Verband bleibt {} Stunden auf der Haut.", "24", "24"),
        ("Rufen Sie uns an, wenn Sie Fieber haben.", "", ""), ("Heben Sie nicht mehr als {} Kilogramm.", "10", "10"))),
]  # fmt: skip


def recorded(folder: Path, language: str, variant: str, rows):
    """The script that is written in ``folder``, and beside it a recording of what is read."""

    def script(name: str, at: int):
        said = [
            *SAMPLE_SENTENCES[language],
            *(row[0].format(row[at]) for row in rows),
        ]  # some more, to know the speaker by
        text = "\n".join(said)
        path = write(folder / name / f"{language}.md", f"---\ntitle: A\nlang: {language}\n---\n\n## B\n\n{text}\n")
        read = narrate.read(path)
        return replace(read, segments=tuple(one for one in read.segments if one.kind == "narration"))

    def speak(wanted):
        session = EspeakSession({"other": variant})
        try:
            return [session.speak(one, Voice("espeak", "other", language), 140) for one in wanted]
        finally:
            session.close()

    written, read = (say_script(script(name, at), "recordings") for name, at in (("written", 1), ("read", 2)))
    save(recite(sentences(read), speak), folder / "written/takes/all.wav")
    return written


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "variant", "rows"), READ, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_read_as_another_number_is_an_error_and_nothing_else_is(
    tmp_path: Path, language: str, variant: str, rows
):
    script = recorded(tmp_path, language, variant, rows)
    engine = RecordingsEngine()
    with pytest.raises(InputError) as caught:
        engine.listen(script, engine.voice(language, "takes"), 1)
    told = [one for one in caught.value.problems if one.code == "misread-number"]
    assert all(one.severity is Severity.ERROR for one in caught.value.problems)
    assert len(told) == len(caught.value.problems) == sum(1 for _, written, read in rows if written != read)
    wrong = [text.format(written)[:20] for text, written, read in rows if written != read]
    assert all(start in one.message for start, one in zip(wrong, told, strict=True))


@pytest.mark.slow
def test_check_listens_as_build_does(tmp_path: Path):
    language, variant, rows = READ[0]
    script = recorded(tmp_path, language, variant, rows)
    text = script.path.read_text(encoding="utf-8").replace("title: A", "title: Call us")
    script.path.write_text(text, encoding="utf-8")
    checked = check([script.path], voice="recordings:takes")
    heard = [one for one in checked if one.place.at_ms is not None]
    assert {"misread-number"} <= {one.code for one in heard}
    with pytest.raises(InputError) as caught:
        narrate.build([script.path], tmp_path / "out", voice="recordings:takes", store=tmp_path / "s", to=["txt"])
    assert {str(one) for one in heard} <= {str(one) for one in caught.value.problems}


@each(
    ("number", "taken_for"),
    [
        ("20", {"200", "2", "12", "30", "21"}),
        ("200", {"20", "2", "2000", "300", "100"}),
        ("15", {"50", "150", "5", "16", "1.5"}),
        ("50", {"15", "5", "500", "40"}),
        ("5", {"50", "9", "15", "0.5"}),
        ("2.5", {"25", "2", "3.5"}),
        ("0.5", {"5", "1.5"}),
        ("1,000", {"100", "10000", "2000"}),
        ("37,5", {"375", "37", "38.5"}),
        ("3000", {"300", "30000", "4000"}),
    ],
)
def test_what_a_number_is_taken_for(number: str, taken_for: set[str]):
    found = alternatives(number)
    assert len(found) == len(set(found)) <= 30
    assert taken_for <= set(found)


@given(st.from_regex(r"[0-9]{1,9}([.,][0-9]{1,9})?", fullmatch=True))
def test_no_number_is_taken_for_itself_or_for_nothing(number: str):
    found = alternatives(number)
    assert number not in found
    assert all(float(one) >= 0 for one in found)
