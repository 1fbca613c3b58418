"""Every function of the source is simple enough to be read at once, as radon counts its paths.

Ruff counts branches and loops; radon counts comprehensions and each ``and`` and ``or`` as well.
"""

import re
from collections.abc import Iterator

import pytest
from radon.complexity import add_inner_blocks, cc_visit

from tests.conftest import ROOT

MOST = 15
# What may add a path, wherever it stands: radon need not look at modules with few of these.
FORK = re.compile(r"\b(?:if|elif|else|for|while|except|assert|and|or|case|with|lambda|finally|match)\b")
SOURCES = sorted((ROOT / "src").rglob("*.py"))


def too_complex(code: str) -> Iterator[str]:
    """The line, name and figure of each function in ``code`` that is above ``MOST``, also of those within others."""
    if len(FORK.findall(code)) < MOST:  # a function has one path more than forks, and so have all of them together
        return
    for block in sorted(add_inner_blocks(cc_visit(code)), key=lambda block: block.lineno):
        if block.letter in "FM" and block.complexity > MOST:
            yield f"{block.lineno}: {block.fullname} is {block.complexity}, and may be {MOST}"


@pytest.mark.parametrize(
    ("line", "each"),
    [
        ("if dose == {}: pass", 1),
        ("for vial in range({}): pass", 1),
        ("doses = [vial for vial in range({}) if vial]", 2),
        ("known = dose == {} or dose is None", 1),
        ("assert dose != {}", 1),
    ],
)
def test_a_function_with_too_many_paths_is_found(line: str, each: int):
    def function(paths: int) -> str:
        return "def draw(dose):\n" + "".join(f"    {line.format(n)}\n" for n in range(paths))

    simple = (MOST - 1) // each
    assert list(too_complex(function(simple))) == []
    (found,) = too_complex(function(simple + 1))
    assert found == f"1: draw is {1 + each * (simple + 1)}, and may be {MOST}"


def test_a_method_and_a_function_within_a_function_are_found():
    lines = "".join(f"            if dose == {n}: pass\n" for n in range(MOST))
    method = f"class Syringe:\n    if True:\n        def draw(self, dose):\n{lines}"
    assert [fault.split(" is ")[0] for fault in too_complex(method)] == ["3: Syringe.draw"]
    within = f"def fill():\n    if True:\n        def draw(dose):\n{lines}    return draw\n"
    assert [fault.split(" is ")[0] for fault in too_complex(within)] == ["3: fill.draw"]


def test_no_function_has_too_many_paths():
    assert SOURCES
    faults = [
        f"{path.relative_to(ROOT)}:{fault}"
        for path in SOURCES
        for fault in too_complex(path.read_text(encoding="utf-8"))
    ]
    assert not faults, "split these by meaning:\n" + "\n".join(faults)
