"""What a file's name tells: its topic and its language, and what is no language."""

from pathlib import Path

import pytest

from narrate.errors import InputError, UsageError
from narrate.script import examine_source, find_sources
from narrate.script.file_names import OTHER_FORMS, topic_and_language, unsafe_name
from tests.tables import each
from tests.writing import write

TELLING = {
    "hip.en.srt": ("hip", "en"),
    "hip.pt-BR.vtt": ("hip", "pt-BR"),
    "hip.pt-br.vtt": ("hip", "pt-BR"),
    "hip_es.srt": ("hip", "es"),
    "hip-es.srt": ("hip", "es"),
    "hip_pt_BR.srt": ("hip", "pt-BR"),
    "hip-zh-Hant.vtt": ("hip", "zh-Hant"),
    "hip.es-419.txt": ("hip", "es-419"),
    "hip-fil.sbv": ("hip", "fil"),
    "hip.it.docx": ("hip", "it"),
    "New knee - de.srt": ("New knee", "de"),
    "Your new knee [aB3-E6gH9kL].en.vtt": ("Your new knee", "en"),
    "Your new knee [123456789].fr.vtt": ("Your new knee", "fr"),
    "Ma hanche [aB3dE6gH9kL]_fr.srt": ("Ma hanche", "fr"),
    "膝の体操.ja.srt": ("膝の体操", "ja"),
}
SILENT = [
    "vitamin-d.md",
    "hepatitis-b.txt",
    "my-to-do.md",
    "step_2.txt",
    "knee.exercises.md",
    "living-with-ms.md",
    "how-to.txt",
    "jet-lag.md",
    "follow-up.txt",
    "home-pt.md",
    "after-an-mi.txt",
    "taking-asa.md",
    "what-is-af.md",
    "patient_id.docx",
    "type-1-or.txt",
    "sign-in.txt",
    "knee-no.md",
    "v1.2.txt",
    "day.one.txt",
    "covid-19.md",
    "day-to-day.txt",
    "what-to-do.srt",
    "call-me.srt",
    "log-in.srt",
    "x-ray.vtt",
    "opt-in.srt",
    "plan_b.srt",
    "make-it.srt",
    "post-op.md",
    "pre-op.txt",
    "iv-pump.md",
    "part-two.srt",
    "intro.v2.srt",
    "to-go.md",
    "hip-eng.srt",
    "-en.srt",
    "Dr.House.txt",
]


@each("name", TELLING)
def test_the_last_part_is_the_language(name: str):
    assert topic_and_language(Path(name)) == TELLING[name]


@each("name", SILENT)
def test_a_word_is_no_language(name: str):
    assert topic_and_language(Path(name)) == (Path(name).stem, "")


@pytest.mark.parametrize("name", ["A talk [translation].vtt", "A talk [part 2].txt", "[aB3dE6gH9kL].vtt"])
def test_words_in_brackets_are_no_number_of_a_film(name: str):
    assert topic_and_language(Path(name)) == (Path(name).stem, "")


def test_the_number_of_a_film_is_not_in_the_title(tmp_path: Path):
    path = tmp_path / "Your new knee [aB3dE6gH9kL].en.vtt"
    write(path, "WEBVTT\n\n00:01.000 --> 00:04.000\nYou walk the same day.\n")
    script, problems = examine_source(find_sources([path])[0][0])
    assert (script.topic, script.title, script.language, problems) == ("Your new knee", "Your new knee", "en", [])


def test_named_for_topic_and_language_in_a_folder_of_a_topic(tmp_path: Path):
    write(tmp_path / "knee/en.md", "# Knee\n\nBend it.\n")
    write(tmp_path / "knee/knee.es.srt", "1\n00:00:01,000 --> 00:00:02,000\nDoble la rodilla.\n")
    write(tmp_path / "knee/old-es.md", "# Knee\n\nDoble la rodilla.\n")
    write(tmp_path / "knee/README.es.md", "# Léame\n\nTexto.\n")
    sources, warnings = find_sources([tmp_path / "knee"])
    assert [(one.topic, one.language) for one in sources] == [("knee", "en"), ("knee", "es")]
    assert [(Path(one.place.file).name, one.code) for one in warnings] == [("old-es.md", "not-a-script")]


@each(
    ("topic", "what"),
    [
        ("CON", "device"),
        ("nul.old", "device"),
        ("Com1", "device"),
        ("LPT9", "device"),
        ("knee: day 1", "':'"),
        ("¿rodilla?", "'?'"),
        ("a|b", "'|'"),
        ("knee.", "a dot"),
        ("knee ", "a space"),
        ("膝" * 70, "210 bytes"),
    ],
)
def test_a_topic_that_windows_cannot_hold(topic: str, what: str):
    (problem,) = unsafe_name(topic, Path("x.md"))
    assert (problem.severity, problem.code) == ("warning", "file-name")
    assert what in problem.message


@each("topic", ["console", "com", "lpt10", "knee (day 1)", "Dr. Lee", "rodilla – día 1", "膝の体操"])
def test_a_topic_that_windows_holds(topic: str):
    assert not unsafe_name(topic, Path("x.md"))


def test_an_unsafe_topic_is_a_warning_of_its_script(tmp_path: Path):
    write(tmp_path / "script/aux/en.md", "# Knee\n\nBend it.\n\n# Rest\n\nRest it.\n")
    script, problems = examine_source(find_sources([tmp_path / "script/aux"])[0][0])
    assert [one.code for one in problems if one.code == "file-name"] == ["file-name"]
    assert script is not None


@each("ending", OTHER_FORMS)
def test_another_form_has_its_cure_in_one_line(tmp_path: Path, ending: str):
    path = tmp_path / "script" / "knee" / f"es{ending}"
    write(path, "Doble la rodilla.")
    with pytest.raises(UsageError, match=r"which is not read; .*(save|Download|Export|rename)") as caught:
        find_sources([path])
    assert "\n" not in str(caught.value)
    with pytest.raises(InputError) as wrong:
        find_sources([tmp_path / "script"])
    assert [one.code for one in wrong.value.problems] == ["no-script", "not-a-script"]
    assert wrong.value.problems[1].hint
    write(path.with_name("en.md"), "# Knee\n\nBend it.\n")
    write(path.with_name(f"leaflet{ending}"), "For the printer.")
    write(path.with_name(f"en{ending}"), "A handout of the script.")
    sources, warnings = find_sources([tmp_path / "script"])
    assert ([one.language for one in sources], len(warnings)) == (["en"], 1)
