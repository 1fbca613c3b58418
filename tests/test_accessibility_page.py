"""docs/accessibility.md names every criterion of WCAG 2.2 A and AA once, and only tests that exist."""

import re
from collections.abc import Iterator

from tests.conftest import ROOT
from tests.tables import each

PAGE = (ROOT / "docs/accessibility.md").read_text(encoding="utf-8")
A = """1.1.1 Non-text Content
1.2.1 Audio-only and Video-only (Prerecorded)
1.2.2 Captions (Prerecorded)
1.2.3 Audio Description or Media Alternative (Prerecorded)
1.3.1 Info and Relationships
1.3.2 Meaningful Sequence
1.3.3 Sensory Characteristics
1.4.1 Use of Color
1.4.2 Audio Control
2.1.1 Keyboard
2.1.2 No Keyboard Trap
2.1.4 Character Key Shortcuts
2.2.1 Timing Adjustable
2.2.2 Pause, Stop, Hide
2.3.1 Three Flashes or Below Threshold
2.4.1 Bypass Blocks
2.4.2 Page Titled
2.4.3 Focus Order
2.4.4 Link Purpose (In Context)
2.5.1 Pointer Gestures
2.5.2 Pointer Cancellation
2.5.3 Label in Name
2.5.4 Motion Actuation
3.1.1 Language of Page
3.2.1 On Focus
3.2.2 On Input
3.2.6 Consistent Help
3.3.1 Error Identification
3.3.2 Labels or Instructions
3.3.7 Redundant Entry
4.1.2 Name, Role, Value""".splitlines()
AA = """1.2.4 Captions (Live)
1.2.5 Audio Description (Prerecorded)
1.3.4 Orientation
1.3.5 Identify Input Purpose
1.4.3 Contrast (Minimum)
1.4.4 Resize Text
1.4.5 Images of Text
1.4.10 Reflow
1.4.11 Non-text Contrast
1.4.12 Text Spacing
1.4.13 Content on Hover or Focus
2.4.5 Multiple Ways
2.4.6 Headings and Labels
2.4.7 Focus Visible
2.4.11 Focus Not Obscured (Minimum)
2.5.7 Dragging Movements
2.5.8 Target Size (Minimum)
3.1.2 Language of Parts
3.2.3 Consistent Navigation
3.2.4 Consistent Identification
3.3.3 Error Suggestion
3.3.4 Error Prevention (Legal, Financial, Data)
3.3.8 Accessible Authentication (Minimum)
4.1.3 Status Messages""".splitlines()
WAY = re.compile(r"\bTest: .*`tests/\S+::test_\w+`|\bBy hand, \d{4}-\d\d-\d\d\b|\bOpen: \w|^Nothing to meet\.$")


def rows(page: str) -> list[list[str]]:
    lines = re.findall(r"^\| (?=\d)(.*) \|$", page, re.MULTILINE)
    return [re.split(r" \| ", line) for line in lines]


def faults(page: str) -> Iterator[str]:
    """What is wrong with the page."""
    wanted = {(name, level) for names, level in ((A, "A"), (AA, "AA")) for name in names}
    found = [tuple(row[:2]) for row in rows(page)]
    yield from (f"missing: {one}" for one in sorted(wanted - set(found)))
    yield from (f"not a criterion, or another level: {one}" for one in sorted(set(found) - wanted))
    yield from (f"twice: {one}" for one in sorted(set(found)) if found.count(one) > 1)
    for row in rows(page):
        if len(row) != 4:
            yield f"not four cells: {row[0]}"
        elif not WAY.search(row[3]):
            yield f"not said how it is checked: {row[0]}"
    for path, test in re.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", page):
        text = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
        if not re.search(rf"^def {test}\(" if test else ".", text, re.MULTILINE):
            yield f"no such test: {path}::{test}"


def test_every_criterion_stands_there_once_and_every_test_exists():
    assert (len(A), len(AA)) == (31, 24)
    assert list(faults(PAGE)) == []


CHANGES = {
    "a criterion is left out": (r"^\| 1\.4\.5 .*\n", "", "missing: ('1.4.5 Images of Text', 'AA')"),
    "a criterion stands twice": (r"^(\| 2\.4\.7 .*\n)", r"\1\1", "twice: ('2.4.7 Focus Visible', 'AA')"),
    "another level": (r"^(\| 3\.1\.2 [^|]*\| )AA", r"\1A", "missing: ('3.1.2 Language of Parts', 'AA')"),
    "another name": ("2.5.8 Target Size", "2.5.8 Size", "missing: ('2.5.8 Target Size (Minimum)', 'AA')"),
    "a test that is gone": ("::test_slower`", "::test_slow`", "no such test: tests/exporters/html/player/test_keyboard_tasks.py::test_slow"),
    "a file that is gone": ("`tests/exporters/html/test_colours.py::", "`tests/colours.py::", "no such test: tests/colours.py::test_words_and_edges_have_contrast"),
    "no way is named": (r"Open: no test counts[^|]*", "It is fine. ", "not said how it is checked: 2.3.1 Three Flashes or Below Threshold"),
}  # fmt: skip


@each("name", CHANGES)
def test_a_fault_of_the_page_is_found(name):
    pattern, by, message = CHANGES[name]
    changed = re.sub(pattern, by, PAGE, count=1, flags=re.MULTILINE)
    assert changed != PAGE
    assert message in list(faults(changed))


def test_the_page_is_linked():
    assert "(docs/accessibility.md)" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert "(../accessibility.md)" in (ROOT / "docs/formats/html.md").read_text(encoding="utf-8")
