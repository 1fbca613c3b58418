"""Reports the differences between a recording and its text: missing, extra, repeated, misread or out of order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from narrate.errors import Place, Problem, Severity, clock
from narrate.model import Sentence
from narrate.speech.alignment.features import HOP_MS, FrameSource
from narrate.speech.alignment.following import Span
from narrate.speech.recordings.numbers import Misread
from narrate.speech.recordings.takes import Recorded

_EXTRA_MS = 400  # shorter speech is a breath, a click, or the edge of a sentence
_DOUBT = 4.5  # a word is in doubt when its margin is so many deviations below the usual one
_EDGE = 15  # frames beside a sentence that may still belong to it


def differences(recorded: Recorded, misread: Sequence[Misread] = ()) -> Iterator[Problem]:
    """Yield a problem for each difference, in the order of the recording, with its time there.

    ``misread`` has the numbers that sound like other numbers (``numbers.misread_numbers``).
    """
    spans, path = recorded.spans, recorded.recording.path
    used = recorded.used
    extra = dict(_extra(recorded.recording.heard, spans))
    missing = _missing(len(recorded.sentences), used, spans)
    problems = [
        *_unsaid(recorded, missing, extra),
        *(_problem(path, ms, "extra-speech", f"{length / 1000:.1f} s of speech are not in the script and are left out")
          for _, (ms, length) in extra.items()),
        *_again(recorded, used),
        *_moved(recorded, used),
        *_numbers(recorded, misread),
        *_doubtful(recorded, {(number.sentence.id, number.token) for number in misread}),
    ]  # fmt: skip
    yield from sorted(problems, key=lambda problem: problem.place.at_ms or 0)


def _unsaid(recorded: Recorded, missing: Mapping[int, int], extra: dict[int, tuple[int, int]]) -> Iterator[Problem]:
    """Yield a problem for each sentence that is not said.

    ``missing`` and ``extra`` are the results of ``_missing`` and ``_extra``. If there is extra speech where the
    sentence should be, the sentence counts as misread, and that speech is removed from ``extra``.
    """
    path, spans = recorded.recording.path, recorded.spans
    for gap in sorted(set(missing.values())):
        sentences = [recorded.sentences[index] for index, where in missing.items() if where == gap]
        instead = extra.pop(gap, None)
        for sentence in sentences:
            quoted = f"{_quoted(sentence)} ({sentence.place})" if sentence.place else _quoted(sentence)
            hint = "record it again, or change the script to what is said"
            if instead is not None:
                message = f"something else is said than {quoted}"
                yield Problem(Place(str(path), at_ms=instead[0]), Severity.ERROR, "misread", message, hint)
            else:
                at_ms = HOP_MS * (spans[gap].first if gap < len(spans) else spans[-1].last if spans else 0)
                message = f"{quoted} is not said here"
                yield Problem(Place(str(path), at_ms=at_ms), Severity.ERROR, "unsaid", message, hint)


def _missing(count: int, used: Mapping[int, Span], spans: Sequence[Span]) -> dict[int, int]:
    """Return for each missing sentence the number of the span before which it should be said.

    ``count`` is the number of sentences; ``used`` has the span that is used for each sentence that is said.
    """
    numbers = {span: number for number, span in enumerate(spans)}
    gaps = {}
    for sentence in range(count):
        if sentence not in used:
            before = [numbers[used[earlier]] for earlier in range(sentence) if earlier in used]
            gaps[sentence] = before[-1] + 1 if before else 0
    return gaps


def _extra(heard: FrameSource, spans: Sequence[Span]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Yield the speech between sentences: (number of the span after it, (start, length) in ms)."""
    voiced = heard.over_db > 0.5 * np.median(heard.over_db[heard.voiced]) if heard.voiced.any() else heard.voiced
    firsts = [*(span.first - _EDGE for span in spans), len(heard)]
    lasts = [0, *(span.last + _EDGE for span in spans)]
    for number, (start, stop) in enumerate(zip(lasts, firsts, strict=True)):
        loud = np.flatnonzero(voiced[start : max(start, stop)])
        if len(loud) * HOP_MS >= _EXTRA_MS:
            yield number, (int(start + loud[0]) * HOP_MS, int(loud[-1] - loud[0] + 1) * HOP_MS)


def _again(recorded: Recorded, used: Mapping[int, Span]) -> Iterator[Problem]:
    """Yield a warning for each take that is not used, because its sentence is said again later."""
    for span in recorded.spans:
        if span != used[span.sentence]:
            later = clock(used[span.sentence].first * HOP_MS)
            message = f"{_quoted(recorded.sentences[span.sentence])} is said again at {later}; that take is used"
            yield _problem(recorded.recording.path, span.first * HOP_MS, "said-twice", message)


def _numbers(recorded: Recorded, misread: Sequence[Misread]) -> Iterator[Problem]:
    """Yield an error for each misread number: no patient may hear another dose than is written."""
    for number in misread:
        message = f"{number.number} sounds like {number.instead}, in {_quoted(number.sentence)}"
        yield _misread_number(recorded, number.first, message)


def _misread_number(recorded: Recorded, first: int, message: str) -> Problem:
    hint = "listen: record the sentence again, or change the script to what is said"
    place = Place(str(recorded.recording.path), at_ms=first * HOP_MS)
    return Problem(place, Severity.ERROR, "misread-number", message, hint)


def _doubtful(recorded: Recorded, known: Collection[tuple[str, int]]) -> Iterator[Problem]:
    """Yield a problem for each word that sounds like another word.

    Tokens in ``known``, as (sentence id, token), are left out.
    """
    margins = [margin for place in recorded.places.values() for *_, margin in place.words if margin is not None]
    if not margins:
        return
    usual = float(np.median(margins))
    spread = (
        float(np.median(np.abs(np.array(margins) - usual))) / 0.6745
    )  # estimates the standard deviation of a normal distribution
    for number, place in recorded.places.items():
        sentence = recorded.sentences[number]
        for token, first, _, margin in place.words:
            doubted = margin is not None and margin < min(0.0, usual - _DOUBT * spread)
            if doubted and (sentence.id, token) not in known:
                word = sentence.tokens[token].text.strip(".,;:!?")
                message = f"{word!r} sounds like another word, in {_quoted(sentence)}"
                if any(character.isdecimal() for character in word):
                    yield _misread_number(recorded, first, message)
                    continue
                hint = "listen: record it again, or give its pronunciation under pronounce:"
                place_at = Place(str(recorded.recording.path), at_ms=first * HOP_MS)
                yield Problem(place_at, Severity.WARNING, "misread-word", message, hint)


def _moved(recorded: Recorded, used: Mapping[int, Span]) -> Iterator[Problem]:
    """Yield a warning for each sentence that is out of order.

    There are as few warnings as possible: sentences in the longest increasing subsequence count as in order.
    """
    order = sorted(used.values(), key=lambda span: span.first)
    tails: list[int] = []  # the sentence that ends the best increasing sequence of each length
    ends: list[int] = []
    before: list[int] = []
    for number, span in enumerate(order):
        length = bisect_left(tails, span.sentence)
        before.append(ends[length - 1] if length else -1)
        tails[length:], ends[length:] = ([span.sentence], [number]) if length == len(tails) else (
            [span.sentence, *tails[length + 1 :]], [number, *ends[length + 1 :]])  # fmt: skip
    kept, last = set(), ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    for number, span in enumerate(order):
        if number not in kept:
            message = f"{_quoted(recorded.sentences[span.sentence])} is said in another place than in the script; it is moved to its place"
            yield _problem(recorded.recording.path, span.first * HOP_MS, "out-of-order", message)


def _problem(path: Path, at_ms: int, code: str, message: str) -> Problem:
    return Problem(Place(str(path), at_ms=at_ms), Severity.WARNING, code, message)


def _quoted(sentence: Sentence) -> str:
    text = sentence.text if len(sentence.text) <= 60 else sentence.text[:57].rstrip() + "…"
    return f"“{text}”"
