"""Makes the manifest of an edition: what it was made from, and what was written."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from narrate.build_settings import BuildSettings
from narrate.exporters.edition import Edition, Exporter
from narrate.manifest import Manifest, file_hash
from narrate.model import Script, Timeline


def manifest_of(
    edition: Edition,
    inputs: Mapping[Path, str],
    settings: BuildSettings,
    stage: Path,
    pictures: Sequence[str],
    painted: Mapping[str, str],
    prepared: str,
) -> Manifest:
    """Return the manifest of ``edition``, whose files lie in the folder ``stage``.

    - ``inputs``: the files that the edition was made from, with their hashes.
    - ``settings``: those of the build.
    - ``pictures``: the store's keys of all painted pictures.
    - ``prepared``: the digest of the script as it was spoken and shown.
    - ``painted``: the store's keys of the pictures of slides at rest and of drawings (see ``Manifest``).
    """
    timeline = edition.timeline
    script = timeline.script
    tracks = {suffix: tuple(track.key for track in made) for suffix, made in edition.encoding.result().items()}
    written = sorted(path for path in stage.rglob("*") if path.is_file())
    return Manifest(
        topic=script.topic,
        title=script.title,
        language=script.language,
        edition=timeline.edition,
        voice=str(timeline.voice),
        slides=len(script.segments),
        timing=_timing(timeline),
        recorded=timeline.recorded,
        duration_ms=timeline.duration_ms,
        made_from=settings.made_from,
        program=settings.program,
        prepared="" if timeline.recorded else prepared,  # a recording is always compared anew
        made_with=(*programs_of(edition.exporters), *_painters_of(script)),
        theme=settings.theme,
        builds=settings.builds,
        braille_page=settings.braille_page if "brf" in edition.formats else "",
        usual_date=settings.usual_date,
        publisher=script.publisher,
        subtitle=script.subtitle,
        date=edition.date.isoformat() if edition.date else "",
        address=script.address,
        site=script.site,
        inputs=input_names(script, inputs),
        files={path.relative_to(stage).as_posix(): file_hash(path) for path in written},
        clips=_clips(timeline),
        tracks=tracks.pop(".mp3"),
        other_tracks=dict(sorted(tracks.items())),
        pictures=tuple(pictures),
        painted=painted,
        shown=dict(sorted(edition.shown.items())),
        placed=dict(sorted(edition.placed.items())),
        described={key: digest for one in edition.exporters for key, digest in one.described(edition).items()},
        template_parts=_template_parts(edition, stage),
        colours=dict(sorted(edition.deck.theme.colours.items())),
        formats=edition.formats,
        offers=edition.offers,
        downloads=tuple(_downloads(edition, stage)),
    )


def programs_of(exporters: Iterable[Exporter]) -> tuple[str, ...]:
    """Return the programs that ``exporters`` are made with. Raises OutsideError if one is missing."""
    return tuple(made_with for exporter in exporters if (made_with := exporter.made_with()))


def _painters_of(script: Script) -> tuple[str, ...]:
    """Return the program that painted the slides of a kept deck."""
    return (script.kept.painted_by,) if script.kept is not None and script.kept.painted_by else ()


def inputs_of(script: Script) -> Sequence[Path]:
    """Return every file that the script was made from.

    The settings files are among them even if they do not exist, so that an edition is built again when one is written.
    """
    figures = [figure for segment in script.segments for figure in segment.figures]
    if script.kept is not None and script.kept.painted_by:
        figures = []  # their pictures were painted from the deck
    others = {figure.path for figure in figures} | set(script.lexicons)
    others |= {path for figure in figures for _, path in figure.variants}
    others |= {figure.points for figure in figures if figure.points}
    others |= {path for path in (script.theme.logo, script.theme.template) if path}
    settings = [path for path in (script.settings, script.own_settings) if path]
    return [script.path, *sorted(others), *settings]


def input_names(script: Script, inputs: Mapping[Path, str]) -> dict[str, str]:
    """Return ``inputs`` by their paths relative to the folder of ``script``, as manifests have them."""
    folder = script.path.resolve().parent
    return {Path(os.path.relpath(path.resolve(), folder)).as_posix(): digest for path, digest in inputs.items()}


def _downloads(edition: Edition, stage: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (path, label, size) of the files that the page offers, as far as they were written."""
    for file in edition.downloads:
        path = file.path(edition.name)
        if (stage / path).is_file():
            yield path, file.label, (stage / path).stat().st_size


def _template_parts(edition: Edition, stage: Path) -> dict[str, str]:
    parts: dict[str, str] = {}
    for exporter in edition.exporters:
        parts |= exporter.template_parts(edition, stage)
    return parts


def _clips(timeline: Timeline) -> dict[str, tuple[str, int, int]]:
    utterances = (clip.utterance for track in timeline.tracks for clip in track.clips)
    return {
        utterance.sentence.id: (utterance.sound.key, utterance.sound.rate, utterance.sound.samples)
        for utterance in utterances
    }


def _timing(timeline: Timeline) -> dict[str, int]:
    return dict(
        sorted(Counter(str(clip.utterance.timing) for track in timeline.tracks for clip in track.clips).items())
    )
