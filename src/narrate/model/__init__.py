"""The frozen types that flow from a script to its editions.

No input or output happens here and nothing but the standard library is used.
All times are whole milliseconds in fields named ``_ms``.
"""

from narrate.model.deck import Align, Box, Deck, Label, Layout, Mark, Paragraph, Picture, Role, Slide, State, Theme
from narrate.model.script import (
    Cue,
    Edit,
    Figure,
    Kind,
    Point,
    Pronunciation,
    Script,
    Segment,
    Sentence,
    ThemeWish,
    Token,
    Tokens,
)
from narrate.model.sound import Caption, Clip, Sound, Timeline, Timing, Track, Utterance, Voice, Word, Words

__all__ = [
    "Align",
    "Box",
    "Caption",
    "Clip",
    "Cue",
    "Deck",
    "Edit",
    "Figure",
    "Kind",
    "Label",
    "Layout",
    "Mark",
    "Paragraph",
    "Picture",
    "Point",
    "Pronunciation",
    "Role",
    "Script",
    "Segment",
    "Sentence",
    "Slide",
    "Sound",
    "State",
    "Theme",
    "ThemeWish",
    "Timeline",
    "Timing",
    "Token",
    "Tokens",
    "Track",
    "Utterance",
    "Voice",
    "Word",
    "Words",
]
