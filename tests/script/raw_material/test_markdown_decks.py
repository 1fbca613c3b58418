"""Markdown decks of other programs: which a file is for, what becomes of its words, and that none is lost."""

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.cli import main
from narrate.errors import InputError, Problem
from narrate.model import Kind
from narrate.script import examine_source, find_sources, read_source
from narrate.script.draft import draft
from narrate.script.raw_material.markdown_decks import MarkdownDeck, read_deck, tool_of
from narrate.script.reading import read_other_deck
from tests.fixtures import cases
from tests.tables import each
from tests.writing import THREE_SLIDES, write

CASES = cases(Path(__file__).with_name("markdown_decks.md"))
WORD = re.compile(r"[^\W_]+")


def words_of(deck: MarkdownDeck) -> Counter[str]:
    """All words and digits of a deck that was read, each once, but for the numbers of points."""
    blocks = [block for slide in deck.slides for block in (*slide.shown, *slide.notes)]
    texts = [deck.title, *(slide.heading for slide in deck.slides), *(block.text for block in blocks)]
    return written("\n".join([*texts, *(edit.text for edit in deck.edits)]))


def written(text: str) -> Counter[str]:
    """All words and digits of a text, but for the numbers of points: Markdown counts for itself."""
    return Counter(WORD.findall(re.sub(r"(?:^|(?<=\s))\d+\.(?=\s)", "", text)))


def drafted(path: Path) -> str:
    """What ``narrate draft`` writes, without the mark of drafted headings."""
    script, _ = read_other_deck(find_sources([path])[0][0], "en")
    return draft(script)


@each("case", CASES, ids=lambda case: case.name)
def test_a_deck_becomes_a_script(case, tmp_path: Path):
    path = case.write(tmp_path) / "deck.md"
    text = path.read_text(encoding="utf-8")
    assert tool_of(text).name == case.name.split(":")[0].replace("another program", "")
    assert drafted(path) == case.expected
    assert words_of(read_deck(path, text)) == written(text)


@each("case", CASES, ids=lambda case: case.name)
def test_the_script_can_be_read(case, tmp_path: Path):
    text = drafted(case.write(tmp_path) / "deck.md")
    tag = re.search(r"^lang: (\S+)$", text, re.MULTILINE)[1]
    assert tool_of(text) is None
    write(tmp_path / f"again/{tag}.md", text)
    script, problems = read_source(find_sources([tmp_path / "again"])[0][0])
    assert {one.code for one in problems} <= {"check-heading"}
    assert draft(script) == text


@each("case", CASES, ids=lambda case: case.name)
def test_check_has_one_hint(case, tmp_path: Path):
    path = case.write(tmp_path) / "deck.md"
    script, (problem,) = examine_source(find_sources([path])[0][0], "en")
    assert (script, problem.severity, problem.code, problem.place.line) == (None, "error", "other-deck", 1)
    assert "narrate draft" in problem.hint


OURS = [
    THREE_SLIDES,
    "# Knee\n\nBend it.\n",
    "---\ntitle: Knee\nlang: en\n---\n## Bend\n\nBend it.\n\n---\n\n## Rest\n\nRest it.\n",  # a stray rule
    "---\ntitle: Knee\n---\n## Bend\n\nBend it.\n---\n\n## Rest\n\nRest it.\n",  # a heading by accident
    "---\ntitle: Knee\nlang: es\n---\n## Doblar\n\n- Doble\n\nDoble la rodilla.\n\n---\n\n---\n\n## Descanso\n\nDescanse.\n",
    "---\ntitle: Knee\ntheme: dark\nrate: 140\n---\n## Bend\n\nBend it.\n\n---\n\n## Rest\n\nRest.\n\n---\n\n## Go\n\nGo.\n",
    "---\ntitle: Knee\n---\n## Bend\n\nNote: bend it slowly.\n\n---\n\n## Rest\n\nRest it.\n",
    "---\ntitle: Knee\nvoice: anna\n---\n## Bend\n\n<!-- to the translator -->\n\nBend it.\n\n---\n\n## Rest\n\nRest it.\n\n---\n",
    "---\ntitle: Knee\n---\n## Bend\n\n- Bend it\n\n::: notes\nBend it.\n:::\n\n## Rest\n\n::: notes\nRest it.\n:::\n",
    "---\ntitle: Knie\nlang: de\n---\n# Teil\n\n## Beugen\n\nBeugen Sie das Knie.\n\n(pause: 1)\n\n## Ruhe\n\nRuhen Sie.\n",
    "---\ntitle: Knee\n---\n## Bend\n\n![A knee](knee.svg)\n\nBend [the knee](#joint).\n\n---\n\n## Rest\n\nRest.\n\n---\n\n## Go\n",
    "---\ntitle: Genou\nlang: fr\n---\n## Plier\n\nPliez\nle genou.\n\n- - -\n\n## Repos\n\nReposez-vous.\n",
    "---\ntitle: Knee\n---\n## Notes\n\nNotes: your nurse writes them down.\n\n## Rest\n\nRest it.\n",
    "---\ntitle: Knee\n---\n## Why???\n\nWhy bend it?\n\n## Rest\n\nRest it.\n",
    "---\ntitle: Knee\n---\n## Class\n\nclass: you come at 8.\n\n## Rest\n\nRest it.\n",
    "---\ntitle: Joelho\nlang: pt\n---\n\n## Dobrar\n\nDobre o joelho.\n\n<!-- nota\n---\npara o tradutor -->\n\n## Descanso\n\nDescanse.\n",
    "\n\n---\ntitle: Knee\nlang: en\n---\n\n## Bend\n\nBend it.\n",
    "---\ntitle: Knee\nlang: en\n## Bend\n\nBend it.\n",  # a header without an end
    "---\ntitle: Knee\npronounce: {trocar: TROH-kar}\n---\n## Bend\n\n`---`\n\n---\n\n---\n\n## Rest\n\nRest it.\n",
    "---\ntitle: Knee\n---\n## Bend\n\n```\n---\n---\n---\n```\n\nBend it.\n",
    "---\n---\n# Knee\n\nBend it.\n",
    "---\ntitle: Knee\n---\n## A table\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nBend it.\n",
]  # fmt: skip


@each("text", OURS)
def test_a_script_of_ours_is_no_deck(text: str):
    assert tool_of(text) is None


def test_draft_writes_it_and_tells_what_is_left_out(tmp_path: Path, capsys):
    deck = "---\nmarp: true\n---\n# Knee\n\n![Knee](knee.png)\n\n- Bend\n\n<!-- You bend it. -->\n"
    path = write(tmp_path / "deck.md", deck)
    assert main(["draft", str(path), "--language", "en", "--output", str(tmp_path / "en.md")]) == 0
    assert "You bend it." in (tmp_path / "en.md").read_text(encoding="utf-8")
    assert re.search(r"deck\.md:6:1: warning left-out: left out: a picture: 'Knee knee\.png'", capsys.readouterr().err)


def test_draft_refuses_a_script_and_a_deck_without_a_language(tmp_path: Path, capsys):
    assert main(["draft", str(write(tmp_path / "en.md", THREE_SLIDES))]) == 2
    assert "a script already" in capsys.readouterr().err
    path = write(tmp_path / "deck.md", "---\nmarp: true\n---\n# Knee\n\nBend it.\n")
    with pytest.raises(InputError, match="no-language"):
        read_other_deck(find_sources([path])[0][0])


def test_a_slide_of_a_heading_announces(tmp_path: Path):
    path = write(tmp_path / "deck.md", "---\nmarp: true\n---\n# Knee\n\n---\n\n# Week 1\n\n---\n\n# Bend\n\nBend it.\n")
    script, _ = read_other_deck(find_sources([path])[0][0], "en")
    kinds = [(one.kind, one.heading) for one in script.segments]
    assert kinds == [(Kind.TITLE, "Knee"), (Kind.SECTION, "Week 1"), (Kind.NARRATION, "Bend")]


PIECES = st.sampled_from(
    [
        "# Knee", "## The first day", "- Walk", "1. Take 5 mg", "2. Rest", "Do not stop.", "*Call* **us** at [once](tel:5).",
        "<!-- You walk. [click] Then rest. -->", "<!-- _class: lead -->", "<!--\nTake 2.5 mg.\n\nNo more.\n-->", "![bg](knee.png)",
        "```\n---\ncode 1\n```", "| Dose | 5 mg |\n|---|---|\n| day | night |", "> Quoted words", "<div class=\"a\">In a box</div>",
        "::: notes\nSaid aloud.\n:::", "::: {.column}\nLeft\n:::", "Note: said after it.", "???", "^ Said by Deckset", "--",
        "<style>p { color: red }</style>", "~~10 mg~~ 5 mg", "Is <inaudible> if x < 5", "layout: two", "[.autoscale: true]",
        "- [ ] Ask\n  - deeper\n\n    and more", "Heading\n===", "Words {.small}", "`a < b`", "<!-- open", "{{< pagebreak >}}", "",
    ]
)  # fmt: skip
HEADERS = st.sampled_from(
    [
        "---\nmarp: true\ntitle: The knee\n---\n",
        "---\nlayout: cover\ntitle: La rodilla\n---\n",
        '---\ntitle: "Das Knie"\nformat: revealjs\n---\n',
        "class: center\n",
        "autoscale: true\nfooter: Clinic\n\n",
        "% Knee\n% Clinic\n\n",
        "",
    ]
)


@given(HEADERS, st.lists(st.lists(PIECES, max_size=5).map("\n\n".join), min_size=1, max_size=5))
def test_no_word_is_lost(header: str, slides: list[str]):
    text = header + "\n\n---\n\n".join(slides) + "\n"
    assert words_of(read_deck(Path("deck.md"), text)) == written(text)


@pytest.mark.slow
@given(HEADERS, st.lists(st.lists(PIECES, max_size=5).map("\n\n".join), min_size=2, max_size=4))
def test_what_is_drafted_can_be_read(tmp_path_factory, header: str, slides: list[str]):
    folder = tmp_path_factory.mktemp("deck")
    path = write(folder / "deck.md", header + "\n\n---\n\n".join(slides) + "\n")
    wrong: tuple[Problem, ...] = ()
    try:
        found = read_other_deck(find_sources([path])[0][0], "en")
    except InputError as error:
        found, wrong = None, error.problems
    assert {one.code for one in wrong if one.severity == "error"} <= {"empty", "inaudible", "no-narration"}
    if found is not None:
        write(folder / "again/en.md", draft(found[0]))
        read_source(find_sources([folder / "again"])[0][0])
