"""What players of DAISY 2.02 books can take. A book that is larger is reported before any of it is written."""

from __future__ import annotations

from collections.abc import Iterator

CD_BYTES = 650 * 1_000_000
MOST_SLIDES = 32_000
"""A zip file of the older kind holds 65,535 files, and a folder of FAT32 as many: two for each slide, and four others."""
SOUND_BYTES_A_SECOND = 8_000  # at the constant 64 kb/s of tracks
_SLIDE_BYTES = 3_000  # of text and headers for each slide, about


def limit_faults(slides: int, duration_ms: int) -> Iterator[str]:
    """Say why a book of ``slides`` and ``duration_ms`` is too large for players, in lines for the person who builds it."""
    if slides > MOST_SLIDES:
        yield f"it has {slides} slides, and a DAISY book holds at most {MOST_SLIDES}"
    size = duration_ms * SOUND_BYTES_A_SECOND // 1000 + slides * _SLIDE_BYTES
    if size > CD_BYTES:
        hours = CD_BYTES // SOUND_BYTES_A_SECOND // 3600
        yield (
            f"the DAISY book would have {size // 1_000_000} MB, and players read at most {CD_BYTES // 1_000_000} MB, "
            f"which is a CD or some {hours} hours of speech"
        )
