"""Who speaks an edition: a computer voice, a person, or both."""

from __future__ import annotations


def who_speaks(recorded: int, total: int) -> str:
    """Return the name of the phrase that says who speaks ``total`` sentences, of which a person ``recorded`` some."""
    if not recorded:
        return "made_by_voice"
    return "made_by_person" if recorded == total else "made_by_both"
