"""Reads captions in WebVTT and SubRip back and compares them with the spoken words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from narrate.exporters.caption_files import clock
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSentence
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import holds_words, without_space
from narrate.model import Caption
from narrate.typeset.bidi import without_controls

MAX_LINES, MAX_COLUMNS, LONGEST_MS = 2, 42, 7_000
GAP_MS = 80  # a caption may end this long before the next one starts, even if its last word is still being said
_CLOCK = r"(\d+):(\d\d):(\d\d){}(\d{{3}})"
_TIMES = {
    name: re.compile(f"{_CLOCK.format(separator)} --> {_CLOCK.format(separator)}$")
    for name, separator in (("vtt", r"\."), ("srt", ","))
}
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MARKUP = re.compile("<|&(?!(?:lt|gt|amp);)")


def parse_captions(text: str, kind: str) -> list[Caption]:
    """The captions of a WebVTT file (``kind`` "vtt") or a SubRip file ("srt") that narrate wrote.

    Raises ValueError for anything else.
    """
    vtt = kind == "vtt"
    if vtt and not text.startswith("WEBVTT\n\n"):
        raise ValueError("it does not begin with WEBVTT and an empty line")
    captions = []
    blocks = re.split(r"\n{2,}", (text.removeprefix("WEBVTT\n\n") if vtt else text).strip("\n"))
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        if not vtt and lines.pop(0) != str(number):
            raise ValueError(f"no caption {number}: {block[:40]!r}")
        match = _TIMES[kind].match(lines[0]) if lines else None
        if match is None or len(lines) < 2:
            raise ValueError(f"no caption: {block[:40]!r}")
        h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
        content = "\n".join(lines[1:])
        if vtt:
            if markup := _MARKUP.search(content):
                raise ValueError(f"{markup.group()!r} in {content[:40]!r} would be taken for markup")
            content = content.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        start_ms, end_ms = ((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2
        captions.append(Caption(start_ms, end_ms, content))
    return captions


def check_file(record: Record, kind: str) -> Iterator[Finding]:
    """Compare the captions of the whole edition with the record.

    Raises OSError or ValueError if they cannot be read.
    """
    captions = parse_captions((record.folder / f"{record.name}.{kind}").read_bytes().decode(), kind)
    yield from check_captions(kind, captions, record.sentences, record.manifest.language)


def check_captions(
    format_: str, captions: Sequence[Caption], said: Sequence[RecordSentence], language: str, offset_ms: int = 0
) -> Iterator[Finding]:
    """Check that ``captions`` hold every spoken word, are shown while it is said, and can be read in time.

    ``offset_ms`` is added to the times of the captions.
    """
    words = [
        (without_space(text), start, end, sentence.text) for sentence in said for text, start, end in sentence.words
    ]
    lost, late, early, at, worst, soon = [], [], [], 0, 0, 0
    within = 0  # letters of the word at ``at`` that earlier captions already hold
    for caption, following in zip(captions, [*captions[1:], None], strict=True):
        rest, first, begins = without_space(caption.text), at, within
        while rest and at < len(words) and rest.startswith(words[at][0][within:]):
            rest, at, within = rest[len(words[at][0]) - within :], at + 1, 0
        if (
            rest
            and at < len(words)
            and words[at][0].startswith(rest, within)
            and _cuttable(words[at][0], within + len(rest))
        ):
            rest, within = "", within + len(rest)
        where = f"the caption {caption.text[:30]!r}"
        if rest or (first, begins) == (at, within):
            lost.append(f"{where} does not hold the words said at {clock(caption.start_ms)}")
            break
        if not holds_words(words[first][3], caption.text):
            lost.append(f"{where} does not hold its words as they are written, or those of two sentences")
        off = caption.start_ms + offset_ms - _said_at(words[first], begins)
        worst = max(worst, abs(off))
        if off:
            late.append(f"{where} starts {off:+d} ms from its first word")
        ends = _said_at(words[at], within) if within else words[at - 1][2]
        limits = [ends - offset_ms, caption.start_ms + LONGEST_MS]
        limits += [following.start_ms - GAP_MS] if following else []
        gone = max(0, min(limits) - max(caption.end_ms, caption.start_ms + 1))
        soon = max(soon, gone)
        if gone:
            early.append(f"{where} ends {gone} ms before its last word is said")
    if not lost and (at < len(words) or within):
        lost.append(f"{len(words) - at} words have no caption, from {words[at][0]!r} on")
    yield Finding(format_, "words in captions", at, len(words), "words", tuple(lost))
    yield Finding(format_, "captions start on a word", worst, 0, "ms", tuple(late))
    yield Finding(format_, "captions stand till they are said", soon, 0, "ms", tuple(early))
    yield _shape(format_, captions)
    lines = [line for caption in captions for line in caption.text.split("\n")]
    turned = tuple(direction_faults(lines, language, alone=True))
    yield Finding(format_, "right to left", len(turned), 0, "lines", turned)


def _cuttable(word: str, at: int) -> bool:
    """Whether a caption may begin at the letter ``at`` of ``word``.

    It may if the word holds letters of a script without spaces, or if a full-width sign such as 「 stands at the cut.
    """
    return _UNSPACED.search(word) is not None or any(
        unicodedata.east_asian_width(letter) in "WF" for letter in word[max(0, at - 1) : at + 1]
    )


def _said_at(word: tuple[str, int, int, str], letters: int) -> int:
    """When the first ``letters`` of ``word`` have been said, in ms: their share of its time, not counting marks."""
    text, start, end, _ = word
    whole = sum(letter.isalnum() for letter in text)
    return start + (end - start) * sum(letter.isalnum() for letter in text[:letters]) // max(1, whole)


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _shape(format_: str, captions: Sequence[Caption]) -> Finding:
    faults, end, widest = [], -1, 0
    for caption in captions:
        lines = without_controls(caption.text).split("\n")
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
