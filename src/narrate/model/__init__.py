"""The frozen types that the stages pass on, from the script that is read to the editions that are written.

This package does no input or output and uses only the standard library. All times are whole milliseconds. The names of
their fields end in ``_ms``.
"""

from narrate.model.deck import Align, Box, Deck, Label, Layout, Mark, Paragraph, Picture, Role, Slide, State, Theme
from narrate.model.script import (
    Cue,
    Edit,
    Figure,
    KeptDeck,
    Kind,
    Link,
    Point,
    Pronunciation,
    Purpose,
    Script,
    Segment,
    Sentence,
    Table,
    ThemeWish,
)
from narrate.model.sound import Caption, Clip, PackedWords, Sound, Timeline, Timing, Track, Utterance, Voice, Word
from narrate.model.tokens import Token, Tokens

__all__ = [
    "Align",
    "Box",
    "Caption",
    "Clip",
    "Cue",
    "Deck",
    "Edit",
    "Figure",
    "KeptDeck",
    "Kind",
    "Label",
    "Layout",
    "Link",
    "Mark",
    "PackedWords",
    "Paragraph",
    "Picture",
    "Point",
    "Pronunciation",
    "Purpose",
    "Role",
    "Script",
    "Segment",
    "Sentence",
    "Slide",
    "Sound",
    "State",
    "Table",
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
]
