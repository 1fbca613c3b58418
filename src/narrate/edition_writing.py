"""Writes all formats of an edition into a folder, and makes its manifest."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from narrate.build_settings import BuildSettings
from narrate.edition_manifest import manifest_of
from narrate.editions import Offer
from narrate.exporters.edition import Edition, Exporter
from narrate.manifest import Manifest
from narrate.model import Picture, Script, Timeline
from narrate.prepared_digest import prepared_digest
from narrate.script.left_out import write_left_out
from narrate.store.memo import Memo

if TYPE_CHECKING:
    from narrate.audio.tracks import EncodedTrack
    from narrate.slides import Slides

    Encoding: TypeAlias = Future[Mapping[str, tuple[EncodedTrack, ...]]]
    """What will give the encoded tracks by file ending, as in ``Edition``."""


def write_edition(
    timeline: Timeline,
    slides: Slides,
    inputs: Mapping[Path, str],
    settings: BuildSettings,
    stage: Path,
    background: ThreadPoolExecutor,
    encoding: Encoding,
    offers: Mapping[str, Offer],
    folder: Path,
    done: Callable[[str], None] = lambda _: None,
) -> Manifest:
    """Write every format of ``settings`` to the folder ``stage``, and return the manifest, which is not written.

    ``inputs`` are the hashes of all files that the edition was made from. ``offers`` are the other editions that its
    page offers, by name; they lie in ``folder``, where this edition will lie too. ``background`` runs what exporters can do beside each other. ``encoding`` will give the tracks
    (``start_encoding``). ``done`` is called after each step with painted or exported.
    """
    from narrate.slides import Painter

    script, store = timeline.script, settings.store
    deck = slides.lasting(timeline.duration_ms).deck()
    painter = Painter(deck, script.language, store, lambda: done("painted"))
    pictures: set[str] = set()
    painted: dict[str, str] = {}
    drawn: list[tuple[str, Future[Picture]]] = []
    easel = ThreadPoolExecutor(1)  # typst frees other threads while it paints

    def paint(wanted: Sequence[tuple[int, int | None]], scale: int = 1) -> Sequence[Picture]:
        made = painter.paint(wanted, scale)
        pictures.update(picture.key for picture in made)
        pairs = zip(wanted, made, strict=True) if scale == 1 else ()
        painted.update({str(slide + 1): picture.key for (slide, state), picture in pairs if state is None})
        return made

    def draw(svg: bytes, width: int, height: int) -> Future[Picture]:
        picture = easel.submit(painter.draw, svg, width, height)
        drawn.append((hashlib.sha256(svg).hexdigest(), picture))
        return picture

    edition = Edition(
        timeline=timeline,
        deck=deck,
        paint=paint,
        draw=draw,
        encoding=encoding,
        date=_date(script, settings.usual_date),
        exporters=settings.exporters,
        describe=painter.describe,
        builds=settings.builds,
        braille_page=settings.braille_page,
        memo=Memo(store),
        offers=offers,
        offered={name: folder / name for name in offers},
    )
    try:
        _export(edition, settings.exporters, stage, background, lambda: done("exported"))
        painted.update({digest: picture.result().key for digest, picture in drawn})
    finally:
        easel.shutdown(cancel_futures=True)
    pictures.update(picture.result().key for _, picture in drawn)
    write_left_out(script, stage)
    prepared = prepared_digest(script, deck, inputs)
    return manifest_of(edition, inputs, settings, stage, sorted(pictures), painted, prepared)


def start_encoding(
    pool: ThreadPoolExecutor, timeline: Timeline, settings: BuildSettings, done: Callable[[str], None] = lambda _: None
) -> Encoding:
    """Encode the tracks of ``timeline`` in a thread of ``pool``, with all encoders that the formats need.

    ``done`` is called for each track with encoded.
    """
    from narrate.audio.tracks import encode_tracks, encoders_for

    encoders = encoders_for(suffix for exporter in settings.exporters for suffix in exporter.sound)
    return pool.submit(encode_tracks, timeline, settings.store, settings.jobs, lambda: done("encoded"), encoders)


def load_ahead(exporters: Sequence[Exporter]) -> None:
    """Import the modules for encoding and for ``exporters``, for example while the voice speaks."""
    for module in ("narrate.audio.loudness", "narrate.audio.mp3_codec", "av"):
        import_module(module)
    for exporter in exporters:
        for module in exporter.load_ahead:
            import_module(module)


def _export(
    edition: Edition,
    exporters: Sequence[Exporter],
    stage: Path,
    background: ThreadPoolExecutor,
    done: Callable[[], None],
) -> None:
    """Write every format to the folder ``stage``. All writing has ended when this returns or raises.

    ``background`` runs what exporters can do beside each other; ``done`` is called after each format.
    """
    parallel_jobs = [
        background.submit(exporter.write, edition, stage) for exporter in exporters if exporter.runs_beside
    ]
    try:
        for exporter in exporters:
            if not exporter.runs_beside:
                exporter.write(edition, stage)
                done()
    finally:
        wait(parallel_jobs)
    for job in parallel_jobs:
        job.result()
        done()


def _date(script: Script, usual: str) -> datetime.date | None:
    """Return the date of the script, or else the ``usual`` one, or else None."""
    date = script.date or usual
    return datetime.date.fromisoformat(date) if date else None
