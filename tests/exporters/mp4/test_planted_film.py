"""Each fault planted in a film is found, and named."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from narrate.store import Store
from narrate.video import film_file
from tests.exporters.mp4.conftest import OPTIONS
from tests.exporters.mp4.rewriting import Film, copied, rewritten
from tests.planting import faults, sign

pytestmark = pytest.mark.slow  # reads whole films

IN_TIME, PAINTED = "mp4 pictures appear in time", "mp4 pictures are those that were painted"
CAPTIONS, WHOLE, BUILT = "mp4 captions", "mp4 tags and chapters", "mp4 is built as narrate builds it"


def late_picture(film: Film) -> None:
    """The third slide appears a tenth of a second late."""
    keys = [number for number, packet in enumerate(film.pictures) if packet.is_keyframe]
    packet = film.pictures[keys[2]]
    before = film.pictures[keys[2] - 1]
    shift = round(0.1 / packet.time_base)
    before.duration += shift
    packet.pts, packet.dts, packet.duration = packet.pts + shift, packet.dts + shift, packet.duration - shift


def swapped_pictures(film: Film) -> None:
    keys = [number for number, packet in enumerate(film.pictures) if packet.is_keyframe]
    one, other = film.pictures[keys[1]], film.pictures[keys[2]]
    film.pictures[keys[1]], film.pictures[keys[2]] = copied(one, bytes(other)), copied(other, bytes(one))


def one_state_less(film: Film) -> None:
    number = next(n for n, packet in enumerate(film.pictures) if not packet.is_keyframe)
    film.pictures[number - 1].duration += film.pictures[number].duration
    del film.pictures[number]


def caption_moved(film: Film) -> None:
    film.texts[1].pts = film.texts[1].dts = film.texts[1].pts + 40
    film.texts[1].duration -= 40


def caption_changed(film: Film) -> None:
    text = b"Do not take 50 mg."
    film.texts[1] = copied(film.texts[1], struct.pack(">H", len(text)) + text)


def captions_swapped(film: Film) -> None:
    one, other = film.texts[0], film.texts[2]
    film.texts[0], film.texts[2] = copied(one, bytes(other)), copied(other, bytes(one))


def sound_late(film: Film) -> None:
    for packet in film.sound:
        packet.pts = packet.dts = packet.pts + 4 * 1024


def sound_of_another_slide(film: Film) -> None:
    count = len(film.sound) // 3
    contents = [bytes(packet) for packet in film.sound]
    contents = [contents[0], *contents[count:], *contents[1:count]]
    film.sound = [copied(packet, content) for packet, content in zip(film.sound, contents, strict=True)]


def silence(film: Film) -> None:
    quiet = bytes(film.sound[1])
    middle = len(film.sound) // 2
    for number in range(middle, middle + 20):
        film.sound[number] = copied(film.sound[number], quiet)


def language(film: Film) -> None:
    film.facts = replace(film.facts, language="spa")


def cover(film: Film) -> None:
    film.facts = replace(film.facts, cover=film.facts.cover[:-12] + b"\0\0\0\4tEXta\0b1xxxx" + film.facts.cover[-12:])


def chapter_moved(film: Film) -> None:
    film.chapters[1] = replace(film.chapters[1], start_ms=film.chapters[1].start_ms + 500)


def with_trailing(folder: Path) -> None:
    with (folder / "back.mp4").open("ab") as file:
        file.write(struct.pack(">I", 24) + b"free" + b"Written by A. Nurse")


def cut_off(folder: Path) -> None:
    path = folder / "back.mp4"
    path.write_bytes(path.read_bytes()[:-20_000])


def index_at_the_end(folder: Path) -> None:
    with patch.dict(film_file._OPTIONS, movflags="-faststart"):
        rewritten(lambda _: None)(folder)


Plant = Callable[[Path], None]
FAULTS: dict[str, tuple[Plant, str]] = {
    "a picture late": (rewritten(late_picture), IN_TIME),
    "pictures swapped": (rewritten(swapped_pictures), PAINTED),
    "a mark that never appears": (rewritten(one_state_less), IN_TIME),
    "a caption moved": (rewritten(caption_moved), CAPTIONS),
    "a caption changed": (rewritten(caption_changed), CAPTIONS),
    "a caption missing": (rewritten(lambda film: film.texts.pop(1)), CAPTIONS),
    "captions swapped": (rewritten(captions_swapped), CAPTIONS),
    "a chapter missing": (rewritten(lambda film: film.chapters.pop(1)), WHOLE),
    "a chapter moved": (rewritten(chapter_moved), WHOLE),
    "another title": (rewritten(lambda film: film.tagged(title="Your knee")), WHOLE),
    "another publisher": (rewritten(lambda film: film.tagged(artist="Somebody")), WHOLE),
    "a comment": (rewritten(lambda film: film.tagged(comment="seen by A. Nurse")), WHOLE),
    "a wrong language": (rewritten(language), WHOLE),
    "another cover": (rewritten(cover), "mp4 cover"),
    "sound late": (rewritten(sound_late), "mp4 sound is in time"),
    "sound of another slide": (rewritten(sound_of_another_slide), "mp4 as encoded"),
    "silence": (rewritten(silence), "mp4 as encoded"),
    "bytes at the end": (with_trailing, BUILT),
    "a film that is cut off": (cut_off, f"{OPTIONS} can be read"),
    "the index at the end": (index_at_the_end, BUILT),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(films, tmp_path, fault):
    plant, check = FAULTS[fault]
    folder = tmp_path / "out/back/en"
    shutil.copytree(films.output / "back/en", folder)
    plant(folder)
    sign(folder, OPTIONS)
    found = faults(folder, Store(films.store))
    assert check in found, found
