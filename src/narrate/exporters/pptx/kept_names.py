"""Names and addresses by which narrate knows a kept deck again, for both writing and reading back."""

from __future__ import annotations

import re
from pathlib import Path

MEMORY = "{7C2A0E52-6D7B-4D0C-9E57-3F0B8C1D5A64}"
"""The extension of a slide in which narrate keeps what it replaced, so that the deck can be voiced again."""
NARRATE = "urn:narrate:kept-slide"
"""The namespace of what stands in this extension."""
RECORDED_CLICKS = "{E180D4A7-C9FB-4DFB-919C-405C955672EB}"
"""PowerPoint's extension for the clicks of a recorded show, which are no longer true (MS-PPTX, showEvtLst)."""
MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
STEM = "narrate-sound"
ICON = f"ppt/media/{STEM}.png"
REST_KEY, MEMORY_KEY = "#rest", "#memory"
"""What follows the name of a slide in the keys of the digests of a voiced slide."""
_NARRATION = re.compile(rf"ppt/media/{STEM}\d+\.(mp3|vtt)")


def is_narration(name: str) -> bool:
    """Whether the part ``name`` of a kept deck is the sound of a slide, or its captions."""
    return _NARRATION.fullmatch(name) is not None


def kept_file(name: str, deck: Path) -> str:
    """Return the name of the file of a kept ``deck``, in an edition whose files have the stem ``name``."""
    return f"{name}{deck.suffix.lower()}"
