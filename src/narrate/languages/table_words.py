"""How the rows of tables are said: the name of the row, then each cell after the name of its column.

In English: "Metformin 500 mg. Morning: 1. Night: no entry." The name of the first column is said with the first row only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from narrate.languages import as_sentence, colon, primary_language

# What is said for an empty cell. The words only say that nothing is written, never that nothing is to be done.
NO_ENTRY = {
    "ar": "غير مذكور",
    "de": "keine Angabe",
    "en": "no entry",
    "es": "no consta",
    "fa": "ذکر نشده",
    "fil": "walang nakasulat",
    "fr": "case vide",
    "hi": "कोई प्रविष्टि नहीं",
    "ht": "pa gen anyen ki ekri",
    "it": "nessun dato",
    "ja": "記載なし",
    "ko": "기재 없음",
    "pl": "brak wpisu",
    "pt": "sem informação",
    "ru": "не указано",
    "tl": "walang nakasulat",
    "vi": "không ghi",
    "zh": "未填写",
    "zh-hant": "未填寫",
}
_EMPTY = re.compile(r"[\s\-–—−‒―]*")
_ASKS = ("?", "!", "？", "！", "؟")


def is_empty(cell: str) -> bool:
    """Whether ``cell`` is empty, or holds only dashes."""
    return _EMPTY.fullmatch(cell) is not None


def no_entry(language: str) -> str:
    """Return what is said for an empty cell; empty if there are no words for it in ``language`` (BCP 47)."""
    from narrate.languages.scripts import script_of_tag

    code = primary_language(language)
    if code == "zh" and script_of_tag(language) == "Hant":
        code = "zh-hant"
    return NO_ENTRY.get(code, "")


def before_cell(column: str, language: str) -> str:
    """Return what is said before a cell under the name ``column``: the name and a colon; nothing without a name."""
    name = column.rstrip(" :：")
    if not name:
        return ""
    return f"{name} " if name.endswith(_ASKS) else name + colon(language)


def said_cells(columns: Sequence[str], cells: Sequence[str], language: str, *, first: bool) -> tuple[str, ...]:
    """Return what is said for each of the ``cells`` of a row. ``first``: it is the first row of the table."""
    named = (columns[0] if first else "", *columns[1:])
    return tuple(
        as_sentence(before_cell(column, language) + (no_entry(language) if is_empty(cell) else cell), language)
        for column, cell in zip(named, cells, strict=True)
    )
