"""Word times for sounds whose maker gives none: by likeness to espeak-ng's reading of the same words."""

from narrate.speech.alignment.aligner import Aligner

__all__ = ["Aligner"]
