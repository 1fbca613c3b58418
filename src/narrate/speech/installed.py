"""Where voices that are not part of the program are kept."""

from narrate.store.voices import voices_folder

__all__ = ["voices_folder"]
