"""Whatever is in a file: reading it says what is wrong, and never breaks."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.errors import NarrateError
from narrate.script import examine_source, find_sources
from narrate.script.draft import draft
from narrate.script.reading import read_source
from tests.examples import often

PIECES = st.sampled_from(
    ["# ", "## ", "### ", "- ", "1. ", "\n", "\n\n", "  \n", "\\\n", "![a](spine.svg)", "![](", "[neck](#cervical)", "[a](<say:b c>)",
     "[mot](lang:fr)", "[x](say:y z)", "(pause: 1)", "(voice: tom)", "::: notes\n", ":::\n", "<!-- c -->", "<!--", "-->", "*", "**", "_", "`", "```\n",
     "|a|b|\n|-|-|\n", "> ", "---\n", "===\n", "&amp;", "&#0;", "\t", "    ", "\u202e", "\x00", "\u200d", "é", "e\u0301", "。", "你好。", "مرحبا ",
     "Take .5 mg. ", "Dr. No ", "The neck turns. ", "<div>", "[a]: b\n", "[a][b]", "<https://a.b>", "\\*", "title: ", "lang: en\n", "{", "}", "\"", "'", "&a ", "*a "]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read_text(folder: Path, name: str, text: str):
    path = folder / name
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    (source,), _ = find_sources([path])
    return examine_source(source, "en")


@QUICK
@given(TEXTS, st.booleans())
def test_markdown_never_breaks(tmp_path: Path, text: str, header: bool):
    text = f"---\ntitle: T\n---\n{text}" if header else text
    try:
        script, problems = read_text(tmp_path, "en.md", text)
    except NarrateError:
        return
    assert script is not None or problems
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for problem in problems:
        assert 0 <= problem.place.line <= lines
        assert "\n" not in str(problem)


test_markdown_never_breaks_often = often(test_markdown_never_breaks, 150)


@QUICK
@given(st.text(max_size=300))
def test_front_matter_never_breaks(tmp_path: Path, text: str):
    read_text(tmp_path, "en.md", f"---\n{text}\n---\n# A\n\nB.\n")


test_front_matter_never_breaks_often = often(test_front_matter_never_breaks, 150)


@QUICK
@given(TEXTS, st.sampled_from(["en.txt", "en.srt", "en.vtt"]))
def test_raw_material_never_breaks(tmp_path: Path, text: str, name: str):
    read_text(tmp_path, name, text)


test_raw_material_never_breaks_often = often(test_raw_material_never_breaks, 150)


@QUICK
@given(st.binary(max_size=200))
def test_bytes_never_break(tmp_path: Path, content: bytes):
    path = tmp_path / "en.md"
    path.write_bytes(content)
    (source,), _ = find_sources([path])
    examine_source(source)


test_bytes_never_break_often = often(test_bytes_never_break, 150)


SENTENCES = st.lists(
    st.sampled_from(
        ["Your heart is a pump.", "It beats *all* day.", "Take 2.5 mg at 8 a.m. daily.", "# is a sign.", "- so is this.", "1. comes first.",
         "(pause: 1)", "See <b> & [c].", "Dr. Lee says: rest!", "Why?", "<!-- no -->", "He said \"Stop.\" Then he left.", "a_b_c is a name.", "::: notes",
         "Rest until noon", "e.g. water", "…", "Stop… now.", "\\ is a stroke.", "+ 5 is more.", "| x |", "--- ", "• So it is.", "– Why not?", "~~Old~~ {.x} {a=b}", "A | b", "![x] 2*5*4"]
    ),
    min_size=1, max_size=30,
)  # fmt: skip


@pytest.mark.slow
@QUICK
@given(SENTENCES, st.sampled_from([" ", "\n", "\n\n"]))
def test_a_draft_is_stable(tmp_path: Path, sentences: list[str], between: str):
    script, _ = read_text(tmp_path, "en.txt", "Our title\n\n" + between.join(sentences))
    if script is None:
        return
    text = draft(script)
    path = tmp_path / "draft" / "en.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (source,), _ = find_sources([path])
    again, _ = read_source(source)
    assert [[s.text for s in g.sentences] for g in again.segments] == [
        [s.text for s in g.sentences] for g in script.segments
    ]
    assert draft(again) == text


test_a_draft_is_stable_often = often(test_a_draft_is_stable, 150)
