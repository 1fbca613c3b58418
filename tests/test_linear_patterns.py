"""No regular expression takes more than linear time, as npm's ``recheck`` and a clock say.

Where ``recheck`` suspects an expression, it gives a text that makes it slow. Python's own engine then searches such
texts of growing length: it has other costs than JavaScript's, and a repetition of at most 300 is linear.
"""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.tools.javascript import to_javascript

RECHECK = "recheck@4.5.0"
SIZES = (250, 1_000, 4_000, 16_000)  # each four times the one before
MOST = 8.0  # times as long; quadratic time is 16 times
LONGEST_S = 5.0
FLOOR_S = 0.02  # the clock is not trusted below
# Code that cuts the text before it searches, so that the time has a limit.
CUT: dict[str, str] = {
    "languages/spoken/en/abbreviations.py": "text_before and text_after give 60 characters",
    "languages/spoken/es/abbreviations.py": "text_before and text_after give 60 characters",
    "languages/spoken/es/__init__.py": "text_before and text_after give 60 characters",
    "languages/spoken/rules/labels.py": "text_before gives 60 characters",
    "exporters/verifying/right_to_left.py": "the text ends with the last end of an isolate",
    "check/speaking.py": "a word of at most 60 letters",
    "script/file_names.py": "names of files, of at most 255 bytes",
    "speech/recordings/folder.py": "names of files, of at most 255 bytes",
}
# What neither translates nor ends in time, and texts that its loops repeat.
BY_HAND: dict[str, Sequence[str]] = {
    "script/raw_material/cleaning/speakers.py": (">", ">> ", "a", "a ", "a.", "a, RN", "(a/b", "[a", " ", "a'"),
}
PUMPED = ("a", " ", "0", "-", ".", "<", "[", "(", "\t", "a ", "0 ", "a-", "[[", "!")


@dataclass(frozen=True)
class Pattern:
    """A regular expression of narrate, as ``tests.tools.patterns`` prints it."""

    pattern: str
    flags: int
    uses: tuple[str, ...]
    place: str

    @property
    def compiled(self) -> re.Pattern[Any]:
        is_text = self.flags & re.UNICODE
        return re.compile(self.pattern if is_text else self.pattern.encode("latin-1"), self.flags)

    @property
    def javascript(self) -> str | None:
        """The expression in JavaScript, None if JavaScript cannot express it."""
        try:
            return to_javascript(self.pattern, self.flags, self.uses)
        except ValueError:
            return None

    @property
    def is_cut(self) -> bool:
        return any(self.place.startswith(f"src/narrate/{file}:") for file in CUT)


def spent(pattern: Pattern, text: str) -> float:
    """Return the seconds of the processor that the methods used on ``pattern`` take for ``text``."""
    compiled = pattern.compiled
    if "languages/spoken/rules/__init__.py" in pattern.place:  # spoken_forms never searches longer words
        text = re.sub(r"\S{120,}", lambda match: " " * len(match.group()), text)
    subject = text if isinstance(compiled.pattern, str) else text.encode("latin-1", "replace")
    extra = {"sub": (subject[:0], subject), "subn": (subject[:0], subject)}
    started = time.process_time()
    with time_limit():
        for name in pattern.uses or ("search",):
            found = getattr(compiled, name)(*extra.get(name, (subject,)))
            if name == "finditer":
                sum(1 for _ in found)
    return time.process_time() - started


@contextmanager
def time_limit() -> Iterator[None]:
    """Leave the block after ``LONGEST_S`` seconds of the processor."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST_S)
    try:
        with suppress(TimeoutError):
            yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def grows_too_fast(read: Callable[[str], float], make: Callable[[int], str]) -> bool:
    """Whether four times the text takes more than ``MOST`` times as long, at the best of three."""
    before = FLOOR_S
    for size in SIZES:
        text = make(size)
        lasted = read(text)
        if lasted > MOST * max(before, FLOOR_S / 4) and lasted > FLOOR_S:
            lasted = min(lasted, read(text), read(text))
            if lasted > MOST * max(before, FLOOR_S / 4):
                return True
        before = lasted
    return False


def pumped(pumps: Sequence[dict[str, str]], suffix: str, size: int) -> str:
    count = max(1, size // max(1, sum(len(pump["pump"]) for pump in pumps)))
    return "".join(pump["prefix"] + pump["pump"] * count for pump in pumps) + suffix


def faults(patterns: Sequence[Pattern], verdicts: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield each pattern that is not linear, with what makes it slow."""
    for pattern, verdict in zip(patterns, verdicts, strict=True):
        read = partial(spent, pattern)
        shown = f"{pattern.place} {pattern.uses or 'not used'}: {pattern.pattern[:200]}"
        if verdict["status"] == "safe" or pattern.is_cut:
            continue
        if verdict["status"] == "vulnerable":
            if grows_too_fast(read, partial(pumped, verdict["pumps"], verdict["suffix"])):
                yield f"{shown}\n    by {verdict['pumps']} {verdict['suffix']!r}"
            continue
        pieces = next((BY_HAND[file] for file in BY_HAND if file in pattern.place), PUMPED)
        for piece in pieces:
            if grows_too_fast(read, lambda size, piece=piece: piece * (size // len(piece)) + "\0"):
                yield f"{shown}\n    by {piece!r}"


def collected() -> list[Pattern]:
    run = subprocess.run(
        [sys.executable, "-m", "tests.tools.patterns"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Pattern(**{**entry, "uses": tuple(entry["uses"])}) for entry in json.loads(run.stdout)]


def examined(program: Callable[..., str], folder: Path, patterns: Sequence[Pattern]) -> list[dict[str, Any]]:
    """Return what ``recheck`` says of each pattern. A pattern that has no JavaScript is "unknown"."""
    npm, node = program("npm"), program("node", "nodejs")
    subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), RECHECK], check=True
    )
    known = [pattern for pattern in patterns if pattern.javascript is not None]
    run = subprocess.run(
        [node, str(ROOT / "tests/tools/recheck.mjs")],
        cwd=folder,
        input=json.dumps([pattern.javascript for pattern in known]),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    verdicts = dict(zip(known, json.loads(run.stdout), strict=True))
    return [verdicts.get(pattern, {"status": "unknown"}) for pattern in patterns]


@pytest.mark.slow
@pytest.mark.clock
def test_every_pattern_takes_linear_time(tmp_path: Path, program: Callable[..., str]):
    patterns = collected()
    assert len(patterns) > 800
    assert not [pattern.place for pattern in patterns if pattern.javascript is None and not _by_hand(pattern)]
    slow = list(faults(patterns, examined(program, tmp_path, patterns)))
    assert not slow, "\n".join(slow)


@pytest.mark.slow
@pytest.mark.clock
def test_a_slow_pattern_is_found(tmp_path: Path, program: Callable[..., str]):
    exponential, quadratic, linear = (
        Pattern(pattern, re.UNICODE, ("search",), "planted")
        for pattern in (r"^(?:\d{1,3}x?)+$", r"\w+:", r"(?<!\w)\w+:")
    )
    cubic = Pattern(r"(?x) \( \s* (?P<a>.*) \s* \)", re.UNICODE | re.IGNORECASE, (), "planted")
    planted = [exponential, quadratic, linear, cubic]
    found = "\n".join(faults(planted, examined(program, tmp_path, planted)))
    assert found.count("planted") == 3
    assert linear.pattern not in found


def _by_hand(pattern: Pattern) -> bool:
    return any(file in pattern.place for file in BY_HAND)


@pytest.mark.parametrize(
    ("pattern", "flags", "uses", "expected"),
    [
        (r"(?P<a>b)(?P=a)", 0, [], r"(?<g1>b)\k<g1>"),
        (r"\Aa\Z", 0, [], "^a$"),
        (r"a++b", 0, [], r"(?=(?<a1>(?:a){1,}))\k<a1>b"),
        (r"(?>a|b)", 0, [], r"(?=(?<a1>[ab]))\k<a1>"),
        (r"(?i:é)a.", re.DOTALL, ["match"], r"^(?:(?:[\u{c9}\u{e9}])a[\s\S])"),
        ("(?x) a [b-d]{2,}? # c", 0, ["fullmatch"], "^(?:a(?:[b-d]){2,}?)$"),
        (r"(?<!\w)[^\W\d_]", 0, ["match", "search"], r"(?<![\w])[^\W\d\u{5f}]"),
    ],
)
def test_an_expression_is_written_for_javascript(pattern: str, flags: int, uses: list[str], expected: str):
    assert to_javascript(pattern, flags, uses).replace("_", r"\u{5f}") == expected
