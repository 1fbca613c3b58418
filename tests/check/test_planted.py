"""One script with eighteen planted mistakes: all found in one run, each at its line and column."""

from pathlib import Path

from narrate.check import check
from tests.fixtures import FIGURE

SCRIPT = """---
title: Your spine
titel: Your spine again
rate: quick
pronounce: {fluoroscope: FLOR-uh-skohp}
---
## The parts

![image](spine.svg)

- Neck
- Never eat before

Your [neck](#cervcal) holds up your head. You take .5 mg of it.
Then [rest](ftp://example.org), and \u202ewait.

(puase: 1.5)

#### Too deep

Ask for XELOX at 03/04/2026.

## Doses

(voice: nobody)

You take 10 U of [insulin](say:the hormone).

| a | b |
|---|---|

## Silent

- Only a point
"""


def test_finds_all_in_one_run(tmp_path: Path):
    topic = tmp_path / "script" / "spine"
    topic.mkdir(parents=True)
    (topic / "spine.svg").write_text(FIGURE)
    (topic / "en.md").write_text(SCRIPT, encoding="utf-8")
    found = {
        (problem.place.line, problem.place.column, problem.code)
        for problem in check([topic])
        if problem.severity != "advice"
    }
    assert found == {
        (3, 1, "unknown-key"),
        (4, 7, "rate"),
        (5, 13, "unused-word"),
        (9, 1, "missing-alt"),
        (12, 3, "point-unspoken"),
        (14, 6, "unknown-part"),
        (14, 52, "risky-form"),
        (15, 6, "unknown-construct"),
        (15, 37, "bidi-override"),
        (17, 1, "direction"),
        (19, 1, "heading-level"),
        (21, 9, "unsure-spoken"),
        (21, 18, "ambiguous-date"),
        (27, 1, "unknown-voice"),
        (27, 13, "risky-form"),
        (27, 26, "broken-link"),
        (29, 1, "table"),
        (32, 1, "no-narration"),
    }
