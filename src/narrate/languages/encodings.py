"""Tells which languages Windows-1252 can hold, the older encoding of Western Europe and the Americas."""

from __future__ import annotations

# Every letter of their alphabets is in Windows-1252.
_WESTERN = frozenset(
    [
        "af", "an", "ast", "br", "ca", "co", "da", "de", "en", "es", "et", "eu", "fi", "fil", "fo", "fr", "fur",
        "fy", "ga", "gd", "gl", "ht", "id", "is", "it", "jv", "lb", "ms", "nb", "nl", "nn", "no", "oc", "pt",
        "quc", "rm", "sc", "so", "sq", "st", "sv", "sw", "tl", "tn", "ts", "vls", "wa", "xh", "zu",
    ]
)  # fmt: skip


def is_western(tag: str) -> bool:
    """Whether Windows-1252 can hold the usual alphabet of the language ``tag``.

    Not all Latin alphabets are Western: Polish, Turkish and Vietnamese files have other encodings, and read as
    Windows-1252 would give wrong letters.
    """
    primary, *others = tag.split("-")
    written = next((part.title() for part in others if len(part) == 4 and part.isalpha()), "Latn")
    return primary.lower() in _WESTERN and written == "Latn"
