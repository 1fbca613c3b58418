"""Splits text into sentences, and sentences into tokens (words).

sentencex finds possible sentence ends for some 200 languages. ``sentence_ends`` decides whether each of these is a real
end. It also decides about places that sentencex misses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise

from narrate.languages import primary_language
from narrate.languages.abbreviations import abbreviations
from narrate.model import Token
from narrate.script.sentence_ends import ends

_KHMER_END = re.compile("(?<=[។៕])(?=\\s)")  # sentencex does not know these
# Sentence ends that sentencex misses, after what it takes for an abbreviation, an ellipsis or brackets.
_PASSED_OVER = re.compile("[.!?…।؟۔。！？][\"'”’»)\\]*_]*\\s+|[。！？](?:[）」』”]+|(?=[0-9０-９]))")
_HIDES = re.compile('["“„«(•*]')  # after these it may miss ends
# An ideograph with its combining marks is a token; other scripts are split at spaces.
_IDEOGRAPH = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_IDEOGRAPH}][^\w\s]*|[^\s{_IDEOGRAPH}]+")


def split_sentences(text: str, language: str) -> tuple[str, ...]:
    """The sentences of ``text`` in order. Joined with spaces they hold every word of it.

    A line break always ends a sentence.
    """
    return tuple(
        " ".join(words)
        for line in text.split("\n")
        for sentence in _split_line(line.strip(), language)
        if (words := sentence.split())
    )


def _split_line(line: str, language: str) -> list[str]:
    if not line:
        return []
    from sentencex import segment

    proposed = set(accumulate(map(len, segment(primary_language(language), line))))
    if "។" in line or "៕" in line:
        proposed.update(match.end() for match in _KHMER_END.finditer(line))
    passed_over = [match.end() for match in _PASSED_OVER.finditer(line)]
    if len(proposed) == 1 and not passed_over:
        return [line]
    known = abbreviations(language)
    parts, doubtful = [], set()
    start, hidden = 0, bool(_HIDES.search(line))
    for end, next_end in pairwise(sorted(proposed.union(passed_over))):
        if ends(line, start, end, next_end, known, proposed=end in proposed):
            hidden = hidden or end not in proposed
            parts.append(line[start:end])
            start = end
        elif end not in proposed:
            doubtful.add(len(parts))
    parts.append(line[start:])
    return _split_further(parts, doubtful, language) if hidden and len(parts) > 1 else parts


def _split_further(parts: Sequence[str], doubtful: Collection[int], language: str) -> list[str]:
    """Split the items of ``parts`` with indexes in ``doubtful`` again, and return all parts."""
    # Split alone, a part may break further, since no quotation or list is open before it. A whole sentence must not.
    return [
        sentence
        for number, part in enumerate(parts)
        for sentence in (_split_line(part.strip(), language) if number in doubtful else [part])
    ]


def tokenise(text: str) -> tuple[Token, ...]:
    """The words of a sentence as written. Punctuation by itself joins the word before it."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        if (tokens and not _speaks(match.group())) or (len(tokens) == 1 and not _speaks(tokens[0].text)):
            first = tokens.pop()
            tokens.append(Token(text[first.start : match.end()], first.start))
        else:
            tokens.append(Token(match.group(), match.start()))
    return tuple(tokens)


def _speaks(text: str) -> bool:
    return any(unicodedata.category(character)[0] in "LNSM" for character in text)


def count_words(text: str) -> int:
    """The number of words in ``text``; an ideograph counts as half a word."""
    tokens = tokenise(text)
    ideographs = sum(1 for token in tokens if re.match(f"[{_IDEOGRAPH}]", token.text))
    return len(tokens) - ideographs // 2
