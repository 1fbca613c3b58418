"""Files become a Script: Markdown with front matter, or raw material."""

from narrate.script.reading import Source, examine_source, find_sources, read_source

__all__ = ["Source", "examine_source", "find_sources", "read_source"]
