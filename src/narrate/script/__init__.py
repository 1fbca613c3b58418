"""Files become a Script: Markdown with front matter, or a raw transcript."""

from narrate.script.reading import Source, find_sources, read_source

__all__ = ["Source", "find_sources", "read_source"]
