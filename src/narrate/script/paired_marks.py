"""Brackets and quotation marks that stand in pairs."""

from __future__ import annotations

_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("「", "」"), ("『", "』"), ("（", "）"))


def closes_all(text: str) -> bool:
    """Whether every bracket and quotation mark opened in ``text`` is also closed."""
    if text.count('"') % 2 or text.count("«") != text.count("»"):
        return False
    if "„" in text:
        text = text.replace("“", "”").replace("„", "“")
    return all(text.count(opened) <= text.count(closed) for opened, closed in _PAIRS)
