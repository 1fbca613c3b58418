"""Finds written forms that have led to wrong doses, from the lists of ISMP and the Joint Commission.

Both spoken and shown text is searched as written. Even if a voice says such a form correctly, a patient reads it in
captions and on slides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from narrate.errors import Place, Problem, Severity
from narrate.languages import primary_language
from narrate.model import Script

_UNIT = r"(?:mg|mcg|[µμ]g|g|kg|mL|ml|L|mEq|mmol|units?|unidades|UI|IU|U|cc|%)"


@dataclass(frozen=True, slots=True)
class _Form:
    """A risky form of writing, in ``languages`` (in all if empty).

    ``hint`` may hold ``{match}``, the text that was found, and ``{whole}``, the same without zeros after the point.
    """

    pattern: re.Pattern[str]
    message: str
    hint: str
    severity: Severity = Severity.ERROR
    languages: tuple[str, ...] = ()


def _form(
    pattern: str, message: str, hint: str, severity: Severity = Severity.ERROR, languages: tuple[str, ...] = ()
) -> _Form:
    return _Form(re.compile(pattern), message, hint, severity, languages)


_WARNING = Severity.WARNING
_FORMS = (
    _form(r"(?<![\w.,])[.,]\d+(?=\s?[\w%])", "without a zero before the point, a dose is easily read ten times too large", "write 0{match}"),
    _form(rf"(?<![\w.,])(?:\d{{1,3}}(?:,\d{{3}})+|\d+)[.,](?!000(?!\d))0+(?=\s?{_UNIT}\b)", "with a zero after the point, a dose is easily read ten times too large", "leave out the point and the zeros: {whole}"),
    _form(rf"(?<![\w.,])\d{{1,3}}\.000(?=\s?{_UNIT}\b)", "some readers take the point for a decimal point, others for thousands", "write {whole}, or {whole},000", languages=("en",)),
    _form(rf"(?<![\w.,-])\d{{1,3}} [1-9]\d\d(?=\s?{_UNIT}\b)", "it is unclear whether this is one number or two", "leave out the space, or put words between the numbers", _WARNING),
    _form(rf"(?<![\w.,])\d+[.,](?!\d{{3}}(?!\d))\d*[1-9]0+(?=\s?{_UNIT}\b)", "with a zero at the end, a dose is easily read as a larger one", "leave out the last zero", _WARNING),
    _form(r"(?<=\d)\s?[Tt](?![\w./°'’-])", "T and t are confused: tablespoon or teaspoon", "write tablespoon or teaspoon", languages=("en",)),
    _form(r"(?<=\d)\s?gr\.?(?!\w)", "gr may mean grains or grams", "write grams", languages=("en",)),
    _form(r"(?<![\w:.,])12(?::00)?\s?[AaPp]\.?\s?[Mm]\b\.?", "some readers take it for midnight, others for noon", "write midnight or noon", _WARNING, ("en",)),
    _form(r"(?<![\w:.,])12(?::00)?\s?[AaPp]\.?\s?[Mm]\b\.?", "some readers take it for midnight, others for noon", "write medianoche or mediodía", _WARNING, ("es",)),
    _form(r"(?<!\w)[µμ](?:g|G)\b", "µg is misread as mg", "write mcg, or micrograms"),
    _form(r"(?<=\d)\s?[Uu](?![\w.])", "U is misread as a zero", "write units", languages=("en",)),
    _form(r"(?<=\d)\s?U(?![\w.])", "U is misread as a zero", "write unidades", languages=("es",)),
    _form(r"(?<!\w)(?:IU|I\.U\.)(?!\w)", "IU is misread as IV or 10", "write international units", _WARNING, ("en",)),
    _form(r"(?<!\w)(?:UI|U\.I\.)(?!\w)", "UI is easily misread", "write unidades internacionales", _WARNING, ("es",)),
    _form(r"(?<![\w.])[Qq]\.?[Dd]\b\.?", "q.d. is misread as q.i.d. (four times a day)", "write daily"),
    _form(r"(?<![\w.])[Qq]\.?[Oo]\.?[Dd]\b\.?", "q.o.d. is misread as q.d. (daily)", "write every other day"),
    _form(r"(?<![\w.])(?:[Bb]\.[Ii]\.[Dd]\.?|[Tt]\.?[Ii]\.?[Dd]\b\.?|[Qq]\.?[Ii]\.?[Dd]\b\.?|BID\b)", "patients don't know this abbreviation", "write how many times a day", _WARNING),
    _form(r"(?<![\w.])(?:[Hh]\.[Ss]\.|HS\b|[Qq]\.?[Hh]\.?[Ss]\b\.?|[Qq]\.?[Nn]\b\.?)", "this abbreviation is misread as half strength, or as every hour", "write at bedtime", _WARNING),
    _form(r"(?<![\w.])(?:MS(?=\s?\d)|MSO4|MgSO4|MS(?=\s(?:IR|Contin)\b))", "it may mean morphine or magnesium", "write the medicine's whole name"),
    _form(r"(?<![\w.,])\d+(?:[.,]\d+)?\s?cc\b", "cc is misread as U or as zeros", "write mL"),
    _form(r"(?<![\w.])(?:S[CQ]\b(?=\s(?:injection|shot|dose|insulin))|[Ss]ub ?[Qq]\b|SubQ\b)", "this abbreviation is misread as SL (under the tongue), or as every", "write under the skin", _WARNING),
    _form(r"(?<![\w.])(?:O\.[DSU]\.|A\.[DSU]\.)(?!\w)", "eye and ear abbreviations are mistaken for one another", "write right eye, left ear …"),
    _form(r"(?<!\w)D/C(?!\w)", "it may mean discharge or discontinue", "write the word"),
    _form(r"(?<![\w.])(?:[Pp]er os|p\.o\.|P\.O\.|PO(?=\s(?:daily|every|twice|once)\b))", "patients don't know this abbreviation", "write by mouth", _WARNING),
    _form(r"(?<!\w)(?:TIW|BIW|[Xx]3[Dd])(?!\w)", "this abbreviation is mistaken for times a day, or for doses", "write the days in words", _WARNING),
    _form(r"(?<![\w.,])\d+(?:[.,]\d+)?(?:mg|mcg|g|kg|mL|ml|L|units)(?!\w)", "when a unit touches its number, the m is misread as zeros", "write a space between them", _WARNING),
    _form(r"(?<![\w.,$-])\d{5,}(?=\s?(?:units|mg|mL|mcg|unidades)\b)", "a large number without commas is easily misread", "write it with commas, as in 10,000", _WARNING, ("en",)),
    _form(r"[<>](?=\s?\d)", "< and > are mistaken for one another", "write less than or more than", _WARNING),
    _form(r"(?<=\d)\s?/\s?(?=\d+(?:[.,]\d+)?\s?(?:mg|mL|units)\b)", "a slash between doses is misread as a 1", "write and or per", _WARNING),
    _form(r"(?<=\s)@(?=\s)", "@ is mistaken for a 2", "write at", _WARNING),
    _form(r"(?<=\s)&(?=\s)", "& is mistaken for a 2", "write and", _WARNING),
)  # fmt: skip


def check_risky(script: Script) -> Iterator[Problem]:
    """Report every risky form in the script's sentences, points and descriptions of figures.

    What stands on a slide of a kept deck is never an error: it is shown as it is.
    """
    code = primary_language(script.language)
    for text, place, tokens, is_given in _texts(script):
        if not _MAYBE.search(text):
            continue
        taken = bytearray(len(text))  # 1 for each character of a form that was reported
        for form in _FORMS:
            if form.languages and code not in form.languages:
                continue
            for match in form.pattern.finditer(text):
                start, end = match.span()
                if any(taken[start:end]):
                    continue
                taken[start:end] = b"\1" * (end - start)
                whole = re.sub(r"[.,]0+\Z", "", match.group())
                hint = form.hint.format(match=match.group().strip()[:40], whole=whole[:40])
                where = _at(place, tokens, match.start() + len(match.group()) - len(match.group().lstrip()))
                message = f"{match.group().strip()[:40]!r}: {form.message}"
                severity = Severity.WARNING if is_given else form.severity
                yield Problem(where, severity, "risky-form", message, hint)


_MAYBE = re.compile(r"[\dµμ&@<>]|[A-Za-z]\.[A-Za-z]|[A-Z]{2}|/|[Qq]|[Tt][Ii][Dd]|[Pp]er os")


def _texts(script: Script) -> Iterator[tuple[str, Place, list[tuple[int, Place]], bool]]:
    """Yield (text, place, words, whether it stands on a slide that is kept) of each sentence and point.

    ``words`` are the offset and place of each word.
    """
    for segment in script.segments:
        for sentence in segment.sentences:
            places = [(token.start, token.place) for token in sentence.tokens if token.place is not None]
            yield sentence.text, sentence.place or script.place, places, False
        for point in segment.points:
            yield point.text, point.place or script.place, [], segment.slide > 0
        for figure in segment.figures:  # the described edition speaks them
            place = figure.place or script.place
            for text in (figure.alt, figure.description):
                yield text, Place(place.file, place.line), [], segment.slide > 0


def _at(place: Place, tokens: list[tuple[int, Place]], offset: int) -> Place:
    """The place of the character at ``offset`` of a text.

    ``tokens`` are the offset and place of each word. Without them, it is counted from ``place``, where the text starts.
    """
    if at := bisect_right(tokens, offset, key=itemgetter(0)):
        start, token = tokens[at - 1]
        return Place(token.file, token.line, token.column + offset - start)
    return Place(place.file, place.line, place.column + offset if place.column else 0)
