"""What PowerPoint writes before the paragraphs of lists: numbers, letters and bullets."""

from __future__ import annotations

import re
from typing import Any

from narrate.script.raw.numerals import numeral
from narrate.sources.drawing_colours import A

BULLET = "•"
_AUTOMATIC = re.compile(
    r"(arabic|alphaLc|alphaUc|romanLc|romanUc|thaiNum|hindiNum)?.*?(Period|ParenR|ParenBoth|Plain|Minus)"
)
_FORMS = {
    "alphaLc": "lowerLetter", "alphaUc": "upperLetter", "romanLc": "lowerRoman", "romanUc": "upperRoman",
    "thaiNum": "thaiNumbers", "hindiNum": "hindiNumbers",
}  # fmt: skip
_ENDS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}", "Minus": "{} -"}


class ListMarkers:
    """Counts the numbered paragraphs of one page of notes."""

    def __init__(self) -> None:
        self._counts: dict[int, tuple[str, int]] = {}

    def marker(self, properties: Any, *, is_empty: bool) -> str:
        """What stands before the next paragraph, with these ``properties`` (``a:pPr``) or None: ``2.``, ``•`` or nothing."""
        level = _whole(properties.get("lvl"), 0) if properties is not None else 0
        automatic = _child(properties, "buAutoNum")
        for deeper in [one for one in self._counts if one > level]:
            del self._counts[deeper]
        if automatic is None:
            if not is_empty:
                self._counts.pop(level, None)
            bullets = (_child(properties, name) for name in ("buChar", "buBlip"))
            return BULLET if any(bullet is not None for bullet in bullets) else ""
        if is_empty:
            return ""  # PowerPoint shows no number before an empty paragraph
        form = automatic.get("type") or "arabicPeriod"
        start = _whole(automatic.get("startAt"), 1)
        before, count = self._counts.get(level, ("", 0))
        count = count + 1 if before == form else start
        self._counts[level] = form, count
        return _numbered(count, form)


def _child(properties: Any, name: str) -> Any:
    """The element ``name`` of a paragraph's properties; None where there is none, or there are no properties."""
    return properties.find(f"{A}{name}") if properties is not None else None


def _numbered(count: int, form: str) -> str:
    """A paragraph's number as PowerPoint writes it in the automatic ``form``: ``arabicPeriod`` gives ``1.``."""
    match = _AUTOMATIC.match(form)
    letters, end = match.groups() if match else ("", "Period")
    return _ENDS[end].format(numeral(count, _FORMS.get(letters or "", "decimal")))


def _whole(text: str | None, default: int) -> int:
    """A whole number in an attribute; ``default`` where it is none."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,9}", text) else default
