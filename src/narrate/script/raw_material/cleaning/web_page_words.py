"""Removes a web page's own words around a transcript: breadcrumbs, buttons and credits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from narrate.languages.transcript_words import Transcripts
from narrate.script.raw_material.cleaning.edit_log import EditLog
from narrate.script.raw_material.material import RawLine
from narrate.script.raw_material.words import SENTENCE_END, STOP_AT_END, plain_words

_BREADCRUMB = re.compile(r"\S\s*[>»›]\s*\S")
_BULLETED = re.compile(r"[-–—*•◦▪‣]\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(
    r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?=[ /.-]|,|$)|(?<!\d)(?:19|20)\d\d(?!\d)|(?<=[年月])\d{1,2}(?=[月日])"
)
_ADDRESS = re.compile(r"\bwww\.|https?://|\.(?:org|com|net|gov|edu)\b")
_ELLIPSIS = ("...", "…")
_MOST_CREDIT_WORDS, _MOST_DATED_WORDS, _MOST_NAMES = 14, 8, 6
_LONGEST_NAME = 32  # letters
_LONGEST_PARTICLE = 3  # letters: "of", "de", "van"
_PAGE, _CREDIT = "words of a web page", "who made or reviewed it"


@dataclass(frozen=True, slots=True)
class _PagePatterns:
    """Patterns for lines of a web page in lower case.

    ``buttons`` matches at the end of a line, all others at its start.
    """

    credits: re.Pattern[str]
    labels: re.Pattern[str]
    dated: re.Pattern[str]
    buttons: re.Pattern[str]


@cache
def _patterns(data: Transcripts) -> _PagePatterns:
    return _PagePatterns(
        re.compile(rf"(?:{_either(data.credits)})(?=[\s:：])\s*[:：]?\s*"),
        re.compile(rf"(?:{_either(data.labels | data.sources)})\s?[:：]\s*(?=\S)"),
        re.compile(rf"(?:{_either(data.dated)})(?:\s?[:：]|\s|$)"),
        re.compile(
            rf"(?:\.\.\.|…|[.!?…\"”»)。！？।؟])\s*(?:\.\.\.|…)?(?P<words>{_either(data.pages | data.buttons)})$",
            re.IGNORECASE,
        ),
    )


def _either(phrases: Iterable[str]) -> str:
    return (
        "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))) or "(?!)"
    )


def without_pages(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without the words of a web page: breadcrumbs at the top, buttons at both ends, and credits anywhere."""
    left_out = dict.fromkeys(_credits(lines, data, log), _CREDIT)
    left_out.update(dict.fromkeys(_top(lines, data, log), _PAGE))
    left_out.update(dict.fromkeys(_bottom(lines, data, left_out), _PAGE))
    kept: list[RawLine] = []
    follows = False
    for number, line in enumerate(lines):
        if why := left_out.get(number):
            log.leave(line, line.text, why)
            follows = bool(kept)
        else:
            kept.append(replace(line, follows_blank=True) if follows else line)
            follows = False
    return kept


def _top(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[int]:
    """The indexes of lines before the text that are breadcrumbs or buttons; none unless one of them is unmistakable."""
    run, sure = [], False
    for number, line in enumerate(lines):
        is_breadcrumb = _is_breadcrumb(line, data)
        if is_breadcrumb and (protected := log.protected_words(line.text)):
            log.keep(line, line.text, "the way to a page", protected)
            break
        is_sure = is_breadcrumb or _is_button(line, data.pages)
        if not is_sure and not _is_button(line, data.buttons):
            break
        run.append(number)
        sure = sure or is_sure
    return run if sure else []


def _bottom(lines: Sequence[RawLine], data: Transcripts, left_out: dict[int, str]) -> list[int]:
    """The indexes of lines after the text that are buttons; ``left_out`` maps lines already left out to the reason.

    Words that may also be narration count only after the end of a sentence.
    """
    run, sure, end = [], False, len(lines)
    while end > 1:
        line = lines[end - 1]
        is_sure = _is_button(line, data.pages)
        if not is_sure and end - 1 not in left_out and not _is_button(line, data.buttons):
            break
        end -= 1
        if end not in left_out:
            run.append(end)
        sure = sure or is_sure or end in left_out
    return run if sure or (run and SENTENCE_END.search(lines[end - 1].text)) else []


def _is_breadcrumb(line: RawLine, data: Transcripts) -> bool:
    text = line.text
    if line.level or not _BREADCRUMB.search(text) or STOP_AT_END.search(text) or text.startswith(">>"):
        return False
    if any(map(str.isnumeric, text)):  # "Home > 3 days"
        return False
    return not data.sites.isdisjoint(plain_words(text))


def _is_button(line: RawLine, words: frozenset[str]) -> bool:
    text = line.text
    if line.level or line.marker or _BULLETED.match(text) or SENTENCE_END.search(text.replace("...", "")):
        return False
    return " ".join(text.lower().strip(" .…<>«»‹›+×").split()) in words


def _credits(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[int]:
    """The indexes of lines about authors, translators, reviewers, sources or rights.

    A label such as "Translation:" needs a name after it, or a credit on the next or previous line: hospitals also offer
    translations.
    """
    patterns = _patterns(data)
    credited: set[int] = set()
    labelled: list[int] = []
    for number, line in enumerate(lines):
        if line.level:
            continue
        plain = " ".join(line.text.lower().split()).lstrip("-–—*•[( ")
        if _is_credit(line.text, plain, patterns, data):
            if not _is_protected(plain, data, log):
                credited.add(number)
        elif patterns.labels.match(plain) and _is_short(line.text) and not _is_protected(plain, data, log):
            labelled.append(number)
    for number in [*labelled, *reversed(labelled)]:
        if not credited.isdisjoint((number - 1, number + 1)):
            credited.add(number)
    return sorted(credited)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_NAMES and not SENTENCE_END.search(text)


def _is_credit(text: str, plain: str, patterns: _PagePatterns, data: Transcripts) -> bool:
    words = len(plain.split())
    if words > _MOST_CREDIT_WORDS:
        return False
    if any(right in plain for right in data.rights) or (plain.startswith(("©", "(c)")) and _YEAR.search(plain)):
        return True
    if patterns.dated.match(plain) and words <= _MOST_DATED_WORDS and _YEAR.search(plain):
        return True
    rest = text[len(text) - len(plain) :]
    if match := patterns.credits.match(plain):
        return _names_somebody(rest[match.end() :], data)
    match = patterns.labels.match(plain)
    return match is not None and _is_name(rest[match.end() :], data)


def _names_somebody(text: str, data: Transcripts) -> bool:
    """Whether ``text`` after "reviewed by" is a name: "Reviewed by your doctor, the list …" begins a sentence."""
    words = text.split()
    if not words or words[0].lower() in data.addressed:
        return False
    if not data.capitals_tell:
        return _may_be_name(text, words, data)
    if len(words[0]) <= _LONGEST_PARTICLE and not STOP_AT_END.search(
        text
    ):  # "by the ward team", "por la comunidad de Amara"
        return words[0] in ("the", "our") or any(word[0].isupper() for word in words)
    first = words[1:2] if words[0].islower() and len(words[0]) <= _LONGEST_PARTICLE else words[:1]
    return bool(first) and not first[0][0].islower() and not re.search(r",\s+[a-z]", text) and text.count(". ") < 2


def _may_be_name(text: str, words: Sequence[str], data: Transcripts) -> bool:
    """Whether ``text`` is short enough for a name. This is for languages in which capitals do not tell.

    In German, where nouns have capitals, a name must have two words.
    """
    if (
        len(text) > _LONGEST_NAME
        or len(words) > _MOST_NAMES
        or SENTENCE_END.search(text)
        or not data.joining.isdisjoint(words)
    ):
        return False
    return text[0].lower() == text[0].upper() or (len(words) > 1 and all(word[0].isupper() for word in words))


def _is_name(text: str, data: Transcripts) -> bool:
    """Whether ``text`` is a name, judging by its capitals, or holds a year or an address."""
    if _YEAR.search(text) or _ADDRESS.search(text.lower()):
        return True
    words = text.split()
    if not data.capitals_tell or not 2 <= len(words) <= _MOST_NAMES or "," in text or SENTENCE_END.search(text):
        return False
    return words[0][0].isupper() and all(
        word[0].isupper() or (len(word) <= _LONGEST_PARTICLE and word not in data.joining) for word in words
    )


def _is_protected(plain: str, data: Transcripts, log: EditLog) -> bool:
    """Whether a credit holds words that must never be left out, apart from dates and claims of rights."""
    rest = _DATE.sub(" ", plain) if _YEAR.search(plain) else plain
    for right in data.rights:
        rest = rest.replace(right, " ")
    return bool(log.protected_words(rest))


def without_buttons(lines: Sequence[RawLine], data: Transcripts, log: EditLog) -> list[RawLine]:
    """``lines`` without button words ("… more", "show less") after the last sentence.

    Buttons begin in lower case or follow an ellipsis: "Open the lid. Close" has no button.
    """
    pattern = _patterns(data).buttons
    longest = max(map(len, data.pages | data.buttons), default=0) + 12
    rest = list(lines)
    while rest:
        text = rest[-1].text
        bare = text.rstrip(" >»›+")
        offset = max(0, len(bare) - longest)
        match = pattern.search(bare, offset)
        if match is None or rest[-1].level:
            return rest
        words = match.group("words")
        dots = next((dots for dots in _ELLIPSIS if bare[: match.start("words")].rstrip().endswith(dots)), "")
        if not dots and not words[0].islower() and words.lower() not in data.pages:
            return rest
        start = len(bare[: match.start("words")].rstrip().removesuffix(dots).rstrip())
        log.leave(rest[-1], text[start:], _PAGE)
        rest[-1:] = [replace(rest[-1], text=text[:start])] if text[:start] else []
    return rest
