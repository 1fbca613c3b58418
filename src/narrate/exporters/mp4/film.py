"""Makes a film of an edition: what is seen is painted in small groups while the film is being written."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image

from narrate.audio.chapters import Chapter
from narrate.editions import shown_title
from narrate.exporters.edition import Edition
from narrate.exporters.mp4.caption_bars import paint_bars
from narrate.exporters.mp4.format import (
    CAPTIONS,
    STEADY,
    STEADY_MS,
    TAGS,
    size_of,
    slide_place,
    tags_digest,
    view_digest,
    view_key,
)
from narrate.exporters.mp4.shots import View, repeated, views, with_captions, without_repeats
from narrate.languages import is_right_to_left, iso639_2
from narrate.model import Caption
from narrate.typeset.bidi import standing_alone
from narrate.video.film_file import FilmFacts, Shot, write_film
from narrate.video.h264 import Picture

_AT_ONCE = 24  # views; their pictures are painted together


def write(edition: Edition, options: Sequence[str], sound: str, target: Path) -> None:
    """Write the film of ``edition`` to ``target``. ``sound`` is the ending of the files with its tracks."""
    timeline, script = edition.timeline, edition.timeline.script
    captions = [caption for track in timeline.tracks for caption in track.captions]
    seen = without_repeats(list(views(timeline, edition.deck.slides)), timeline.duration_ms)
    bases = {view.start_ms for view in seen}
    if CAPTIONS in options:
        seen = list(with_captions(seen, captions))
    if STEADY in options:
        seen = list(repeated(seen, timeline.duration_ms, STEADY_MS))
    width, height = size_of(options)
    facts = FilmFacts(width, height, iso639_2(script.language), _tags(edition), edition.cover.path.read_bytes())
    shown = [replace(caption, text=_shown(caption.text, script.language)) for caption in captions]
    tracks = [(encoded.path, encoded.track.duration_ms) for encoded in edition.tracks_as(sound)]
    write_film(target, facts, _shots(edition, seen, shown, options, bases), tracks, shown, _chapters(edition))


def _shown(text: str, language: str) -> str:
    return standing_alone(text) if is_right_to_left(language) else text


def _tags(edition: Edition) -> dict[str, str]:
    script = edition.timeline.script
    title = shown_title(script.title, script.language, edition.timeline.edition)
    date = edition.date.isoformat() if edition.date else ""
    edition.drawn[TAGS] = tags_digest(date, script.publisher, script.subtitle)
    return {"title": title, "artist": script.publisher, "date": date, "description": script.subtitle}


def _chapters(edition: Edition) -> list[Chapter]:
    return [
        Chapter(heading, track.start_ms, track.end_ms)
        for heading, track in zip(edition.deck.titles, edition.timeline.tracks, strict=True)
    ]


def _shots(
    edition: Edition, seen: Sequence[View], captions: Sequence[Caption], options: Sequence[str], bases: Container[int]
) -> Iterator[Shot]:
    """Yield the pictures of the film. Those of a slide's first view are key pictures.

    At the times of ``bases`` the slide changes. What it shows then is noted in ``edition.drawn``.
    """
    size = size_of(options)
    ends = [view.start_ms for view in seen[1:]] + [edition.timeline.duration_ms]
    firsts = {seen[0].start_ms, *(after.start_ms for before, after in pairwise(seen) if before.slide != after.slide)}
    whole = list(zip(seen, ends, strict=True))
    for start in range(0, len(whole), _AT_ONCE):
        group = whole[start : start + _AT_ONCE]
        wanted = list(dict.fromkeys((view.slide, view.state) for view, _ in group))
        scale = 2 if size[1] > 1080 else 1
        slides = dict(zip(wanted, edition.paint(wanted, scale), strict=True))
        texts = {view.caption: captions[view.caption].text for view, _ in group if view.caption is not None}
        bars = dict(zip(texts, paint_bars(edition, list(texts.values()), size), strict=True))
        for view, end_ms in group:
            painted = slides[view.slide, view.state]
            slide = painted.path
            if view.start_ms in bases:
                edition.drawn[view_key(view.start_ms)] = view_digest(painted.key)
            picture: Picture = slide
            if CAPTIONS in options:
                bar = None if view.caption is None else bars[view.caption]
                picture = _framed(slide, bar, size, edition.deck.theme.colours["bar"])
            yield Shot(view.start_ms, end_ms, picture, view.start_ms in firsts)


def _framed(slide: Path, bar: Image.Image | None, size: tuple[int, int], colour: str) -> Picture:
    """Return a frame of ``size`` with the picture in the file ``slide``, and the ``bar`` with its caption below it."""
    frame = Image.new("RGB", size, f"#{colour}")
    left, top, width, height = slide_place(size)
    with Image.open(slide) as image:
        frame.paste(image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS), (left, top))
    if bar is not None:
        frame.paste(bar, (0, size[1] - bar.height))
    return np.asarray(frame)
