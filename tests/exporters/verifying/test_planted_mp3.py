"""Faults in how MP3 files are built and tagged, and in captions, text and timeline: each is found by its check."""

import shutil
import struct
from pathlib import Path

import numpy as np
import pytest

from narrate.audio.mp3_codec import RATE, decode
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.audio.making import to_mp3
from tests.planting import faults, in_json, in_text, look_only_at, sign

WHOLE, TRACK = "back.mp3", "tracks/03-what-your-spine-is.mp3"
INFO = 208  # bytes of the Info header


def over(name: str, change):
    def plant(folder: Path) -> None:
        content = (folder / name).read_bytes()
        changed = change(content)
        assert changed != content
        (folder / name).write_bytes(changed)

    return plant


def divided(content: bytes) -> tuple[bytes, bytes, bytes]:
    """The frames of the tag, the Info header, the sound."""
    size = 0
    for byte in content[6:10]:
        size = size << 7 | byte
    at = 10 + size
    return content[10 : at - 10], content[at : at + INFO], content[at + INFO :]


def joined(frames: bytes, info: bytes, sound: bytes) -> bytes:
    size = len(frames) + 10
    sizes = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\0\0" + sizes + frames + bytes(10) + info + sound


def id3(name: str, value: bytes) -> bytes:
    return name.encode() + struct.pack(">I", len(value)) + b"\0\0" + value


def tagged(name: str, value: bytes):
    """With one more frame in the tag, before the others."""
    return lambda content: joined(id3(name, value) + divided(content)[0], *divided(content)[1:])


def sounding(change):
    return lambda content: joined(*divided(content)[:2], change(divided(content)[2]))


def informing(at: int, by: bytes):
    def change(content: bytes) -> bytes:
        frames, info, sound = divided(content)
        return joined(frames, info[:at] + by + info[at + len(by) :], sound)

    return change


def muted(pcm):
    loud = int(np.abs(pcm.astype(int)).argmax())
    pcm[loud - RATE // 33 : loud + RATE // 33] = 0
    return pcm


def hum(pcm):
    return (pcm + 577 * np.sin(np.arange(len(pcm)) * 0.0142)).astype(np.int16)


def sounds(change):
    return over(TRACK, lambda content: to_mp3(change(decode(content).copy())))


ALIKE = "mp3 tracks sound of the clips alone"
STRANGE = [
    ("the last frame cut", sounding(lambda sound: sound[:-50])),
    ("the last frame gone", sounding(lambda sound: sound[:-209])),
    ("a frame twice", sounding(lambda sound: sound[:208] + sound)),
    ("a frame missing", sounding(lambda sound: sound[208:])),
    ("bytes between frames", sounding(lambda sound: sound[:208] + b"Patient 4711" + sound[208:])),
    ("bytes at the end", lambda content: content + b"\0" * 40),
    ("an ID3v1 tag", lambda content: content + b"TAG" + b"Patient".ljust(125, b"\0")),
    ("an APE tag", lambda content: content + b"APETAGEX" + bytes(60)),
    ("lyrics at the end", lambda content: content + b"LYRICSBEGIN" + bytes(60)),
    ("a second ID3 tag", lambda content: content + content[:45]),
    ("another count of frames", informing(29, b"\0\0\0\1")),
    ("another count of bytes", informing(33, b"\0\0\0\1")),
    ("another delay", informing(162, b"\xff")),
    ("a table that leads elsewhere", informing(60, b"\xf0")),
    ("a text in the header", informing(190, b"Patient")),
]
TAGS = [
    ("a comment", tagged("COMM", b"\0engtold\0Patient 4711")),
    ("a private frame", tagged("PRIV", b"owner\0Patient 4711")),
    ("a picture", tagged("APIC", b"\0image/png\0\3\0" + bytes(20))),
    ("an address", tagged("WXXX", b"\0\0https://example.org")),
    ("an identifier", tagged("UFID", b"owner\0" + b"4711")),
    ("lyrics", tagged("USLT", b"\0eng\0Take two pills.")),
    ("a text of one's own", tagged("TXXX", b"\0name\0Patient\0")),
    ("another composer", tagged("TCOM", b"\0Patient\0")),
    ("a title twice", tagged("TIT2", b"\0Another\0")),
    ("a marked frame", lambda content: joined(id3("TIT2", b"\0x\0")[:8] + b"\0\x80" + b"\0x\0", *divided(content)[1:])),
    ("no tag", lambda content: b"".join(divided(content)[1:])),
    ("a tag of version 2.4", lambda content: content[:3] + b"\4" + content[4:]),
]
OF_WHOLE = [
    ("another date", lambda content: content.replace(b"2026\0", b"2025\0", 1)),
    (
        "another day",
        lambda content: content.replace(b"TDAT\0\0\0\6\0\0\0" + b"0103", b"TDAT\0\0\0\6\0\0\0" + b"0203", 1),
    ),
    ("another encoder", lambda content: content.replace(b"Lavf6", b"Eve 6", 1)),
    ("another table of contents", lambda content: content.replace(b"ch1\0ch2", b"ch2\0ch1", 1)),
    ("a time of a chapter in bytes", lambda content: content.replace(b"\xff" * 8, b"\0" * 8, 1)),
]
FAULTS = {
    **{f"{name} in the whole": (over(WHOLE, change), "mp3 whole encoding") for name, change in STRANGE},
    **{f"{name} in a track": (over(TRACK, change), "mp3 tracks encoding") for name, change in STRANGE},
    **{f"{name} in the whole": (over(WHOLE, change), "mp3 whole tags") for name, change in TAGS},
    **{f"{name} in a track": (over(TRACK, change), "mp3 tracks tags") for name, change in TAGS},
    **{name: (over(WHOLE, change), "mp3 whole tags") for name, change in OF_WHOLE},
    "a word muted": (sounds(muted), ALIKE),
    "hum under speech": (sounds(hum), ALIKE),
    "a track upside down": (sounds(lambda pcm: -pcm), ALIKE),
    "a track encoded again": (sounds(lambda pcm: pcm), "mp3 tracks as encoded"),
    "a fade": (sounds(lambda pcm: (pcm * np.linspace(1, 0.2, len(pcm))).astype(np.int16)), ALIKE),
    # captions and text
    "a BOM": (over("back.srt", lambda text: b"\xef\xbb\xbf" + text), "srt can be read"),
    "a BOM in WebVTT": (over("back.vtt", lambda text: b"\xef\xbb\xbf" + text), "vtt can be read"),
    "a note": (in_text("back.vtt", "WEBVTT\n\n", "WEBVTT\n\nNOTE two pills\n\n"), "vtt can be read"),
    "a style": (
        in_text("back.vtt", "WEBVTT\n\n", "WEBVTT\n\nSTYLE\n::cue { color: transparent }\n\n"),
        "vtt can be read",
    ),
    "a region": (in_text("back.vtt", "WEBVTT\n\n", "WEBVTT\n\nREGION\nid:a\n\n"), "vtt can be read"),
    "a header with text": (in_text("back.vtt", "WEBVTT\n", "WEBVTT Take two\n"), "vtt can be read"),
    "the setting of a cue": (in_text("back.vtt", r"(--> [\d:.]+)", r"\1 line:-100%"), "vtt can be read"),
    "the name of a cue": (in_text("back.vtt", "WEBVTT\n\n", "WEBVTT\n\nfirst\n"), "vtt can be read"),
    "three empty lines": (in_text("back.vtt", "\n\n", "\n\n\n"), "vtt can be read"),
    "no end of the last line": (over("back.srt", lambda text: text[:-1]), "srt can be read"),
    "empty lines at the end": (over("back.srt", lambda text: text + b"\n\n"), "srt can be read"),
    "another form of hours": (in_text("back.srt", "00:00:0", "000:00:0"), "srt can be read"),
    "a zero before a number": (in_text("back.srt", "(?m)^2$", "02"), "srt can be read"),
    "ends of lines of Windows": (over("back.vtt", lambda text: text.replace(b"\n", b"\r\n")), "vtt can be read"),
    "an arrow in a caption": (in_text("back.vtt", "&amp;", "&amp;>"), "vtt can be read"),
    "a space too many": (in_text("back.srt", "six hours", "six  hours"), "srt words in captions"),
    "a hidden mark": (in_text("back.srt", "six hours", "six \u200fhours"), "srt words in captions"),
    "an isolate": (in_text("back.vtt", "six hours", "\u2066six hours\u2069"), "vtt words in captions"),
    "a space at the end of a line": (in_text("back.vtt", r"\.\n", ". \n"), "vtt words in captions"),
    "a mark too many": (in_text("back.vtt", "\u200f", "\u200f\u200f"), "vtt words in captions", "ar"),
    "a text with a BOM": (over("back.txt", lambda text: b"\xef\xbb\xbf" + text), "txt headings"),
    "three empty lines in the text": (in_text("back.txt", "\n\n", "\n\n\n"), "txt paragraphs"),
    "a text that does not end": (over("back.txt", lambda text: text[:-1]), "txt paragraphs"),
    "a text with empty lines at its end": (over("back.txt", lambda text: text + b"\n"), "txt paragraphs"),
    "a hidden mark in the text": (in_text("back.txt", "six hours", "six \u200ehours"), "txt paragraphs"),
    "a text with the lines of Windows": (over("back.txt", lambda text: text.replace(b"\n", b"\r\n")), "txt paragraphs"),
    "a space too many in the text": (in_text("back.txt", "six hours", "six  hours"), "txt paragraphs"),
    # the timeline
    "a heading twice": (
        in_json(lambda d: d["segments"][3].update(heading=d["segments"][2]["heading"])),
        "timeline as narrate makes it",
    ),
    "an id of another text": (
        in_json(lambda d: d["segments"][2]["sentences"][0].update(id="what-your-spine-is.00000000")),
        "timeline as narrate makes it",
    ),
    "an id of another slide": (
        in_json(lambda d: d["segments"][2].update(id="another")),
        "timeline as narrate makes it",
    ),
    "a title at the end": (in_json(lambda d: d["segments"][-1].update(kind="title")), "timeline as narrate makes it"),
    "a closing slide at the start": (
        in_json(lambda d: d["segments"][0].update(kind="closing")),
        "timeline as narrate makes it",
    ),
    "a word moved": (
        in_json(lambda d: d["segments"][2]["sentences"][0]["words"][1].__setitem__(0, "heart")),
        "timeline as narrate makes it",
    ),
    "a timing of another kind": (
        in_json(lambda d: d["segments"][2]["sentences"][0].update(timing="estimated")),
        "timeline agrees with the manifest",
    ),
    "a start off the grid": (
        in_json(
            lambda d: d["segments"][2]["sentences"][0].update(start_ms=d["segments"][2]["sentences"][0]["start_ms"] + 3)
        ),
        "timeline as narrate makes it",
    ),
}
FAST = {check: fault for fault, (_, check, *_) in reversed(FAULTS.items())}.values()


@pytest.mark.parametrize(
    "fault", [fault if fault in FAST else pytest.param(fault, marks=pytest.mark.slow) for fault in FAULTS]
)
def test_a_planted_fault_is_found(rich, tmp_path, fault):
    plant, check, language = (*FAULTS[fault], "en")[:3]
    folder = tmp_path / "out/back" / language
    shutil.copytree(rich.output / "back" / language, folder)
    plant(folder)
    sign(folder)
    look_only_at(folder, check.split()[0])
    found = faults(folder, Store(rich.store))
    assert check in found, found


@pytest.mark.parametrize("change", [muted, hum])
def test_a_store_that_holds_the_same_fault_does_not_hide_it(rich, tmp_path, change):
    folder, store = tmp_path / "out/back/en", Store(tmp_path / "store")
    shutil.copytree(rich.output / "back/en", folder)
    shutil.copytree(rich.store, store.folder)
    sounds(change)(folder)
    content = (folder / TRACK).read_bytes()
    key = load_manifest(folder).tracks[2]
    store.keep(key, ".mp3", content, store.find(key, ".mp3").facts)
    sign(folder)
    look_only_at(folder, "mp3")
    found = faults(folder, store)
    assert ALIKE in found
    assert "mp3 tracks as encoded" not in found
