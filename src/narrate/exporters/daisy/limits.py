"""What players of DAISY 2.02 books can take. A book that is larger is reported before any of it is written."""

from __future__ import annotations

from collections.abc import Iterator

CD_BYTES = 650 * 1_000_000
MOST_SLIDES = 32_000
"""A zip file without ZIP64, like a folder on FAT32, holds 65,535 files: two for each slide, and four others."""
SOUND_BYTES_A_SECOND = 8_000  # at the constant 64 kb/s of tracks
_SLIDE_BYTES = 3_000  # about what the text and the headers of a slide take


def limit_faults(slides: int, duration_ms: int) -> Iterator[str]:
    """Yield why a book of ``slides`` and ``duration_ms`` is too large for players, as text for the user."""
    if slides > MOST_SLIDES:
        yield f"it has {slides} slides, but a DAISY book holds at most {MOST_SLIDES}"
    size = duration_ms * SOUND_BYTES_A_SECOND // 1000 + slides * _SLIDE_BYTES
    if size > CD_BYTES:
        hours = CD_BYTES // SOUND_BYTES_A_SECOND // 3600
        yield (
            f"the DAISY book would have {size // 1_000_000} MB, but players read at most {CD_BYTES // 1_000_000} MB, "
            f"which is one CD or about {hours} hours of speech"
        )
