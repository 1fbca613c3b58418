"""Whoever changes the code that finds a kept fact raises the version of its kind."""

import ast
import sys

import pytest

from tests.store.deciding import Deciding, kinds
from tests.tables import each

# of each kind its version and the hash of the code that finds it, as ``python -m tests.store.deciding`` prints them
PINNED = {
    "loudspeaker": (1, "6f134c5edb4c"),
    "numeral": (1, "1853c05b51bf"),
    "outline": (2, "c99a16eae418"),
    "clean picture": (4, "91b8da0fa2a9"),
    "clean template picture": (2, "0f4629f6845f"),
    "ink": (1, "7d9a526d4216"),
    "labels": (1, "328e927ffffb"),
    "QR code": (1, "6b4f8cabe4e3"),
    "deflated": (1, "8932252171be"),
}


def test_every_kind_is_pinned():
    assert sorted(kinds()) == sorted(PINNED)


@pytest.mark.parametrize("kind", PINNED)
def test_the_code_that_finds_a_fact_has_changed_only_with_its_version(kind: str):
    found = kinds()[kind]
    assert (found.version, found.digest()) == PINNED[kind], (
        f"the code that finds the fact {kind!r} has changed. Where it may find anything else than before, raise the version "
        "of its FactKind, or builds go on with what old code found. Then pin what python -m tests.store.deciding prints."
    )


@each("kind", PINNED)
def test_a_kind_names_the_packages_that_find_it(kind: str):
    standard = {*sys.stdlib_module_names, "__future__"}
    assert sorted(kinds()[kind].used - standard) == sorted(kinds()[kind].packages)


def changed(deciding: Deciding, old: str, new: str) -> str:
    """The digest where the first definition that holds ``old`` reads otherwise."""
    name, text = next((name, text) for name, one in deciding.definitions.items() if old in (text := ast.unparse(one)))
    other = ast.parse(text.replace(old, new)).body[0]
    return Deciding(deciding.version, deciding.packages, {**deciding.definitions, name: other}).digest()


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("ink", "alpha > 16", "alpha > 17"),
        ("ink", "ppi=72", "ppi=71"),
        ("outline", "contours=contours", "contours=False"),
        ("labels", "_GAP = 10", "_GAP = 11"),
        ("loudspeaker", "(16, 28)", "(16, 29)"),
    ],
)
def test_a_change_is_seen_wherever_it_is(kind: str, old: str, new: str):
    assert changed(kinds()[kind], old, new) != kinds()[kind].digest()


def test_a_docstring_and_an_import_are_no_change():
    assert changed(kinds()["ink"], "Map a clean drawing", "Draw the map of it") == kinds()["ink"].digest()
    assert changed(kinds()["ink"], "import typst", "import typst\n    import json") == kinds()["ink"].digest()


def test_what_decides_is_followed_through_modules():
    modules = {module for module, _ in kinds()["outline"].definitions}
    assert modules >= {"narrate.drawings.outlines", "narrate.drawings.shapes", "narrate.drawings.transforms"}
