"""A paragraph in another language is told, and nothing else is."""

from pathlib import Path

import pytest

from narrate.check.language import check_language
from narrate.errors import Problem
from narrate.script.finding_scripts import Source
from narrate.script.reading import examine_source
from tests.languages.test_recognising import LANGUAGES, TEXTS
from tests.tables import each

SCRIPTS = 48


def problems_of(folder: Path, tag: str, text: str, name: str = "") -> list[Problem]:
    path = folder / (name or f"{tag}.md")
    path.write_text(text, encoding="utf-8")
    script, _ = examine_source(Source(path, "topic", "" if name else tag, folder), tag)
    assert script is not None
    return list(check_language(script))


def markdown(paragraphs: list[str]) -> str:
    slides = [f"## {number}\n\n{text}\n" for number, text in enumerate(paragraphs, 1)]
    return "\n".join(["---", "title: 1", "---", *slides])


@each("number", range(SCRIPTS))
def test_the_paragraph_in_another_language_is_found_and_no_other(number: int, tmp_path: Path):
    own = LANGUAGES[number % len(LANGUAGES)]
    other = LANGUAGES[(number * 5 + 3 + number // len(LANGUAGES)) % len(LANGUAGES)]
    if own == other:
        other = LANGUAGES[(number + 1) % len(LANGUAGES)]
    count = 3 + number % 4
    paragraphs = (TEXTS[own] * 2)[number % 3 :][:count]
    at = number % (count + 1)
    paragraphs.insert(at, TEXTS[other][number % 6])
    (problem,) = problems_of(tmp_path, own, markdown(paragraphs))
    line = 6 + 4 * at
    assert (problem.place.line, problem.severity, problem.code) == (line, "warning", "wrong-language")


@pytest.mark.parametrize("own", ["en", "de", "ar", "ja", "pl"])
def test_most_of_a_script_in_another_language_is_one_error(own: str, tmp_path: Path):
    (problem,) = problems_of(tmp_path, own, markdown(TEXTS["es"][:5] + TEXTS[own][:2]))
    assert problem.severity == "error"
    assert "Spanish" in problem.message
    assert "es.md" in problem.hint


def test_the_cure_is_where_the_language_was_told(tmp_path: Path):
    text = markdown(TEXTS["vi"])
    (told,) = problems_of(tmp_path, "en", text, "knee-notes.md")
    assert "--language vi" in told.hint
    (told,) = problems_of(tmp_path, "en", text.replace("title: 1", "title: 1\nlang: en"))
    assert "lang: vi" in told.hint
    assert told.place.line == 3


def test_a_script_of_short_paragraphs_is_judged_as_a_whole(tmp_path: Path):
    short = [
        "Doble la rodilla despacio.",
        "Respire hondo y descanse.",
        "Repita con la otra pierna.",
        "Llame si le duele mucho.",
    ]
    (problem,) = problems_of(tmp_path, "en", markdown(short))
    assert problem.severity == "error"
    assert not problems_of(tmp_path, "es", markdown(short))


@pytest.mark.parametrize(
    "text",
    [
        "Our leaflet says: [lávese las manos antes de tocar la herida y llame si tiene fiebre](lang:es).",
        "They greet you with [bienvenue dans notre service, nous sommes là pour vous aider](lang:fr) at the door.",
        "[如果您需要帮助，请告诉护士，我们会为您找一位翻译](lang:zh)",
    ],
)
def test_marked_words_are_left_out(text: str, tmp_path: Path):
    assert not problems_of(tmp_path, "en", markdown([*TEXTS["en"][:3], text]))


def test_points_and_descriptions_are_judged_too(tmp_path: Path):
    points = (
        "- Doble la rodilla despacio\n- Estire la pierna y cuente hasta diez\n- Descanse un minuto antes de seguir\n"
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    (tmp_path / "leg.svg").write_text(drawing, encoding="utf-8")
    figure = "![Una pierna vista de lado que se dobla poco a poco por la rodilla](leg.svg)\n"
    text = markdown([*TEXTS["en"][:3], f"{figure}\n{points}\n{TEXTS['en'][3]}"])
    found = problems_of(tmp_path, "en", text)
    assert [one.message.split(" in ")[0] for one in found] == ["these points are", "the description of this figure is"]


def test_the_sample_is_in_its_languages():
    folder = Path(__file__).parents[2] / "script" / "vertebroplasty-kyphoplasty"
    for tag in ("ar", "en", "es"):
        script, _ = examine_source(Source(folder / f"{tag}.md", "topic", tag, folder.parent))
        assert script is not None
        assert not list(check_language(script))
