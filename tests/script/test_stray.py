"""Stray characters and files that are no scripts."""

from pathlib import Path

import pytest

from narrate.errors import InputError
from narrate.script import examine_source, find_sources
from narrate.sources.text import MAX_BYTES, load
from tests.tables import each

BODY = "---\ntitle: Knee\n---\n## Knee\n\nBend it. Re{}st it.\n"


def examined(path: Path):
    (source,), _ = find_sources([path])
    return examine_source(source, "en")


def problems_of(path: Path) -> list[tuple[int, int, str]]:
    return [(one.place.line, one.place.column, one.code) for one in examined(path)[1]]


@each(
    ("character", "code"),
    [
        ("\u202e", "bidi-override"),
        ("\u202d", "bidi-override"),
        ("\x07", "control-character"),
        ("\x00", "control-character"),
        ("\x85\x1b", "control-character"),
        ("\u00ad", "invisible-character"),
        ("\u200b", "invisible-character"),
        ("\u200d", "invisible-character"),
    ],
)
def test_a_stray_character_has_a_place(tmp_path: Path, character: str, code: str):
    path = tmp_path / "en.md"
    path.write_text(BODY.format(character), encoding="utf-8")
    found = problems_of(path)
    assert found[0][1:] == (12, code) or (len(character) > 1 and found[0][2] == code)
    script, _ = examined(path)
    assert all(character not in s.text for segment in script.segments for s in segment.sentences) or "202" in ascii(
        character
    )


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d⚕️", "ខ្ញុំ\u200bទៅ", "نامه\u200cای"])
def test_joiners_stay_where_a_script_needs_them(tmp_path: Path, text: str):
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    assert load(path) == (text, [])


def test_line_ends_and_marks_of_other_systems_change_nothing(tmp_path: Path):
    plain = BODY.format("")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "en.md").write_bytes(plain.encode())
    (tmp_path / "b" / "en.md").write_bytes(b"\xef\xbb\xbf" + plain.replace("\n", "\r\n").encode())
    one, other = (examined(tmp_path / name / "en.md")[0].segments for name in "ab")
    assert [[s.text for s in a.sentences] for a in one] == [[s.text for s in b.sentences] for b in other]
    assert [[t.place.column for s in a.sentences for t in s.tokens if t.place] for a in one] == [
        [t.place.column for s in b.sentences for t in s.tokens if t.place] for b in other
    ]


def test_another_encoding_is_named_with_its_place(tmp_path: Path):
    path = tmp_path / "en.md"
    path.write_bytes("---\ntitle: Knie\n---\nGenügend.\n".encode("latin-1"))
    assert problems_of(path) == [(4, 4, "not-utf8")]


def test_a_file_too_large_is_not_read(tmp_path: Path):
    path = tmp_path / "en.md"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    with pytest.raises(InputError) as caught:
        load(path)
    assert [problem.code for problem in caught.value.problems] == ["too-large"]
