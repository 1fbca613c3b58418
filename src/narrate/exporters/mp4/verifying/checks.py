"""Compares a film with the record of its edition: pictures, sound, captions, chapters, tags, and how it is built."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from narrate.audio.aac import FRAME, RATE, TICK
from narrate.audio.chapters import Chapter
from narrate.editions import shown_title
from narrate.exporters.mp4.format import BROADCAST, TAGS, size_of, tags_digest
from narrate.exporters.mp4.verifying.pictures import picture_findings
from narrate.exporters.verifying.aac_checks import sound_findings
from narrate.exporters.verifying.captions_checks import parse_captions
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSegment
from narrate.exporters.verifying.pictures_checks import painted_faults
from narrate.languages import iso639_2
from narrate.model import Caption
from narrate.sources.regular_files import open_regular
from narrate.video.film_file import EMPTY, FilmFacts, packets_of, write_again

NAME = "mp4"
_MOST_BYTES = 1 << 34
_PIECE = 1 << 20  # bytes
_STREAMS = ["h264", "aac", "mov_text", "", "png"]  # the one without a codec holds the titles of the chapters
_COVER = "1"  # the number of the slide that is on the cover


def check_film(record: Record, options: Sequence[str]) -> Iterator[Finding]:
    """Compare the film, which was written with ``options``, with the record.

    Raises OSError or ValueError if it cannot be read.
    """
    import av

    try:
        yield from _findings(record, options)
    except av.error.FFmpegError as error:
        raise ValueError(f"it cannot be read as a film ({error.strerror})") from None


def _findings(record: Record, options: Sequence[str]) -> Iterator[Finding]:
    path = record.folder / f"{record.name}.mp4"
    with open_regular(path, _MOST_BYTES, links=False):
        pass  # it is a file of a size that a film may have
    captions = _captions(record)
    tags, cover, faults = _whole(record, path)
    yield Finding(NAME, "tags and chapters", len(faults), 0, "faults", tuple(faults))
    wrong = tuple(painted_faults(record, _COVER, cover, "the cover"))
    yield Finding(NAME, "cover", len(wrong), 0, "faults", wrong)
    wrong = tuple(_caption_faults(path, captions))
    yield Finding(NAME, "captions", len(captions), len(captions), "captions", wrong)
    yield from picture_findings(NAME, record, path, options, captions)
    wrong = tuple(_sound_time_faults(path))
    yield Finding(NAME, "sound is in time", len(wrong), 0, "faults", wrong)
    with packets_of(path, "audio") as sound:
        yield from sound_findings(NAME, record, map(bytes, sound), _called, for_broadcast=BROADCAST in options)
    wrong = tuple(_building_faults(record, path, options, tags, cover))
    yield Finding(NAME, "is built as narrate builds it", len(wrong), 0, "faults", wrong)


def _captions(record: Record) -> list[Caption]:
    return parse_captions((record.folder / f"{record.name}.vtt").read_text(encoding="utf-8"), "vtt")


def _called(segment: RecordSegment) -> str:
    return f"the sound of {segment.heading!r}"


def _whole(record: Record, path: Path) -> tuple[Mapping[str, str], bytes, list[str]]:
    """Return the tags and the cover of the film, and what is wrong with its streams, chapters and tags."""
    import av

    with av.open(str(path)) as film:
        streams: list[Any] = list(film.streams)
        names = [stream.codec_context.name if stream.codec_context else "" for stream in streams]
        if names != _STREAMS:
            raise ValueError(f"it holds the streams {', '.join(names)}, not {', '.join(_STREAMS)}")
        faults = [
            f"its {stream.type} is marked as {stream.language!r}, not {language!r}"
            for stream in streams[:3]
            if stream.language != (language := iso639_2(record.manifest.language))
        ]
        tags = dict(film.metadata)
        listed: list[Any] = film.chapters()
        found = [(one["metadata"].get("title", ""), one["start"] * one["time_base"] * 1000) for one in listed]
        cover = next((bytes(packet) for packet in film.demux(streams[-1]) if packet.size), b"")
    wanted = [(segment.heading, segment.start_ms) for segment in record.segments]
    faults += [f"there is no chapter {title!r} at {ms} ms" for title, ms in wanted if (title, ms) not in found]
    faults += [
        f"there is a chapter {title!r} at {float(ms):g} ms, but no such slide"
        for title, ms in found
        if (title, ms) not in wanted
    ]
    return tags, cover, [*faults, *_tag_faults(record, tags)]


def _tag_faults(record: Record, tags: Mapping[str, str]) -> Iterator[str]:
    title = shown_title(record.manifest.title, record.manifest.language, record.manifest.edition)
    if tags.get("title") != title:
        yield f"its title is {tags.get('title')!r}, not {title!r}"
    date = tags.get("date", "")
    try:
        is_date = not date or datetime.date.fromisoformat(date).isoformat() == date
    except ValueError:
        is_date = False
    if not is_date:
        yield f"its date is {date!r}, which is not a date"
    digest = tags_digest(date, tags.get("artist", ""), tags.get("description", ""))
    if record.manifest.described.get(TAGS) != digest:
        yield "its date, its artist or its description is not the one that was written"
    known = {"title", "artist", "date", "description", "major_brand", "minor_version", "compatible_brands"}
    yield from (f"it has a tag {name!r}, which narrate does not write" for name in sorted(tags.keys() - known))


def _caption_faults(path: Path, captions: Sequence[Caption]) -> Iterator[str]:
    """Yield each difference between the captions inside the film and those of the file beside it."""
    with packets_of(path, "subtitle") as packets:
        found = [
            Caption(packet.pts, packet.pts + packet.duration, bytes(packet)[EMPTY:].decode(errors="replace"))
            for packet in packets
            if packet.size > EMPTY
        ]
    for caption in captions:
        if caption not in found:
            yield f"there is no caption {caption.text!r} from {caption.start_ms} to {caption.end_ms} ms"
    for caption in found:
        if caption not in captions:
            yield f"there is a caption {caption.text!r} from {caption.start_ms} to {caption.end_ms} ms, but none beside it"
    if sorted(found, key=_start) != found:
        yield "the captions are in another order"


def _sound_time_faults(path: Path) -> Iterator[str]:
    """Yield where the sound does not go on without a gap. Its first frame, the encoder's delay, is before the start."""
    with packets_of(path, "audio") as sound:
        for number, packet in enumerate(sound):
            if (off := packet.pts - (number - 1) * FRAME) or packet.time_base != TICK:
                yield f"from {number * FRAME / RATE:.1f} s on, the sound is {off / RATE * 1000:.0f} ms late"
                return


def _start(caption: Caption) -> int:
    return caption.start_ms


def _building_faults(
    record: Record, path: Path, options: Sequence[str], tags: Mapping[str, str], cover: bytes
) -> Iterator[str]:
    """Yield how the file differs from one that is written again from its pictures, its sound and its captions.

    The chapters and the language of this one come from the record. So there can be nothing else in the file.
    """
    own = {name: tags[name] for name in ("title", "artist", "date", "description") if name in tags}
    facts = FilmFacts(*size_of(options), iso639_2(record.manifest.language), own, cover)
    chapters = [Chapter(segment.heading, segment.start_ms, segment.end_ms) for segment in record.segments]
    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        again = Path(folder) / "again.mp4"
        write_again(again, facts, path, chapters)
        with path.open("rb") as here, again.open("rb") as there:
            at = 0
            while (one := here.read(_PIECE)) == (other := there.read(_PIECE)):
                if not one:
                    return
                at += len(one)
        at += next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
        yield f"its bytes are not those that narrate writes from what it holds; they differ from byte {at} on"
