"""Takes a film apart and writes it again with changes, as a tool or a careless hand would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import av

from narrate.audio.chapters import Chapter
from narrate.video.film_file import EMPTY, FilmFacts, _with_start_codes, open_film, packets_of


@dataclass
class Film:
    """The packets, the facts and the chapters of a film, all of which may be changed."""

    facts: FilmFacts
    chapters: list[Chapter]
    pictures: list[Any]
    sound: list[Any]
    texts: list[Any] = field(default_factory=list)

    def tagged(self, **tags: str) -> None:
        self.facts = replace(self.facts, tags={**self.facts.tags, **tags})


def read(path: Path) -> Film:
    with av.open(str(path)) as film:
        chapters = [
            Chapter(
                one["metadata"]["title"],
                round(one["start"] * one["time_base"] * 1000),
                round(one["end"] * one["time_base"] * 1000),
            )
            for one in film.chapters()
        ]
        tags = {
            name: film.metadata[name] for name in ("title", "artist", "date", "description") if name in film.metadata
        }
        cover = next(bytes(packet) for packet in film.demux(film.streams.video[1]) if packet.size)
        video = film.streams.video[0]
        facts = FilmFacts(video.codec_context.width, video.codec_context.height, video.language or "", tags, cover)
    packets = {}
    for kind in ("video", "audio", "subtitle"):
        with packets_of(path, kind) as found:
            packets[kind] = [copied(packet) for packet in found]
    texts = [packet for packet in packets["subtitle"] if packet.size > EMPTY]
    return Film(facts, chapters, list(map(_with_start_codes, packets["video"])), packets["audio"], texts)


def copied(packet: Any, content: bytes | None = None) -> Any:
    again: Any = av.Packet(bytes(packet) if content is None else content)
    again.pts, again.dts, again.duration, again.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    again.is_keyframe = packet.is_keyframe
    return again


def write(film: Film, path: Path) -> None:
    with open_film(path, film.facts, film.chapters) as target:
        target.mux(film.pictures, film.sound, film.texts)


def rewritten(change: Callable[[Film], None], name: str = "back.mp4") -> Callable[[Path], None]:
    """Return what changes the film in a folder."""

    def plant(folder: Path) -> None:
        film = read(folder / name)
        change(film)
        write(film, folder / name)

    return plant
