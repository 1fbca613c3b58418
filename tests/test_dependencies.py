"""Every dependency is pinned, and its licence is named."""

import re
import tomllib
from collections.abc import Iterable

import pytest

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINNED = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
BY_HAND = {"bench", "fuzz"}  # what is run by hand to measure and to search, and makes nobody's files
ELSEWHERE = {"audioop-lts"}  # needed from Python 3.13 on; the pins are of an older one
EXTRAS = PROJECT["optional-dependencies"]
FOR_USE = ["neural", "piper", "cjk", "scripts", "cluster"]


def normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def name_of(requirement: str) -> str:
    return normal(re.match(r"[\w.-]+", requirement)[0])


def names(extras: Iterable[str]) -> set[str]:
    lists = [PROJECT["dependencies"], *(EXTRAS[extra] for extra in extras)]
    return {name_of(each) for requirements in lists for each in requirements} - {PROJECT["name"]}


def unpinned(wanted: Iterable[str], lines: Iterable[str]) -> set[str]:
    pins = {normal(line.partition("==")[0]) for line in lines if re.fullmatch(r"[\w.-]+==[\w.!+]+", line)}
    return set(wanted) - pins


def unnamed(wanted: Iterable[str], notice: str) -> set[str]:
    """The packages of ``wanted`` that no line of ``notice`` names; ``fontpkg-*`` names all that begin so."""
    listed = [normal(name) for name in re.findall(r"[\w.-]+\*?", notice)]
    starts = tuple(name[:-1] for name in re.findall(r"[\w.-]+-\*", notice))
    return {name for name in wanted if name not in listed and not name.startswith(starts or "*")}


def test_every_dependency_is_pinned():
    assert unpinned(names(extra for extra in EXTRAS if extra not in BY_HAND) - ELSEWHERE, PINNED) == set()


def test_constraints_hold_nothing_but_versions():
    assert [line for line in PINNED if not re.fullmatch(r"[\w.-]+==[\w.!+]+", line)] == []
    pins = [normal(line.partition("==")[0]) for line in PINNED]
    assert len(pins) == len(set(pins))


def test_the_licence_of_every_runtime_dependency_is_named():
    assert unnamed(names(FOR_USE), NOTICE) == set()


@pytest.mark.parametrize(
    "line", ["lxml", "lxml>=6", "lxml==6.*", "lxml @ file:lxml.whl", "# lxml==6.1.3", "lxml==6.1.3 ; python_version > '3'"]
)  # fmt: skip
def test_what_is_no_pin_is_seen(line):
    assert unpinned(["lxml"], [line]) == {"lxml"}
    assert unpinned(["lxml"], ["LXML==6.1.3"]) == set()


@pytest.mark.parametrize("name", ["lxml", "gtts", "python-pptx", "fontpkg-arimo", "ruamel-yaml"])
def test_a_licence_that_is_not_named_is_seen(name):
    assert unnamed([name], NOTICE) == set()
    assert unnamed([name], "narrate\nThe Apache License\n") == {name}
