"""What is installed beside this program, and how people are told to add to it."""

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions

import pytest

from narrate.installed import how_to_install
from tests.conftest import ROOT
from tests.tables import each

# The name on the package index belongs to another program.
BY_NAME = re.compile(r"narrate(?:-slides)?\[|(?:pip|pipx|uv pip) install (?:-\S+ )*['\"]?narrate")
IMPORT = re.compile(r"^ *(?:from (\w+)[\w.]* import|import (\w+)[\w.]*(?: as \w+)?$)", re.MULTILINE)
TOLD = ("neural", "piper", "cjk", "scripts", "cluster")  # the extras for people
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "NOTICE", *sorted((ROOT / "docs").rglob("*.md"))]
SOURCES = sorted(path for path in (ROOT / "src/narrate").rglob("*") if path.suffix in (".py", ".html", ".yaml", ".typ"))


@each(
    "fault", ["pip install narrate", "pip install 'narrate[cjk]'", "pipx install narrate", "`narrate[scripts]`",
              "pip install -U \"narrate\"", "pip install 'narrate-slides[piper]'"],
)  # fmt: skip
def test_the_pattern_finds_what_is_wrong(fault: str):
    assert BY_NAME.search(fault)


@pytest.mark.parametrize(
    "innocent", ["pip install .", "pip install '.[cjk]'", "pipx install .", "narrate voices add piper"]
)
def test_the_pattern_leaves_what_is_right(innocent: str):
    assert not BY_NAME.search(innocent)


def test_nobody_is_told_to_install_it_by_name():
    for path in (*PAGES, *SOURCES):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            assert not BY_NAME.search(line), f"{path}:{number}: {line}"


def test_every_extra_that_is_named_exists():
    extras = set(
        re.findall(r"^(\w+) = \[", (ROOT / "pyproject.toml").read_text().partition("optional-dep")[2], re.MULTILINE)
    )
    told = re.compile(r"how_to_install\(['\"](\w+)['\"]\)|'\.\[([\w,]+)\]'")
    for path in (*PAGES, *SOURCES):
        for match in told.finditer(path.read_text(encoding="utf-8")):
            assert set((match[1] or match[2]).split(",")) <= extras, f"{path}: {match[0]}"
    assert "pip install '.[cjk]'" in how_to_install("cjk")


def named(dependencies: Iterable[str]) -> set[str]:
    return {re.match(r"[\w.-]+", one)[0].lower().replace("_", "-") for one in dependencies}


def test_what_is_imported_is_named_outside_the_tests():
    """A plain install, or an extra that people are told of, brings it: the tests have more packages than people."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    brought = named([*project["dependencies"], *(one for extra in TOLD for one in extras[extra])])
    owners = packages_distributions()
    for path in SOURCES:
        for match in IMPORT.finditer(path.read_text(encoding="utf-8")) if path.suffix == ".py" else ():
            name = match[1] or match[2]
            if name not in ("narrate", *sys.stdlib_module_names):
                assert named(owners.get(name, [name])) & brought, f"{path} imports {name}"
