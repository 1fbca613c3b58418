"""Utterances become a Timeline: pauses, places, captions."""

from narrate.timeline.building import Pauses, build_timeline

__all__ = ["Pauses", "build_timeline"]
