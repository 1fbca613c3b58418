"""Turns files into a Script: Markdown with front matter, or raw material."""

from narrate.script.finding_scripts import Source, find_sources, with_slides
from narrate.script.reading import examine_source, read_source

__all__ = ["Source", "examine_source", "find_sources", "read_source", "with_slides"]
