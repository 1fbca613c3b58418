"""Medical narration in the languages of neural voices, as the program measures voices with."""

from narrate.speech.narration import narrations

NARRATION = narrations()
