"""Reads captions in WebVTT and SubRip back and compares them with the spoken words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from narrate.exporters.caption_files import clock
from narrate.exporters.verifying.edition_record import Finding, Record, RecordSentence
from narrate.exporters.verifying.right_to_left import direction_faults
from narrate.exporters.verifying.sentence_matching import holds_words, without_space
from narrate.exporters.verifying.verbatim import caption_letters
from narrate.model import Caption
from narrate.typeset.bidi import without_controls

MAX_LINES, MAX_COLUMNS, LONGEST_MS = 2, 42, 7_000
GAP_MS = 80  # a caption may end this long before the next one starts, even if its last word is still being said
_MOST = f"at most {MAX_LINES} lines of {MAX_COLUMNS} are allowed"
_CLOCK = r"(\d{{1,9}}):(\d\d):(\d\d){}(\d{{3}})"
_TIMES = {
    name: re.compile(f"{_CLOCK.format(separator)} --> {_CLOCK.format(separator)}$")
    for name, separator in (("vtt", r"\."), ("srt", ","))
}
_BEGIN = {name: re.compile(times.pattern.removesuffix("$")) for name, times in _TIMES.items()}
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_MARKUP = re.compile("<|&(?!(?:lt|gt|amp);)")


def parse_captions(text: str, kind: str) -> list[Caption]:
    """Return the captions of a file that narrate wrote: WebVTT (``kind`` "vtt") or SubRip ("srt").

    Raises ValueError for anything else.
    """
    vtt = kind == "vtt"
    if vtt and not text.startswith("WEBVTT\n\n"):
        raise ValueError("it does not begin with WEBVTT and an empty line")
    captions, contents = [], []
    blocks = re.split(r"\n{2,}", (text.removeprefix("WEBVTT\n\n") if vtt else text).strip("\n"))
    for number, block in enumerate(blocks, 1):
        lines = block.split("\n")
        if not vtt and (first := lines.pop(0)) != str(number):
            raise ValueError(f"{first[:40]!r} stands where caption {number} should begin with its number")
        match = _TIMES[kind].match(lines[0]) if lines else None
        if match is None:
            raise ValueError(f"caption {number}: {_times_fault(lines[0] if lines else '', kind)}")
        if len(lines) < 2:
            raise ValueError(f"caption {number}, {lines[0]}, has no words")
        content = "\n".join(lines[1:])
        contents.append(content)
        captions.append(Caption(*_times_ms(match), _without_escapes(content) if vtt else content))
    if text != (formed := _formed(captions, contents, kind)):
        at = next((at for at, pair in enumerate(zip(text, formed, strict=False)) if pair[0] != pair[1]), len(formed))
        raise ValueError(f"line {text.count(chr(10), 0, at) + 1} is not formed as narrate forms it: {text[at:][:20]!r}")
    return captions


def _times_fault(line: str, kind: str) -> str:
    """Say why ``line`` of a file of the given ``kind`` does not say when a caption is shown, as narrate writes it."""
    if begin := _BEGIN[kind].match(line):
        rest = line[begin.end() :].strip()
        return f"{rest[:40]!r} follows its times, but narrate writes no settings of captions"
    point = "a point" if kind == "vtt" else "a comma"
    return f"{line[:40]!r} stands where its times should, two times to the millisecond, with {point}"


def _formed(captions: Sequence[Caption], contents: Sequence[str], kind: str) -> str:
    """Return the file of ``captions`` as narrate forms it. ``contents`` are their texts as the file holds them."""
    blocks = []
    for number, (caption, content) in enumerate(zip(captions, contents, strict=True), 1):
        separator = "." if kind == "vtt" else ","
        head = "" if kind == "vtt" else f"{number}\n"
        times = f"{clock(caption.start_ms, separator)} --> {clock(caption.end_ms, separator)}"
        blocks.append(f"{head}{times}\n{content}\n")
    return "\n".join(["WEBVTT\n", *blocks] if kind == "vtt" else blocks)


def _times_ms(match: re.Match[str]) -> tuple[int, int]:
    """The start and the end of a caption in ms."""
    h, m, s, ms, h2, m2, s2, ms2 = map(int, match.groups())
    return ((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2


def _without_escapes(content: str) -> str:
    """Return the text of a WebVTT caption as it is shown.

    Raises ValueError if ``content`` holds markup, since narrate writes none.
    """
    if markup := _MARKUP.search(content):
        raise ValueError(f"{markup.group()!r} in {content[:40]!r} would be taken for markup")
    if ">" in content:
        raise ValueError(f"'>' in {content[:40]!r} would be taken for markup")
    return content.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def check_file(record: Record, kind: str) -> Iterator[Finding]:
    """Compare the captions of the whole edition with the record.

    ``kind`` is "vtt" or "srt". Raises OSError or ValueError if the captions cannot be read.
    """
    name = f"{record.name}.{kind}"
    content = (record.folder / name).read_bytes().decode()
    try:
        captions = parse_captions(content, kind)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    yield from check_captions(kind, captions, record.sentences, record.manifest.language)


def check_captions(
    format_: str, captions: Sequence[Caption], said: Sequence[RecordSentence], language: str, offset_ms: int = 0
) -> Iterator[Finding]:
    """Check that ``captions`` hold every spoken word, are shown while it is said, and can be read in time.

    ``said`` are the sentences that the captions should hold. ``offset_ms`` is added to the captions' times, to compare
    them with those of ``said``. ``format_`` is the name in the findings.
    """
    words = [
        _Word(without_space(text), start, end, sentence.text)
        for sentence in said
        for text, start, end in sentence.words
    ]
    reading = _Reading(words, offset_ms)
    for caption, following in zip(captions, [*captions[1:], None], strict=True):
        if not reading.read(caption, following):
            break
    reading.finish()
    reading.lost += [] if reading.lost else caption_letters(captions, said, language)
    yield Finding(format_, "words in captions", reading.at, len(words), "words", tuple(reading.lost), at_least=True)
    yield Finding(format_, "captions start on a word", reading.most_off_ms, 0, "ms", tuple(reading.off))
    yield Finding(format_, "captions stand till they are said", reading.most_early_ms, 0, "ms", tuple(reading.early))
    yield _shape(format_, captions)
    lines = [line for caption in captions for line in caption.text.split("\n")]
    turned = tuple(direction_faults(lines, language, alone=True))
    yield Finding(format_, "right to left", len(turned), 0, "lines", turned)


class _Word(NamedTuple):
    """A spoken word. ``letters`` are its text without spaces; ``sentence`` is the text of its sentence."""

    letters: str
    start_ms: int
    end_ms: int
    sentence: str

    def said_at(self, count: int) -> int:
        """The time in ms when the first ``count`` letters have been said: the word's time, divided evenly.

        Marks such as a comma take no time.
        """
        whole = sum(letter.isalnum() for letter in self.letters)
        share = sum(letter.isalnum() for letter in self.letters[:count])
        return self.start_ms + (self.end_ms - self.start_ms) * share // max(1, whole)


@dataclass(slots=True)
class _Reading:
    """Follows captions through the spoken ``words``, and keeps what is wrong.

    The next caption has to begin in the word with the index ``at``, after the first ``within`` letters, which earlier
    captions hold. ``lost`` says which words no caption holds, ``off`` which captions do not start on their first word,
    and ``early`` which captions end before their last word is said. ``most_off_ms`` and ``most_early_ms`` are the worst
    of these times.
    """

    words: Sequence[_Word]
    offset_ms: int
    at: int = 0
    within: int = 0
    lost: list[str] = field(default_factory=list)
    off: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    most_off_ms: int = 0
    most_early_ms: int = 0

    def read(self, caption: Caption, following: Caption | None) -> bool:
        """Read ``caption``, which ``following`` follows. Return whether it holds the next words.

        If it does not, no caption after it can be read.
        """
        first, begins = self.at, self.within
        rest = self._pass_over(without_space(caption.text))
        where = f"the caption {caption.text[:30]!r}"
        if rest or (first, begins) == (self.at, self.within):
            said = f", {self.words[first].sentence[:40]!r}" if first < len(self.words) else ""
            self.lost.append(f"{where} does not hold what is said at {clock(caption.start_ms)}{said}")
            return False
        if not holds_words(self.words[first].sentence, caption.text):
            self.lost.append(f"{where} does not hold its words as they are written, or those of two sentences")
        if off_ms := caption.start_ms + self.offset_ms - self.words[first].said_at(begins):
            self.most_off_ms = max(self.most_off_ms, abs(off_ms))
            self.off.append(f"{where} starts {off_ms:+d} ms from its first word")
        early_ms = self._needed_until(caption, following) - max(caption.end_ms, caption.start_ms + 1)
        if early_ms > 0:
            self.most_early_ms = max(self.most_early_ms, early_ms)
            self.early.append(f"{where} ends {early_ms} ms before its last word is said")
        return True

    def finish(self) -> None:
        """Report the words that no caption holds, unless a caption was wrong already."""
        if not self.lost and (self.at < len(self.words) or self.within):
            left = len(self.words) - self.at
            self.lost.append(f"{left} words have no caption, from {self.words[self.at].letters!r} on")

    def _pass_over(self, letters: str) -> str:
        """Move past the words that ``letters`` hold. Return the letters that are left.

        The last word may be held only in part, if a caption may be cut there.
        """
        words, at, within = self.words, self.at, self.within
        while letters and at < len(words):
            word = words[at].letters
            if not letters.startswith(word[within:]):
                end = within + len(letters)
                if word.startswith(letters, within) and _cuttable(word, end):
                    letters, within = "", end
                break
            letters = letters[len(word) - within :]
            at, within = at + 1, 0
        self.at, self.within = at, within
        return letters

    def _needed_until(self, caption: Caption, following: Caption | None) -> int:
        """The time in ms until which ``caption``, the last one read, has to stand."""
        said = self.words[self.at].said_at(self.within) if self.within else self.words[self.at - 1].end_ms
        limits = [said - self.offset_ms, caption.start_ms + LONGEST_MS]
        if following:
            limits.append(following.start_ms - GAP_MS)
        return min(limits)


def _cuttable(word: str, at: int) -> bool:
    """Whether a caption may begin at the letter ``at`` of ``word``.

    It may if the word holds letters of a script without spaces, or if a full-width sign such as 「 stands at the cut.
    """
    return _UNSPACED.search(word) is not None or any(
        unicodedata.east_asian_width(letter) in "WF" for letter in word[max(0, at - 1) : at + 1]
    )


def _columns(letter: str) -> int:
    """How many columns of a caption a letter takes: none for a mark, two for a full-width letter."""
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
            stands = f"stands {caption.end_ms - caption.start_ms} ms"
            faults.append(f"{where} {stands}, and a caption may stand from 1 to {LONGEST_MS} ms")
        if len(lines) > MAX_LINES or (columns > MAX_COLUMNS and any(" " in line for line in lines)):
            faults.append(f"{where} has {len(lines)} lines of up to {columns} columns; {_MOST}")
        end = caption.end_ms
    return Finding(format_, "captions can be read", widest, MAX_COLUMNS, "columns", tuple(faults))
