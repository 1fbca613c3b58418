"""Fixture files: Markdown with a heading a case, files in fences named by their path, and what is expected.

## case: name of the case
````en.md
the file's text
````
````expected
what the test compares
````
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_CASE = re.compile(r"^## case: (.+?)\n(.*?)(?=^## case: |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^````(\S+)\n(.*?)^````$", re.MULTILINE | re.DOTALL)
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect id="cervical" x="4" width="2" height="2"/><rect id="thoracic" x="4" y="3" width="2" height="3"/><rect id="lumbar" x="4" y="7" width="2" height="3"/></svg>'


@dataclass(frozen=True)
class Case:
    name: str
    files: dict[str, str]
    expected: str

    def write(self, folder: Path) -> Path:
        """Write the files under ``script/<topic>`` and return that folder; a drawing lies beside them."""
        topic = folder / "script" / "spine"
        topic.mkdir(parents=True)
        (topic / "spine.svg").write_text(FIGURE)
        for name, text in self.files.items():
            path = topic / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_unescaped(text), encoding="utf-8", newline="")
        return topic


def _unescaped(text: str) -> str:
    """``{U+202E}`` in a fixture is that character; what cannot be seen is not written."""
    return re.sub(r"\{U\+([0-9A-F]{4,5})\}", lambda match: chr(int(match.group(1), 16)), text)


def cases(path: Path) -> list[Case]:
    found = []
    for match in _CASE.finditer(path.read_text(encoding="utf-8")):
        fences = _FENCE.findall(match.group(2))
        files = {name: text for name, text in fences if name != "expected"}
        expected = next(text for name, text in fences if name == "expected")
        found.append(Case(match.group(1), files, expected))
    return found
