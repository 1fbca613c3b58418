import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narrate.audio.chapters import Chapter
from narrate.audio.id3_tags import read_id3_tag
from narrate.audio.id3_writing import id3_tag
from narrate.audio.mp3_codec import tag_size
from narrate.audio.mp3_structure import structure
from narrate.audio.mp3_writing import ENCODER_DELAY, FRAME, LEAST_FRAME, Mp3Writer, crc16, sizes_of
from tests.audio.ffmpeg_mp3 import muxed

SKIPPED, CRC = slice(162, 165), slice(175, 177)  # in the Info header: what ffmpeg does not state, or states otherwise
TAGS = [
    {},
    {"title": "Your back", "language": "eng"},
    {"title": "Ваша спина", "language": "rus", "date": "2026-03-01"},
    {"title": "आपकी पीठ", "language": "hin", "date": "2025-12-31", "artist": "अस्पताल"},
    {"title": "ظهرك", "language": "ara", "artist": "St. Mary's"},
    {"title": "あなたの背中 🦴", "language": "jpn", "date": "1999-10-09", "artist": "病院"},
]


def frames_of(count: int, seed: int = 0) -> list[bytes]:
    """Frames of noise, some with padding."""
    chance = random.Random(seed)
    padded = [chance.random() < 0.98 for _ in range(count)]
    return [
        b"\xff\xfb" + (b"\x52\xc4" if is_padded else b"\x50\xc4") + chance.randbytes(LEAST_FRAME - 4 + is_padded)
        for is_padded in padded
    ]


def written(frames: list[bytes], tag: bytes, at_a_time: int, padding: int = 0) -> bytes:
    file = io.BytesIO()
    writer = Mp3Writer(file, tag, len(frames))
    for start in range(0, len(frames), at_a_time):
        some = frames[start : start + at_a_time]
        writer.add(b"".join(some), [len(frame) for frame in some])
    writer.close(padding)
    return file.getvalue()


def slow_crc16(content: bytes, crc: int) -> int:
    for byte in content:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


@pytest.mark.parametrize("count", [1, 2, 49, 399, 400, 401, 799, 800, 1999])
@pytest.mark.parametrize("at_a_time", [1, 7, 98, 5000])
def test_files_are_those_of_ffmpeg_but_for_the_samples_to_skip(count, at_a_time):
    frames = frames_of(count, count)
    chapters = [Chapter("What it is", 0, 1280), Chapter("Čo to je", 1280, 2560)]
    tags = TAGS[count % len(TAGS)]
    found = bytearray(written(frames, id3_tag(tags, chapters), at_a_time))
    wanted = bytearray(muxed(frames, tags, chapters))
    start = tag_size(found)
    for content in (found, wanted):
        for part in (SKIPPED, CRC):
            content[start + part.start : start + part.stop] = bytes(part.stop - part.start)
    assert found == wanted


@pytest.mark.parametrize("padding", [0, 1, FRAME - ENCODER_DELAY, FRAME])
def test_the_header_states_what_players_skip_with_the_checksum_of_lame(padding):
    content = written(frames_of(60), b"", 60, padding)
    assert int.from_bytes(content[SKIPPED], "big") == ENCODER_DELAY << 12 | padding
    assert int.from_bytes(content[CRC], "big") == slow_crc16(content[: CRC.start], 0)
    assert bool(structure(content).faults) == (padding != FRAME - ENCODER_DELAY)


@pytest.mark.parametrize("tags", TAGS)
@pytest.mark.parametrize("count", [0, 1, 2, 256, 300])
def test_tags_are_those_of_ffmpeg_and_can_be_read(tags, count):
    titles = ["Home", "À la maison", "घर पर, ध्यान रखें" * 40, "家", "x" * 400]
    chapters = [Chapter(titles[number % 5], 1280 * number, 1280 * number + 1280) for number in range(count)]
    tag = id3_tag(tags, chapters)
    whole = muxed(frames_of(1), tags, chapters)
    assert tag == whole[: tag_size(whole)]
    assert read_id3_tag(tag).chapters == tuple(chapters)


def test_other_tags_are_refused():
    with pytest.raises(KeyError):
        id3_tag({"mood": "calm"})


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=2, max_size=700), st.integers(0, 0xFFFF))
def test_the_checksum_is_that_of_the_plain_formula(content, crc):
    assert crc16(content, crc) == slow_crc16(content, crc)
    assert crc16(content[1:] + content, crc16(content, crc)) == slow_crc16(content + content[1:] + content, crc)


def test_sizes_are_told_by_the_padding_bits():
    frames = frames_of(100)
    assert sizes_of(b"".join(frames)) == [len(frame) for frame in frames]


def test_a_file_of_another_length_than_announced_is_refused():
    writer = Mp3Writer(io.BytesIO(), b"", 3)
    writer.add(b"".join(frames := frames_of(2)), [len(frame) for frame in frames])
    with pytest.raises(ValueError, match="2 MP3 frames instead of 3"):
        writer.close(0)
