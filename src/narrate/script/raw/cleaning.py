"""Raw lines, as they were cut from a web page or a film, without what nobody narrates.

Breadcrumbs and a title on top, a prefix such as "TRANSCRIPT:", names of speakers, stage
words in brackets, times, and the "more" of a button at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from narrate.languages import Language, language_data
from narrate.script.lookalikes import without_bullet
from narrate.script.raw.material import Line
from narrate.script.sentences import count_words

_BREADCRUMB = re.compile(r"\S\s*[>»›]\s*\S")
ENDS = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]]*$")
_SENTENCE_ENDS = re.compile(r"[.!?…。！？؟।][\"'”’»)\]]*$")
_BRACKETS = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]|[♪♫]+[^♪♫]*[♪♫]+|[♪♫]+")
_CLOCK = r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]?"
_TIME = re.compile(rf"^{_CLOCK}(?:\s?(?:-->|[-–—])\s?{_CLOCK})?(?:\s+(?:[-–—]\s+)?|$)")
# Of a film: from its start, or to the second, or in square brackets; "8:00 Take one tablet" is none.
_FILM_TIME = re.compile(r"^(?:\(?0?0:\d{2}|\[|\(?\d{1,2}:\d{2}:\d{2})")
_NAME_ALONE = re.compile(r"^(?:>>+\s*)?([^\W\d_][\w.'’ -]{0,30}?)\s?:$")
_TIME_OF_NAME = re.compile(r"^((?:>>+\s*)?[^\W\d_][\w.'’ -]{0,30}?)\s?[\[(]\d{1,2}:\d{2}(?::\d{2})?[\])]\s?:")
_LITTLE = frozenset(
    [
        "a",
        "the",
        "brief",
        "short",
        "long",
        "slight",
        "dramatic",
        "here",
        "for",
        "effect",
        "una",
        "un",
        "breve",
        "larga",
        "aquí",
    ]
)
_SPEAKER = re.compile(r"^(?:>>+\s*)?([^\W\d_][\w.'’ -]{0,30}?)\s?:\s+(?=\S)")
_NAME_WITHIN = re.compile(r"(?<=[.!?…)\]\"”])\s+(?=(?:>>+\s*)?[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ.'’ -]{2,30}:\s)")
_WORD = re.compile(r"\w+")
_CHEVRONS = re.compile(r"^>>+\s*")


def lines_of(text: str) -> list[Line]:
    """The lines that hold something, their white space made single."""
    found, blank = [], True
    for number, line in enumerate(text.split("\n"), 1):
        plain = without_bullet(line)
        if words := " ".join(plain.split()):
            found.append(Line(number, words, blank, turn=plain != line, source=line))
        blank = not line.strip()
    return found


def narrated(lines: Sequence[Line], language: str) -> tuple[str, list[Line]]:
    """The title, where one stands on top, and the lines that are narration."""
    data = language_data(language)
    rest = _without_breadcrumbs(lines)
    title, rest = _take_prefix(rest, data)
    if not title:
        title, rest = take_title(rest)
        inner, rest = _take_prefix(rest, data)
        title = title or inner
    rest = list(_without_stage_words(rest, data))
    rest = list(_without_speakers(rest, data))
    return title, _without_buttons(rest, data)


def left_out(raw: Sequence[Line], title: str, kept: Sequence[Line]) -> Iterator[tuple[Line, str]]:
    """What of ``raw`` is in neither title nor narration, each with its line; times and marks are no words."""
    narrated_by: dict[int, list[str]] = {}
    for line in kept:
        narrated_by.setdefault(line.number, []).append(line.text)
    for line in raw:
        rest = " ".join(narrated_by.get(line.number, ()))
        if rest == line.text:
            continue
        if title and title in line.text:
            rest, title = f"{title} {rest}", ""
        words = list(_WORD.finditer(line.text))
        there = _WORD.findall(rest)
        matcher = SequenceMatcher(None, [word.group() for word in words], there, autojunk=False)
        for change, start, end, _, _ in matcher.get_opcodes():
            text = line.text[words[start].start() : words[end - 1].end()] if change in ("delete", "replace") else ""
            if any(character.isalpha() for character in text):
                yield line, text


def take_title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The title on the first line, if that line is one: short, alone, and no sentence."""
    if len(lines) < 2:
        return "", lines
    first, second = lines[0], lines[1]
    alone = second.follows_blank
    short = count_words(first.text) <= 14
    starts_lower = second.text[0].islower()
    plain = not ENDS.search(first.text) and not _SPEAKER.match(first.text) and not _BRACKETS.fullmatch(first.text)
    if alone and short and plain and not starts_lower:
        return first.text, lines[1:]
    return "", lines


def _without_breadcrumbs(lines: Sequence[Line]) -> list[Line]:
    """Leave out leading lines like ``Home > Animations > Article``: a page's navigation."""
    start = 0
    while start < len(lines) and _is_breadcrumb(lines[start].text):
        start += 1
    return list(lines[start:])


def _is_breadcrumb(text: str) -> bool:
    return bool(_BREADCRUMB.search(text)) and not ENDS.search(text) and not text.startswith(">>")


def _take_prefix(lines: list[Line], data: Language) -> tuple[str, list[Line]]:
    """Leave out "VIDEO TRANSCRIPT:" before the first words; what else stands before it is the title."""
    if not lines or not data.transcript_words:
        return "", lines
    words = "|".join(re.escape(word) for word in sorted(data.transcript_words, key=len, reverse=True))
    match = re.match(rf"^(.{{0,100}}?)\b(?:{words})\s*(?::|$)\s*", lines[0].text, re.IGNORECASE)
    if not match or _SENTENCE_ENDS.search(match.group(1).strip()):
        return "", lines
    before = match.group(1).strip(" -–—:|")
    generic = {word.lower() for word in re.findall(r"\w+", before)} <= data.film_words
    rest = lines[0].text[match.end() :]
    title = "" if generic else before
    if not rest:
        return title, lines[1:]
    return title, [replace(lines[0], text=rest), *lines[1:]]


def _without_stage_words(lines: Sequence[Line], data: Language) -> Iterator[Line]:
    def keep(match: re.Match[str]) -> str:
        if match.group(1) is None:
            inside = match.group(2)
            short = inside is None or (len(inside.split()) <= 5 and not any(c.isdecimal() for c in inside))
            return " " if short else match.group()
        words = {word.lower() for word in re.findall(r"[^\W\d]+", match.group(1))}
        alone = words <= data.stage_alone | _LITTLE and bool(words & data.stage_alone)
        noise = not shouted and match.group() == match.string.strip() and _is_noise(match.group(1))
        return " " if len(words) <= 4 and (words & data.stage_words or alone or noise) else match.group()

    shouted = all(line.text.isupper() for line in lines)
    times = next((line.text for line in lines if _TIME.match(line.text)), "")
    of_a_film = _FILM_TIME.match(times) is not None
    for line in lines:
        text = _TIME_OF_NAME.sub(r"\1:", line.text)
        found = _TIME.match(text)
        text = text[found.end() :] if found and (of_a_film or found.end() == len(text)) else text
        text = " ".join(_BRACKETS.sub(keep, text).split())
        text = re.sub(r"\s+([.,;:!?])", r"\1", text).lstrip(" :,;") if text != line.text else text
        if any(character.isalnum() for character in text):
            yield replace(line, text=text)


def _is_noise(inside: str) -> bool:
    """Whether capitals in brackets, on a line of their own, are a sound that captions name: more than ``MRI``."""
    return inside.isupper() and len(inside) > 6


def _without_speakers(lines: Sequence[Line], data: Language) -> Iterator[Line]:
    """Leave out ``NURSE:``, ``Dr. Gray:`` and ``>>``; a name not in capitals counts when it speaks twice."""
    lines = [part for line in lines for part in _at_names(line)]
    names = Counter(match.group(1) for line in lines if (match := _named(line.text)))
    spoken = sum(times for name, times in names.items() if _is_known(name, data))
    turn = False
    for each in lines:
        line, turn = replace(each, turn=each.turn or turn), False
        match = _named(line.text)
        if match and _is_speaker(match.group(1), names[match.group(1)], spoken, data):
            turn = match.end() == len(line.text)
            if not turn:
                yield replace(line, text=line.text[match.end() :], turn=True)
        elif chevrons := _CHEVRONS.match(line.text):
            if rest := line.text[chevrons.end() :]:
                yield replace(line, text=rest, turn=True)
        else:
            yield line


def _named(text: str) -> re.Match[str] | None:
    return _SPEAKER.match(text) or _NAME_ALONE.match(text)


def _at_names(line: Line) -> Iterator[Line]:
    """The line, cut before every name in capitals that follows the end of a sentence within it."""
    parts = _NAME_WITHIN.split(line.text)
    if parts[0].isupper() and len(parts[0]) < 8:  # "DR. OKORO:" is one name
        parts = [line.text]
    for number, text in enumerate(parts):
        yield (
            line
            if number == 0 and text == line.text
            else replace(line, text=text, follows_blank=line.follows_blank and number == 0)
        )


def _is_known(name: str, data: Language) -> bool:
    return any(word.lower() in data.speaker_words for word in re.findall(r"[^\W\d_]+", name))


def _is_speaker(name: str, times: int, spoken: int, data: Language) -> bool:
    """Whether ``name`` speaks, which it does on ``times`` lines; names that are known do so on ``spoken``."""
    words = re.findall(r"[^\W\d_]+", name)
    if not words or len(words) > 4 or any(word.lower() in data.signal_words for word in words):
        return False
    if name.isupper():
        return True
    capital = all(word[0].isupper() for word in words)
    if _is_known(name, data):
        return capital or spoken > 1
    return times > 1 and capital and len(words) <= 3


def _without_buttons(lines: list[Line], data: Language) -> list[Line]:
    """Leave out the words of buttons ("more", "show less") after the last sentence."""
    while lines:
        last = lines[-1]
        text = last.text
        for button in sorted(data.buttons, key=len, reverse=True):
            match = re.search(
                rf"(?:^|(?<=[.!?…\"”»)])\s*|\s*(?:\.\.\.|…)\s*)(?:\.\.\.|…)?{re.escape(button)}\W*$",
                text,
                re.IGNORECASE,
            )
            if match and (match.start() > 0 or len(lines) > 1):
                text = text[: match.start()].rstrip()
                break
        if text == last.text:
            return lines
        lines = [*lines[:-1], replace(last, text=text)] if text else lines[:-1]
    return lines
