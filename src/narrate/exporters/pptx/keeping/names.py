"""Names and addresses that a kept deck is known by, for both writing and reading back."""

from __future__ import annotations

MEMORY = "{7C2A0E52-6D7B-4D0C-9E57-3F0B8C1D5A64}"
"""The extension of a slide in which narrate keeps what it replaced, so that the deck can be voiced again."""
NARRATE = "urn:narrate:kept-slide"
"""The namespace of what stands in this extension."""
RECORDED_CLICKS = "{E180D4A7-C9FB-4DFB-919C-405C955672EB}"
"""PowerPoint's extension for the clicks of a recorded show, which are no longer true (MS-PPTX, showEvtLst)."""
MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
ICON = "ppt/media/narration.png"
STEM = "narration"
