"""A web page's own words around a transcript: breadcrumbs, buttons, and who made or reviewed it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from narrate.languages.transcripts import Transcripts
from narrate.script.raw.cleaning.ledger import Ledger
from narrate.script.raw.material import Line

_BREADCRUMB = re.compile(r"\S\s*[>»›]\s*\S")
_ENDS = re.compile(r"[.!?…。！？؟।:;,][\"'”’»)\]]*$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,2}(?:st|nd|rd|th|er|\.|º)?(?=[ /.-]|,|$)|(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_CREDIT_WORDS = 14
_END_OF_SENTENCE = r"(?:^|(?<=[.!?…\"”»)。！？।؟])\s*|\s*(?:\.\.\.|…)\s*)(?:\.\.\.|…)?"


def without_pages(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` without breadcrumbs on top, a page's words at both ends, and credits wherever they stand."""
    rest = list(lines)
    while rest and (_is_breadcrumb(rest[0]) or _is_page(rest[0].text, data)):
        ledger.leave(rest[0], rest[0].text, "words of a web page")
        rest.pop(0)
    at = len(rest)
    while at > 1 and (_is_page(rest[at - 1].text, data) or _is_credit(rest[at - 1].text, data)):
        at -= 1
    found: list[Line] = []
    gone = False
    for number, line in enumerate(rest):
        if number >= at and _is_page(line.text, data):
            ledger.leave(line, line.text, "words of a web page")
        elif not line.level and _is_credit(line.text, data):
            ledger.leave(line, line.text, "who made or reviewed it")
        else:
            found.append(replace(line, follows_blank=True) if gone else line)
            gone = False
            continue
        gone = True
    return found


def _is_breadcrumb(line: Line) -> bool:
    text = line.text
    return bool(_BREADCRUMB.search(text)) and not _ENDS.search(text) and not text.startswith(">>") and not line.level


def _is_page(text: str, data: Transcripts) -> bool:
    return " ".join(text.lower().strip(" .…<>«»‹›+-–—×").split()) in data.pages


def _is_credit(text: str, data: Transcripts) -> bool:
    """Whether a whole line says who made, translated or reviewed something, where facts come from, or claims rights."""
    plain = " ".join(text.lower().split()).lstrip("-–—*•[( ")
    if len(plain.split()) > _MOST_CREDIT_WORDS or _other_numbers(plain):
        return False
    if any(right in plain for right in data.rights) or plain.startswith(("©", "(c)")):
        return _YEAR.search(plain) is not None or any(right in plain for right in data.rights)
    if any(re.match(rf"{re.escape(source)}\s?[:：]\s*\S", plain) for source in data.sources):
        return True
    for credit in _longest_first(data.credits):
        if plain.startswith(credit) and (rest := plain[len(credit) :]):
            alone = not credit.endswith((" by", " por", " de", " von", " par", " di", " da", " pa", " ni"))
            if alone:  # "Subtitles: the helpers"; without a colon the word may begin a sentence
                return rest.lstrip()[:1] in (":", "：")
            return rest[:1] in (" ", ":") and _names_somebody(text, credit)
    return False


def _names_somebody(text: str, credit: str) -> bool:
    """Whether somebody is named after ``credit``: "Reviewed by your doctor, the list …" begins a sentence."""
    at = text.lower().find(credit)
    words = text[at + len(credit) :].lstrip(" :").split()
    if words and not _ENDS.search(text) and words[0] in ("the", "our"):
        return True
    first = words[1:2] if words and words[0].islower() and len(words[0]) <= 3 else words[:1]
    return bool(first) and not first[0][0].islower() and not re.search(r",\s+[a-z]", text) and text.count(". ") < 2


def _other_numbers(text: str) -> bool:
    """Whether a line holds a number that is no date."""
    return any(character.isdecimal() for character in _DATE.sub(" ", text))


def without_buttons(lines: Sequence[Line], data: Transcripts, ledger: Ledger) -> list[Line]:
    """``lines`` without the words of buttons ("more", "show less") after the last sentence."""
    rest = list(lines)
    while rest:
        last = rest[-1]
        text = last.text
        for button in _longest_first(data.pages):
            pattern = rf"{_END_OF_SENTENCE}{re.escape(button)}\W*$"
            match = re.search(pattern, text[-len(button) - 20 :], re.IGNORECASE)
            start = len(text) - len(text[-len(button) - 20 :]) + match.start() if match else 0
            if match and (start > 0 or len(rest) > 1):
                ledger.leave(last, text[start:], "words of a web page")
                text = text[:start].rstrip()
                break
        if text == last.text:
            return rest
        rest[-1:] = [replace(last, text=text)] if text else []
    return rest


def _longest_first(phrases: Iterable[str]) -> list[str]:
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
