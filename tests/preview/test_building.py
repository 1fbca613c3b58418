"""One build of the preview: the page, the sentences with their lines, the problems with theirs."""

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.errors import InputError, UsageError
from narrate.preview.building import build_page, only_source
from narrate.preview.shown import Built, Told, Wish
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.tables import each
from tests.writing import FRENCH, SPANISH, THREE_SLIDES, write

GERMAN = (
    "---\ntitle: Nach dem Eingriff\nlang: de\n---\n\n## Zu Hause\n\nRuhen Sie sich zwei Tage aus.\nTrinken Sie viel.\n"
)
ARABIC = "---\ntitle: بعد العملية\nlang: ar\n---\n\n## في البيت\n\nاسترح يومين.\n\nاشرب كثيرا.\n"


@pytest.fixture
def wish(tmp_path) -> Wish:
    script = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    return Wish(script, tmp_path / "out", ("standard",), store=str(tmp_path / "store"))


def built(wish: Wish, news: list | None = None, text: str | None = None) -> Built:
    if text is not None:
        wish.script.write_text(text, encoding="utf-8")
    return build_page(wish, (news if news is not None else []).append, FakeEngine())


def test_the_page_comes_first_and_then_the_lines(wish):
    news: list = []
    result = built(wish, news)
    early = next(one for one in news if isinstance(one, Built))
    assert result.page.path == early.page.path == "heart/en/index.html"
    assert (wish.output / result.page.path).is_file()
    assert (result.page.title, result.page.language, result.page.direction) == (
        "A short test of the heart",
        "en",
        "ltr",
    )
    sentences = [one for part in result.page.parts for one in part.sentences]
    lines = THREE_SLIDES.splitlines()
    walk = next(one for one in sentences if one.text.startswith("You walk"))
    assert lines[walk.line - 1] == walk.text
    assert {one.line for part in early.page.parts for one in part.sentences} == {0}
    assert all(one.id in result.page.clips for one in sentences)
    assert [part.heading for part in result.page.parts][-2:] == ["What it is", "What you do"]
    assert result.speaking.language == "en"
    assert wish.script in result.inputs
    assert 0 < result.seconds < 60
    assert sorted(path.name for path in (wish.output / "heart/en").glob("*.pptx")) == []


@each("text, direction", [(SPANISH, "ltr"), (FRENCH, "ltr"), (GERMAN, "ltr"), (ARABIC, "rtl")])
def test_other_languages(tmp_path, text, direction):
    language = text.split("lang: ")[1][:2]
    script = write(tmp_path / f"script/heart/{language}.md", text)
    result = built(Wish(script, tmp_path / "out", ("standard",), store=str(tmp_path / "store")))
    assert (result.page.language, result.page.direction) == (language, direction)
    shown = [one for part in result.page.parts for one in part.sentences if one.line]
    assert shown
    assert all(one.text in text.splitlines()[one.line - 1] for one in shown if one.line > 1)  # 1 is the title's


@each(
    "text, line, words",
    [
        ("## Rest\n\n![A heart](heart.svg)\n\nRest.\n", 3, "heart.svg"),
        ("---\nlang: es\ntitle: Corazón\n---\n\n## Corazón\n\n![Un corazón](no.svg)\n\nDescanse.\n", 8, "no.svg"),
        ("---\nlang: de\ntitel: Herz\n---\n\n## Herz\n\nRuhen Sie sich aus.\n", 3, "titel"),
        ("---\nlang: fr\ntitle: Le cœur\ndate: demain\n---\n\n## Cœur\n\nReposez-vous.\n", 4, "demain"),
        ("## Rest\n\nRest [now](part:nothing).\n", 3, "nothing"),
    ],
)
def test_an_error_has_its_line_and_the_text_of_that_line(tmp_path, text, line, words):
    script = write(tmp_path / "script/heart/en.md", text)
    if "lang" in text:
        script = script.rename(script.with_name("talk.md"))
    result = built(
        Wish(script, tmp_path / "out", ("standard",), "en" if "lang" not in text else "", store=str(tmp_path / "store"))
    )
    assert result.page is None
    problem = next(one for one in result.problems if one.line == line)
    assert problem.severity == "error"
    assert words in problem.text
    assert problem.message
    assert problem.file == script.name


def test_errors_come_first_and_lead_to_their_sentence(wish):
    tablets = (
        "\n## Tablets\n\nAsk for H2Ob.\n\nTake 1.0 mg a day.\n\nTake it with\nwater [every day](lang:xx-nothing-9).\n"
    )
    result = built(wish, text=THREE_SLIDES + tablets)
    assert [(one.severity, one.text[-5:-1]) for one in result.problems] == [
        ("error", " day"), ("error", "g-9)"), ("warning", "H2Ob"),
    ]  # fmt: skip
    assert len({one.sentence for one in result.problems}) == 3
    assert all(one.sentence.startswith("tablets.") for one in result.problems)


def test_a_problem_in_the_second_line_of_a_sentence_leads_to_it(wish):
    found = built(wish, text=THREE_SLIDES + "\n## Water\n\nRest.\nDrink a glass of\nH2Ob each day.\n")
    (warning,) = found.problems
    sentence = next(one for part in found.page.parts for one in part.sentences if "H2Ob" in one.text)
    assert (warning.sentence, warning.line) == (sentence.id, sentence.line + 1)


def test_a_problem_of_a_heading_leads_to_no_sentence(wish):
    found = built(wish, text=THREE_SLIDES + "\n## Water\n## Water\n\n- Drink water\n\nRest.\n")
    assert found.problems
    assert {one.sentence for one in found.problems} == {""}


def test_a_broken_script_still_tells_what_it_is_made_from_and_how_it_speaks(wish):
    (wish.script.parent / "spine.svg").write_text(FIGURE, encoding="utf-8")
    text = (
        THREE_SLIDES.replace("lang: en", "lang: en\npronounce:\n  stent: STENT")
        + "\n![The spine](spine.svg)\n\n![](no.svg)\n"
    )
    result = built(wish, text=text)
    assert result.page is None
    assert wish.script.parent / "spine.svg" in result.inputs
    assert result.speaking.pronounce[0].written == "stent"


def test_a_build_with_nothing_to_do_says_that_it_examined_nothing(wish):
    wish.script.write_text(THREE_SLIDES + "\n## Water\n\nAsk for H2Ob.\n", encoding="utf-8")
    named = replace(wish, voice="espeak")
    results = [build_page(named, lambda _: None) for _ in range(2)]
    assert [(one.is_checked, one.page.is_new, len(one.problems)) for one in results] == [
        (True, True, 1),
        (False, False, 0),
    ]


def test_a_script_that_is_gone_or_empty(wish):
    wish.script.write_text("", encoding="utf-8")
    assert built(wish).page is None
    wish.script.unlink()
    result = built(wish)
    assert (result.page, result.problems[0].code, result.problems[0].file) == (None, "no-file", "en.md")
    assert built(wish, text=THREE_SLIDES).page is not None


def test_a_wrong_call_is_no_fault_of_the_script(wish):
    result = build_page(replace(wish, editions=("loud",)), lambda _: None, FakeEngine())
    assert result.is_misused
    assert "loud" in result.cause


def test_a_disk_that_refuses_is_told(wish):
    wish.output.write_text("a file where the folder should be", encoding="utf-8")
    result = built(wish)
    assert result.page is None
    assert "cannot be written" in result.cause
    assert not result.is_misused


def test_notices_are_passed_on(wish, monkeypatch):
    news: list = []
    monkeypatch.setattr("os.geteuid", lambda: 12345)  # the store is another user's then
    Path(wish.store).mkdir()
    built(wish, news)
    assert any(isinstance(one, Told) for one in news)


@each(
    "name, error",
    [("script/heart/no.md", InputError), ("script/heart", UsageError), ("script/heart/en.exe", UsageError)],
)
def test_only_one_script_is_previewed(tmp_path, name, error):
    write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    write(tmp_path / "script/heart/en.exe", "x")
    with pytest.raises(error):
        only_source(tmp_path / name)
