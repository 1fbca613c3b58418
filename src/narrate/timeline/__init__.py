"""Arranges spoken sentences on a timeline, with pauses and captions."""

from narrate.timeline.building import Pauses, build_timeline, spoken_length_ms

__all__ = ["Pauses", "build_timeline", "spoken_length_ms"]
