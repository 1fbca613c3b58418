"""What a script names lies inside the script folder: figures, lexicons, logos and templates alike."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.errors import Place, Problem
from narrate.script.figures import find_figure
from narrate.script.front_matter import read_lexicons
from narrate.script.theme_settings import read_look
from narrate.sources.paths import UNREADABLE, file_inside, inside, is_plain, is_spelled_so, why_unreadable
from narrate.sources.yaml_nodes import Nodes
from tests.drawings.making import drawing
from tests.tables import each

DRAWING = drawing('<rect id="neck" x="40" y="30" width="50" height="50"/>')


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A topic's folder in a script folder, with files to name in it, and others around it that nobody may open."""
    base = tmp_path_factory.mktemp("home")
    topic = base / "script" / "hip"
    (topic / "figures").mkdir(parents=True)
    (base / "script2").mkdir()
    for ending in ("svg", "yaml", "pptx"):
        for place in (topic, topic / "figures", base / "script", base, base / "script2"):
            (place / f"hip.{ending}").write_bytes(DRAWING)
        (topic / f"my hip.{ending}").write_bytes(DRAWING)
        (topic / f"cadera operación.{ending}").write_bytes(DRAWING)
        (topic / f"out.{ending}").symlink_to(base / f"hip.{ending}")
        (topic / f"in.{ending}").symlink_to(topic / "figures" / f"hip.{ending}")
        (topic / f"loop.{ending}").symlink_to(topic / f"loop.{ending}")
        (topic / f"folder.{ending}").mkdir()
        os.mkfifo(topic / f"pipe.{ending}")
    (topic / "away").symlink_to(base / "script2")
    return topic


INSIDE = (
    "hip", "./hip", "figures/hip", "figures/../hip", "figures//hip", "../hip/hip", "../hip", "in", "my hip", "cadera operación",
)  # fmt: skip
OUTSIDE = (
    "../../hip", "../../script2/hip", "../../../../../../../../../../etc/passwd", "figures/../../../hip", "/etc/passwd", "/hip",
    "//server/share/hip", "out", "away/hip", "away/../hip",
)  # fmt: skip
NOT_THERE = ("gone", "~/hip", "$HOME/hip", "hip.svg/hip", "...", "folder", "pipe")
NO_PATHS = (
    "..\\hip", "..\\..\\hip", "\\\\server\\share\\hip", "C:\\hip", "C:/hip", "c:hip", "file:hip", "file:///etc/passwd",
    "https://example.org/hip", "data:image/svg+xml,hip", "%2e%2e/hip", "%2E%2E%2Fhip", "%252e%252e/hip", "hip\0", "hip\n", "hip\x7f",
    "h" * 1001,
)  # fmt: skip


def problems_of(kind: str, name: str, folder: Path) -> tuple[Path | None, list[Problem]]:
    """What ``kind`` of file is found by ``name``, and what is wrong with that."""
    root = folder.parent
    if kind == "figure":
        return find_figure(name, Place("en.md", 3), folder / "en.md", root)
    quoted = name.replace("\\", "\\\\").replace("\0", "\\0").replace("\n", "\\n").replace("\x7f", "\\x7F")
    key = f'"{quoted}"' if kind == "lexicon" else f'{{{kind}: "{quoted}"}}'
    nodes = Nodes(folder / "en.md", key, 2, "settings")
    if kind == "lexicon":
        found = read_lexicons(nodes, nodes.root, folder, root)
        return (found[0] if found else None), nodes.problems
    look = read_look(nodes, nodes.root, folder, root)
    return getattr(look, kind), nodes.problems


ENDINGS = {"figure": ".svg", "logo": ".svg", "lexicon": ".yaml", "template": ".pptx"}


@each("kind", ENDINGS)
@each("name", INSIDE)
def test_what_lies_in_the_script_folder_is_found(home: Path, kind: str, name: str):
    path, problems = problems_of(kind, name + ENDINGS[kind], home)
    if kind == "template":  # the file was found, opened, and is no template
        assert [one.message.partition(": ")[2] for one in problems] == ["it is not a .pptx file"]
        return
    assert problems == []
    assert path is not None
    assert path.is_relative_to(home.parent)


@each("kind", ENDINGS)
@each("name", OUTSIDE)
def test_what_leaves_the_script_folder_is_refused(home: Path, kind: str, name: str):
    path, problems = problems_of(kind, name + ENDINGS[kind], home)
    code = "figure-outside" if kind in ("figure", "logo") else kind
    assert path is None
    assert [one.code for one in problems] == [code]
    assert problems[0].message.endswith(f"is outside the script folder {home.parent}")
    assert problems[0].hint == "copy the file into it"


@each("kind", ENDINGS)
@each("name", [*NOT_THERE, *NO_PATHS])
def test_no_other_name_finds_a_file(home: Path, kind: str, name: str):
    path, problems = problems_of(kind, name + ENDINGS[kind], home)
    assert path is None
    assert problems
    assert not any("\n" in str(one) for one in problems)


@pytest.mark.parametrize("kind", ENDINGS)
def test_a_loop_of_links_is_told(home: Path, kind: str):
    path, problems = problems_of(kind, "loop" + ENDINGS[kind], home)
    assert path is None
    assert len(problems) == 1
    if kind in ("figure", "logo"):
        assert problems[0].code == "figure-unreadable"


@each("name", NO_PATHS)
def test_what_is_more_than_a_path_is_not_plain(name: str):
    assert not is_plain(name)


@each("name", ["hip.svg", "my hip.svg", "../hip.svg", "/hip.svg", "cadera operación.svg", "髋.svg", "ورك.svg"])
def test_a_path_is_plain(name: str):
    assert is_plain(name)


def test_case_counts(home: Path):
    assert is_spelled_so(home / "hip.svg")
    assert not is_spelled_so(home / "Hip.svg")
    assert not is_spelled_so(home / "hip.SVG")


def test_a_backslash_leaves_even_where_a_file_has_one(tmp_path: Path):
    (tmp_path / "a\\b.svg").write_bytes(DRAWING)
    assert inside("a\\b.svg", tmp_path, tmp_path) is None


def test_a_root_that_is_a_link(home: Path, tmp_path: Path):
    (tmp_path / "linked").symlink_to(home)
    assert inside("hip.svg", tmp_path / "linked", tmp_path / "linked") == home / "hip.svg"


def test_a_folder_whose_name_begins_alike_is_another(home: Path):
    assert inside("../script2/hip.svg", home.parent, home.parent) is None


@each(
    ("name", "found"),
    [("hip.svg", True), ("in.svg", True), ("out.svg", False), ("loop.svg", False), ("pipe.svg", False), ("folder.svg", False), ("gone.svg", False)],
)  # fmt: skip
def test_a_file_beside_another(home: Path, name: str, found: bool):
    assert (file_inside(home / name, home.parent) is not None) == found


def test_the_reason_in_words(home: Path):
    assert why_unreadable(OSError(13, "Permission denied")) == "Permission denied"
    assert why_unreadable(RuntimeError("Symlink loop")) == "its links run in a circle"


@given(
    st.lists(
        st.sampled_from(["..", ".", "figures", "hip.svg", "away", "in.svg", "out.svg", "", "/", "~", "a b"]), max_size=8
    )
)
def test_no_path_leaves(home: Path, parts: list[str]):
    try:
        path = inside("/".join(parts), home, home.parent)
    except UNREADABLE:
        return
    assert path is None or str(path).startswith(str(home.parent))
    assert path is None or path == home.parent or home.parent in path.parents
