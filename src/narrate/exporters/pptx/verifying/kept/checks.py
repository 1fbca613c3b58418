"""Reads a kept deck back: what was in it must be as it was, and each slide must play its own sound at its own times.

This does not use the code that wrote the deck. The digest of the memory of each slide is in the manifest, so the animation can be
compared effect by effect.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from narrate.exporters.pptx.verifying.deck_sounds import other_sounds
from narrate.exporters.pptx.verifying.kept.parts import part_faults, zip_faults
from narrate.exporters.pptx.verifying.kept.reading import KeptSlide, name_of, read_kept_slides
from narrate.exporters.pptx.verifying.kept.sounds import captions_finding, property_faults, show_faults, sounds_of
from narrate.exporters.pptx.verifying.kept.times import advance_faults, effect_faults
from narrate.exporters.pptx.verifying.reading_deck import Deck
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.reading_errors import BUILD_AGAIN

_Pairs = Sequence[tuple[KeptSlide, RecordSegment]]


def check_kept_deck(record: Record) -> Iterator[Finding]:
    """Compare the kept deck of ``record`` with the timeline and the manifest, and yield one finding for each check."""
    path = next((path for end in (".pptx", ".pptm") if (path := record.folder / f"{record.name}{end}").is_file()), None)
    if path is None:
        yield _finding("zip file", [f"the deck is gone; {BUILD_AGAIN}"])
        return
    with Deck(path) as deck:
        faults = list(zip_faults(deck))
        yield _finding("zip file", faults)
        if faults:
            return
        slides = list(read_kept_slides(deck))
        yield _finding("parts of the deck", part_faults(deck, slides, record.manifest.template_parts))
        wanted = [segment for segment in record.segments if segment.slide]
        gone = [f"slide {one.slide} is gone; {BUILD_AGAIN}" for one in wanted if one.slide > len(slides)]
        yield _finding("slides", gone)
        there = [(slides[one.slide - 1], one) for one in wanted if one.slide <= len(slides)]
        yield from _slide_findings(deck, path, record, there)


def _slide_findings(deck: Deck, path: Path, record: Record, there: _Pairs) -> Iterator[Finding]:
    """Yield what is found about the slides that the narration is spoken to."""
    moving = [(slide, one) for slide, one in there if slide.memory is not None]
    voiced = [(slide, one) for slide, one in moving if not one.silent_ms]
    yield _silent_finding(there)
    yield _finding("sounds", _sound_faults(deck, path, record, voiced))
    yield captions_finding(deck, voiced, record.manifest.language)
    show = [fault for slide, one in voiced for fault in show_faults(slide, one)]
    yield _finding("show", [*show, *property_faults(deck)])
    yield from _time_findings(moving, first=min((one.slide for _, one in there), default=0))


def _silent_finding(there: _Pairs) -> Finding:
    """Return the finding about slides that have no sound."""
    left = [name_of(one) for slide, one in there if slide.memory is None]
    note = f"not voiced, because the animation was not understood: {', '.join(left)}" if left else ""
    loud = [
        f"{name_of(one)} should be silent; {BUILD_AGAIN}" for slide, one in there if one.silent_ms and slide.pictures
    ]
    return Finding("pptx", "silent slides", len(loud), 0, "faults", tuple(loud), note)


def _time_findings(moving: _Pairs, first: int) -> Iterator[Finding]:
    """Yield what is found about the times of slides. ``first`` is the number of the first one that is shown."""
    yield _finding("animations", (fault for slide, one in moving for fault in effect_faults(slide, one)))
    advances = (fault for slide, one in moving for fault in advance_faults(slide, one, is_first=one.slide == first))
    yield _finding("advance", advances)


def _sound_faults(deck: Deck, path: Path, record: Record, voiced: _Pairs) -> Iterator[str]:
    sounds = {segment.id: tuple(sounds_of(deck, slide)) for slide, segment in voiced}
    return other_sounds(path, record, [sounds.get(segment.id) for segment in record.segments])


def _finding(check: str, faults: Iterable[str]) -> Finding:
    found = tuple(faults)
    return Finding("pptx", check, len(found), 0, "faults", found)
