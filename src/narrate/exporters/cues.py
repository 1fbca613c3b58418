"""Caption times as WebVTT and SubRip write them, read back and compared with the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from narrate.exporters.record import Finding, Said, without_space
from narrate.model import Caption
from narrate.typeset.bidi import standing_alone, without_controls

MAX_LINES, MAX_COLUMNS, LONGEST_MS = 2, 42, 7_000
_TIMES = re.compile(r"(\d+):(\d\d):(\d\d)[.,](\d{3}) --> (\d+):(\d\d):(\d\d)[.,](\d{3})\s*$")


def clock(ms: int, separator: str = ".") -> str:
    """``01:02:03.004``."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{separator}{ms:03d}"


def webvtt(captions: Iterable[Caption], offset_ms: int = 0, *, alone: bool = False) -> str:
    """A WebVTT file (W3C) of ``captions``, their times less ``offset_ms``; ``alone`` where they run from right to left."""
    blocks = ["WEBVTT\n"]
    for caption in captions:
        text = _shown(caption, alone=alone).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        times = f"{clock(caption.start_ms - offset_ms)} --> {clock(caption.end_ms - offset_ms)}"
        blocks.append(f"{times}\n{text}\n")
    return "\n".join(blocks)


def subrip(captions: Iterable[Caption], *, alone: bool = False) -> str:
    """A SubRip file of ``captions``; ``alone`` where they run from right to left."""
    return "\n".join(
        f"{number}\n{clock(c.start_ms, ',')} --> {clock(c.end_ms, ',')}\n{_shown(c, alone=alone)}\n"
        for number, c in enumerate(captions, 1)
    )


def _shown(caption: Caption, *, alone: bool) -> str:
    return standing_alone(caption.text) if alone else caption.text


def parse_captions(text: str) -> list[Caption]:
    """The captions of a WebVTT or SubRip file as written here. Raises ValueError for anything else."""
    vtt = text.startswith("WEBVTT\n")
    captions = []
    for block in re.split(r"\n{2,}", text.removeprefix("WEBVTT").strip("\n")):
        lines = block.split("\n")
        if not vtt and lines[0].isdecimal():
            lines = lines[1:]
        match = _TIMES.match(lines[0])
        if match is None or len(lines) < 2:
            raise ValueError(f"no caption: {block[:40]!r}")
        h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
        said = without_controls("\n".join(lines[1:]))
        if vtt:
            said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        captions.append(Caption(((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2, said))
    return captions


def check_captions(
    format_: str, captions: Sequence[Caption], said: Sequence[Said], offset_ms: int = 0
) -> Iterator[Finding]:
    """Whether ``captions`` hold every word that was said, each starting on its first word, and can be read."""
    words = [(without_space(text), start) for sentence in said for text, start, _ in sentence.words]
    lost, late, at, worst = [], [], 0, 0
    for caption in captions:
        rest, first = without_space(caption.text), True
        while rest and at < len(words) and rest.startswith(words[at][0]):
            if first:
                off = caption.start_ms + offset_ms - words[at][1]
                worst = max(worst, abs(off))
                if off:
                    late.append(f"the caption {caption.text[:30]!r} starts {off:+d} ms from its first word")
            first, rest, at = False, rest[len(words[at][0]) :], at + 1
        if rest:
            lost.append(f"the caption {caption.text[:30]!r} does not hold the words said at {clock(caption.start_ms)}")
            break
    if not lost and at < len(words):
        lost.append(f"{len(words) - at} words have no caption, from {words[at][0]!r} on")
    yield Finding(format_, "words in captions", at, len(words), "words", tuple(lost))
    yield Finding(format_, "captions start on a word", worst, 0, "ms", tuple(late))
    yield _shape(format_, captions)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _shape(format_: str, captions: Sequence[Caption]) -> Finding:
    faults, end, widest = [], -1, 0
    for caption in captions:
        lines = caption.text.split("\n")
        columns = max(sum(map(_columns, line)) for line in lines)
        widest = max(widest, columns)
        where = f"the caption {caption.text[:30]!r}"
        if caption.start_ms < end:
            faults.append(f"{where} overlaps the one before")
        if not caption.start_ms < caption.end_ms <= caption.start_ms + LONGEST_MS:
            faults.append(f"{where} stands {caption.end_ms - caption.start_ms} ms")
        if len(lines) > MAX_LINES or (columns > MAX_COLUMNS and any(" " in line for line in lines)):
            faults.append(f"{where} has {len(lines)} lines of up to {columns} columns")
        end = caption.end_ms
    return Finding(format_, "captions can be read", widest, MAX_COLUMNS, "columns", tuple(faults))
