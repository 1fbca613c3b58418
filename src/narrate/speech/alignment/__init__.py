"""Finds word times for speech that comes without them, by comparison with espeak-ng's reading of the same words."""

from narrate.speech.alignment.aligner import Aligner

__all__ = ["Aligner"]
