"""Arranges spoken sentences on a timeline, with pauses and captions."""

from narrate.timeline.building import Pauses, build_timeline

__all__ = ["Pauses", "build_timeline"]
