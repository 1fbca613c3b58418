"""Figures are found inside the script folder and nowhere else, and read only where they are plain files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PIL import Image

from narrate.check import check
from narrate.drawings.reading import MOST_BYTES
from narrate.errors import Place, Problem
from narrate.model import Figure
from narrate.script.figures import find_figure, read_figure
from tests.drawings.making import drawing
from tests.fixtures import FIGURE
from tests.tables import each

RECT = '<rect id="neck" x="40" y="30" width="50" height="50"/>'
DRAWING = drawing(RECT)


def code_of(tmp_path: Path, name: str) -> str:
    path, problems = find_figure(name, Place("en.md", 1), tmp_path / "en.md", tmp_path)
    assert (path is None) == any(problem.severity == "error" for problem in problems)
    assert all(str(problem).startswith("en.md:1: ") and "\n" not in str(problem) for problem in problems)
    return problems[0].code if problems else ""


def read(folder: Path, name: str = "neck.svg") -> tuple[Figure | None, list[Problem]]:
    return read_figure(name, "", "A neck", Place("en.md", 7, 1), folder / "en.md", folder)


@pytest.mark.parametrize(
    "content",
    [
        "<svg",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        '<svg><image href="https://example.org/a.png"/></svg>',
    ],
)
def test_an_svg_that_does_more_than_draw(tmp_path: Path, content: str):
    (tmp_path / "a.svg").write_text(content)
    assert code_of(tmp_path, "a.svg") == "figure-unreadable"


def test_a_picture_cut_short(tmp_path: Path):
    Image.new("RGB", (64, 64)).save(tmp_path / "whole.png")
    (tmp_path / "cut.png").write_bytes((tmp_path / "whole.png").read_bytes()[:40])
    assert code_of(tmp_path, "whole.png") == ""
    assert code_of(tmp_path, "cut.png") == "figure-unreadable"


def test_a_picture_too_large(tmp_path: Path):
    with (tmp_path / "a.png").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert code_of(tmp_path, "a.png") == "figure-size"


def test_each_kind_is_a_figure(tmp_path: Path):
    (tmp_path / "a.svg").write_text(FIGURE)
    for name in ("a.png", "a.jpg", "a.jpeg", "a.webp", "A.WEBP"):
        Image.new("RGB", (64, 32)).save(tmp_path / name)
    for name in ("a.svg", "a.png", "a.jpg", "a.jpeg", "a.webp", "A.WEBP"):
        assert code_of(tmp_path, name) == ""
    assert read(tmp_path, "a.svg")[0].parts == ("cervical", "thoracic", "lumbar")
    assert read(tmp_path, "a.webp")[0].parts == ()
    assert read(tmp_path, "a.webp")[0].size == (64, 32)


# -- paths --------------------------------------------------------------------------------


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """A script folder with good drawings in it, and others around it that nobody may open."""
    script = tmp_path / "script" / "neck"
    (script / "figures").mkdir(parents=True)
    (tmp_path / "script2").mkdir()
    for place in (script, script / "figures", tmp_path, tmp_path / "script2"):
        (place / "neck.svg").write_bytes(DRAWING)
    (script / "out.svg").symlink_to(tmp_path / "neck.svg")
    (script / "away").symlink_to(tmp_path / "script2")
    (script / "in.svg").symlink_to(script / "figures" / "neck.svg")
    (script / "loop.svg").symlink_to(script / "loop.svg")
    (script / "nowhere.svg").symlink_to(script / "gone.svg")
    (script / "shadow.svg").symlink_to("/etc/shadow")
    (script / "folder.svg").mkdir()
    os.mkfifo(script / "pipe.svg")
    (script / "zero.svg").symlink_to("/dev/zero")
    (script / "Case.svg").write_bytes(DRAWING)
    return script


PATHS = {
    "neck.svg": "",
    "./neck.svg": "",
    "figures/neck.svg": "",
    "figures/../neck.svg": "",
    "figures//neck.svg": "",
    "in.svg": "",
    "../neck/neck.svg": "",
    "../../neck.svg": "figure-outside",
    "../../script2/neck.svg": "figure-outside",
    "../" * 40 + "etc/passwd": "figure-outside",
    "/etc/passwd": "figure-outside",
    "/etc/hosts.svg": "figure-outside",
    "out.svg": "figure-outside",
    "away/neck.svg": "figure-outside",
    "shadow.svg": "figure-outside",
    "zero.svg": "figure-outside",
    "/dev/stdin": "figure-outside",
    "loop.svg": "figure-unreadable",
    "nowhere.svg": "figure-missing",
    "folder.svg": "figure-missing",
    "figures": "figure-missing",
    ".": "figure-missing",
    "": "figure-missing",
    "pipe.svg": "figure-missing",
    "NECK.SVG": "figure-missing",
    "neck.SVG": "figure-missing",
    "case.svg": "figure-missing",
    "neck.svg/": "",
    "neck.svg/x.svg": "figure-missing",
    "neck.svg ": "figure-missing",
    "n" * 300 + ".svg": "figure-unreadable",
    "n/" * 600 + "neck.svg": "figure-path",
    "file:neck.svg": "figure-path",
    "file:///etc/passwd": "figure-path",
    "https://example.org/neck.svg": "figure-path",
    "data:image/svg+xml,x": "figure-path",
    "C:/neck.svg": "figure-path",
    "..\\neck.svg": "figure-path",
    "figures\\neck.svg": "figure-path",
    "%2e%2e/neck.svg": "figure-path",
    "%2E%2E%2Fneck.svg": "figure-path",
    "neck.svg\x00.png": "figure-path",
    "neck\n.svg": "figure-path",
    "~/neck.svg": "figure-missing",
    "$HOME/neck.svg": "figure-missing",
    "//example.org/neck.svg": "figure-outside",
    "neck.svg#neck": "figure-missing",
    "*.svg": "figure-missing",
}


@each("name", PATHS)
def test_a_path_leads_to_a_plain_file_of_the_script_folder_or_nowhere(folders: Path, name: str):
    path, problems = find_figure(name, Place("en.md", 3), folders / "en.md", folders.parent)
    assert [problem.code for problem in problems] == ([PATHS[name]] if PATHS[name] else [])
    assert (path is None) == bool(problems)
    for problem in problems:
        assert str(problem).startswith("en.md:3: error ")
        assert "\n" not in str(problem)
        assert len(str(problem)) < 600
    if path is not None:
        assert path.is_relative_to(folders.parent)


def test_another_case_is_named(folders: Path):
    _, problems = find_figure("case.SVG", Place("en.md", 3), folders / "en.md", folders)
    assert problems[0].hint == "did you mean 'Case.svg'?"


def test_in_a_script_each_bad_path_is_told_with_its_line(folders: Path):
    names = [
        "../../neck.svg",
        "out.svg",
        "pipe.svg",
        "%252e%252e/neck.svg",
        "%2e%2e/%2e%2e/neck.svg",
        "file:///etc/passwd",
    ]
    slides = "".join(
        f"\n## Slide {n}\n\n![A neck](<{name}>)\n\nYou can turn your neck.\n" for n, name in enumerate(names)
    )
    (folders / "en.md").write_text(f"---\ntitle: T\n---\n{slides}")
    found = [(one.place.line, one.code) for one in check([folders / "en.md"]) if one.code.startswith("figure")]
    codes = ["figure-outside", "figure-outside", "figure-missing", "figure-path", "figure-outside", "figure-path"]
    assert found == list(zip(range(7, 43, 6), codes, strict=True))


WATCHED = textwrap.dedent("""
    import os, sys
    from pathlib import Path
    from narrate.check import check
    folder = os.path.realpath(sys.argv[1])
    program = (os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix), os.path.realpath(sys.argv[2]), "/proc", "/dev/null", "/usr", "/lib", "/etc/mime")
    check([folder + "/neck/good.md"])  # what the program loads itself is loaded
    opened = []
    def watch(event, args):
        if event in ("open", "os.listdir", "os.scandir") and isinstance(args[0], (str, bytes, os.PathLike)):
            opened.append(os.path.realpath(os.fsdecode(args[0])))
    sys.addaudithook(watch)
    problems = check([folder + "/neck/en.md"])
    watching = len(opened)
    print(len(problems), watching)
    for path in sorted(set(opened)):
        if not path.startswith(program) and not path.startswith(folder):
            print("OUTSIDE", path)
""")


def test_nothing_outside_the_script_folder_is_opened(folders: Path):
    """Every file that Python opens while a script full of bad paths is checked is the program's own or in the folder."""
    (folders / "en.md").write_text("---\ntitle: T\n---\n" + "".join(
        f"\n## Slide {n}\n\n![A neck](<{name}>)\n\nYou can turn your neck.\n"
        for n, name in enumerate(name for name in PATHS if "\n" not in name and "\x00" not in name)
    ))  # fmt: skip
    (folders / "good.md").write_text(
        "---\ntitle: T\nlang: en\n---\n## A\n\n![A neck](neck.svg)\n\nYou can turn your neck.\n"
    )
    (folders.parent / "narrate.yaml").write_text("organisation: Riverside Clinic\n")
    (folders / "neck.dark.svg").symlink_to(folders.parent.parent / "neck.svg")
    (folders / "neck.json").symlink_to(folders.parent.parent / "secret.json")
    (folders.parent.parent / "secret.json").write_text('{"neck": [1, 1]}')
    package = Path(check.__code__.co_filename).parents[2]
    run = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folders.parent), str(package)],
        env={**os.environ, "NARRATE_VOICES": str(folders.parent / "voices")},  # those that were added are looked for
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = run.stdout.splitlines()
    problems, watching = map(int, lines[0].split())
    assert problems > 30
    assert watching > 3
    assert lines[1:] == []


# -- what lies beside a drawing -----------------------------------------------------------


def test_points_where_labels_touch(tmp_path: Path):
    (tmp_path / "neck.svg").write_bytes(DRAWING)
    (tmp_path / "neck.json").write_text('{"neck": [50, 40.5]}')
    figure, problems = read(tmp_path)
    assert not problems
    assert figure.tips == (("neck", 50.0, 40.5),)
    assert figure.points == tmp_path / "neck.json"


def test_points_are_in_the_units_of_the_file(tmp_path: Path):
    (tmp_path / "neck.svg").write_bytes(drawing(RECT, "20 20 40 30"))
    (tmp_path / "neck.json").write_text('{"neck": [50, 40]}')
    figure, _ = read(tmp_path)
    assert figure.size == (1280, 960)
    assert figure.tips == (("neck", 960.0, 640.0),)


@each(
    ("text", "severity", "words"),
    [
        ('{"neck": [500, 40]}', "error", "puts 'neck' at 500, 40, outside the drawing"),
        ('{"neck": [50, -1]}', "error", "outside the drawing"),
        ('{"neck": [NaN, 40]}', "error", "no point with two numbers"),
        ('{"neck": [Infinity, 40]}', "error", "no point with two numbers"),
        ('{"neck": [1e999, 40]}', "error", "no point with two numbers"),
        ('{"neck": [true, 40]}', "error", "no point with two numbers"),
        ('{"neck": ["50", 40]}', "error", "no point with two numbers"),
        ('{"neck": [50]}', "error", "no point with two numbers"),
        ('{"neck": {"x": 1}}', "error", "no point with two numbers"),
        ('{"neck": null}', "error", "no point with two numbers"),
        ('{"neck": [1, 2], "neck": [3, 4]}', "error", "has 'neck' twice"),
        ('{"nick": [50, 40]}', "warning", "'nick', which is no part of the drawing"),
        ("[1, 2]", "error", "not a list of parts"),
        ("7", "error", "not a list of parts"),
        ("[]", "", ""),
        ("", "error", "cannot be read"),
        ("{", "error", "cannot be read"),
        ("[" * 5000, "error", "cannot be read"),
        ("1" * 90_000, "error", "cannot be read"),
        (" " * 200_000, "error", "larger than"),
        ("\udcff\udcfe", "error", "cannot be read"),
    ],
)  # fmt: skip
def test_points_that_are_none(tmp_path: Path, text: str, severity: str, words: str):
    (tmp_path / "neck.svg").write_bytes(DRAWING)
    (tmp_path / "neck.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    figure, problems = read(tmp_path)
    assert figure is not None
    assert [(one.code, one.severity) for one in problems] == ([("figure-points", severity)] if severity else [])
    for problem in problems:
        assert words in problem.message
        assert str(problem).startswith("en.md:7:1: ")
        assert problem.hint
        assert "\n" not in str(problem)
    assert not figure.tips or "twice" in words


def test_a_drawing_without_points_will_have_them_when_they_come(tmp_path: Path):
    (tmp_path / "neck.svg").write_bytes(DRAWING)
    figure, problems = read(tmp_path)
    assert not problems
    assert figure.points == tmp_path / "neck.json"
    assert figure.tips == ()


def test_variants_for_themes(tmp_path: Path):
    for name in ("neck.svg", "neck.dark.svg", "neck.contrast.svg", "neck.old.svg"):
        (tmp_path / name).write_bytes(DRAWING)
    figure, problems = read(tmp_path)
    assert not problems
    assert dict(figure.variants) == {"dark": tmp_path / "neck.dark.svg", "contrast": tmp_path / "neck.contrast.svg"}


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (drawing(""), "figure-variant", "lacks 'neck'"),
        (drawing(RECT, "0 0 400 400"), "figure-variant", "viewBox"),
        (drawing(RECT, "10 0 400 300"), "figure-variant", "viewBox"),
        (b"<svg", "figure-unreadable", "well-formed"),
        (drawing(RECT + "<script/>"), "figure-cleaned", "script"),
    ],
)
def test_a_variant_that_is_none(tmp_path: Path, content: bytes, code: str, words: str):
    (tmp_path / "neck.svg").write_bytes(DRAWING)
    (tmp_path / "neck.dark.svg").write_bytes(content)
    figure, problems = read(tmp_path)
    assert [problem.code for problem in problems] == [code]
    assert words in str(problems[0])
    assert "'neck.dark.svg'" in str(problems[0])
    assert bool(figure.variants) == (code == "figure-cleaned")


def test_a_photograph_for_a_dark_theme_has_the_same_shape(tmp_path: Path):
    Image.new("RGB", (64, 32)).save(tmp_path / "a.png")
    Image.new("RGB", (128, 64)).save(tmp_path / "a.dark.png")
    assert read(tmp_path, "a.png")[1] == []
    Image.new("RGB", (64, 64)).save(tmp_path / "a.dark.png")
    assert [problem.code for problem in read(tmp_path, "a.png")[1]] == ["figure-variant"]


@pytest.mark.parametrize(("name", "code"), [("neck.dark.svg", "figure-outside"), ("neck.json", "figure-points")])
def test_what_lies_beside_may_not_be_a_link_out_of_the_folder(tmp_path: Path, name: str, code: str):
    inside = tmp_path / "script"
    inside.mkdir()
    (inside / "neck.svg").write_bytes(DRAWING)
    (tmp_path / "out.svg").write_bytes(DRAWING)
    (tmp_path / "out.json").write_text(json.dumps({"neck": [1, 1]}))
    (inside / name).symlink_to(tmp_path / f"out{Path(name).suffix}")
    figure, problems = read(inside)
    assert [problem.code for problem in problems] == [code]
    assert not figure.variants
    assert not figure.tips
    (inside / name).unlink()
    os.mkfifo(inside / name)
    assert [problem.code for problem in read(inside)[1]] == [code]


@each("key", ["lexicon: {}.yaml", "theme: {{template: {}.pptx}}", "theme: {{logo: {}.png}}"])
@each("name", ["loop", "n" * 300, "../../out", "/etc/passwd", "pipe", "gone/" * 300, "..\\out"])
def test_what_the_header_names_is_found_like_a_figure(tmp_path: Path, key: str, name: str):
    folder = tmp_path / "script" / "neck"
    folder.mkdir(parents=True)
    for ending in ("yaml", "pptx", "png"):
        (folder / f"loop.{ending}").symlink_to(folder / f"loop.{ending}")
        os.mkfifo(folder / f"pipe.{ending}")
        (tmp_path / f"out.{ending}").write_text("a: b\n")
    (folder / "en.md").write_text(f"---\ntitle: T\n{key.format(name)}\n---\n## A\n\nYou can turn it.\n")
    found = [one for one in check([folder / "en.md"]) if one.severity == "error"]
    assert found
    for problem in found:
        assert problem.place.line == 3
        assert "\n" not in str(problem)
        assert problem.hint or problem.code == "figure-unreadable"
