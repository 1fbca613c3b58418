"""Writes raw material as a Markdown script, one sentence per line, for a person to edit.

Reading the draft gives the same segments, so drafting a draft changes nothing.
"""

from __future__ import annotations

import math
import os
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from narrate.errors import OutsideError, Problem, UsageError
from narrate.languages import Language, language_data
from narrate.model import Kind, Script, Segment, Sentence
from narrate.script.lookalikes import looks_like_point
from narrate.script.markdown import CHECK_HEADING, CHECK_ROW
from narrate.script.sentences import split_sentences

_LONGEST_HEADING = 4  # words
# Characters with a meaning in Markdown or in stage directions.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|]|~(?=~)|\{(?=[#.A-Za-z-])")
_DIRECTION = re.compile(r"\((?=\s*(?:pause|voice)\s*:)", re.IGNORECASE)
_AT_START = re.compile(r"^(\s*)([#+\-=~|:(]|\d{1,9}(?=[.)]))")


def draft(script: Script, problems: Iterable[Problem] = ()) -> str:
    """Return ``script`` as the text of a Markdown file.

    Invented headings are marked ``<!-- check this heading -->``. Sentences made from table rows are marked too; the
    line numbers of those rows are taken from the ``problems`` with the code ``check-table``.
    """
    rows = {problem.place.line for problem in problems if problem.code == "check-table"}
    data = language_data(script.language)
    lines = ["---", f"title: {_quoted(script.title)}", f"lang: {script.language}"]
    lines += [f"date: {script.date}"] if script.date else []
    lines += ["---", ""]
    sections = any(segment.kind is Kind.SECTION for segment in script.segments)
    level = "##" if sections else "#"
    subjects = _Subjects(script, data)
    taken = {segment.heading for segment in script.segments if segment.heading}
    for segment in script.segments:
        if segment.kind in (Kind.TITLE, Kind.CLOSING):  # reading the draft makes both again
            continue
        heading, drafted = segment.heading, segment.drafted
        if segment.kind is Kind.SECTION:
            lines += [_heading("#", heading or "", drafted=drafted), ""]
            continue
        if not heading:
            heading, drafted = subjects.heading(segment, taken), True
            taken.add(heading)
        lines += [_heading(level, heading, drafted=drafted), "", *_content(segment, script.language, rows)]
    return "\n".join(lines).rstrip() + "\n"


def _content(segment: Segment, language: str, rows: Collection[int]) -> Iterator[str]:
    """Yield the Markdown lines of a segment's points and paragraphs.

    ``rows`` are the numbers of lines that were table rows. A paragraph from such a line is marked to be checked.
    """
    points = segment.points if segment.table is None else ()  # the narration says the rows
    for point in points:
        yield f"{'-' if point.number is None else f'{point.number}.'} {_escaped(point.text)}"
    if points:
        yield ""
    for paragraph in _paragraphs(segment.sentences):
        *lines, last = _written(paragraph, language)
        is_row = any(sentence.place and sentence.place.line in rows for sentence in paragraph)
        yield from lines
        yield f"{last} <!-- {CHECK_ROW} -->" if is_row else last
        yield ""


def write_draft(text: str, output: str | Path) -> None:
    """Write a draft to ``output``. Raises UsageError if the file exists, OutsideError if it cannot be written."""
    path = Path(output)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            try:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:  # half a draft is none
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        raise UsageError(f"{path} is there already; choose another name with --output") from None
    except OSError as error:
        raise OutsideError(f"{path}: cannot be written: {error.strerror}") from error


def _heading(level: str, text: str, *, drafted: bool) -> str:
    mark = f" <!-- {CHECK_HEADING} -->" if drafted else ""
    return f"{level} {_escaped(text)}{mark}"


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    paragraph: list[Sentence] = []
    for sentence in sentences:
        if paragraph and sentence.paragraph != paragraph[-1].paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _written(sentences: Sequence[Sentence], language: str) -> list[str]:
    """The sentences, one per line. A line ends in a hard line break where the splitter would not see a sentence end.

    If even line breaks do not separate the sentences, each becomes a paragraph.
    """
    texts = [sentence.text for sentence in sentences]
    ends = set()
    offset = 0
    for sentence_text in split_sentences(" ".join(texts), language):
        offset += len(sentence_text) + 1
        ends.add(offset)
    lines, offset, hard_breaks = [], 0, set()
    for number, text in enumerate(texts):
        offset += len(text) + 1
        if number + 1 < len(texts) and offset not in ends:
            hard_breaks.add(number)
        lines.append(_escaped(text))
    joined = ""
    for number, text in enumerate(texts):
        joined += text + ("\n" if number in hard_breaks else " ")
    if list(split_sentences(joined.strip(), language)) != texts:
        return [line for text in lines for line in (text, "")][:-1]
    return [line + ("\\" if number in hard_breaks else "") for number, line in enumerate(lines)]


def _escaped(text: str) -> str:
    text = _SPECIAL.sub(r"\\\g<0>", text)
    if not text.startswith("("):
        text = _DIRECTION.sub(r"\\(", text)
    if looks_like_point(text):  # a backslash only escapes ASCII signs
        return f"&#{ord(text[0])};{text[1:]}"
    match = _AT_START.match(text)
    if not match:
        return text
    end = match.end()
    return (
        text[:end] + "\\" + text[end:] if match.group(2)[0].isdigit() else f"{match.group(1)}\\{text[match.start(2) :]}"
    )


def _quoted(text: str) -> str:
    """A YAML scalar, quoted if plain text might be read as something else."""
    if re.fullmatch(r"[^\W\d][\w ,.()'’/+-]*", text) and not text.endswith(" "):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Subjects:
    """Chooses a heading for a segment: consecutive words of its own that other segments lack."""

    def __init__(self, script: Script, data: Language) -> None:
        self._data = data
        self._count = max(1, len(script.segments))
        self._spread: Counter[str] = Counter()
        for segment in script.segments:
            self._spread.update({_root(word) for word in _words(segment)})

    def heading(self, segment: Segment, taken: Iterable[str]) -> str:
        """A heading of up to four consecutive words of ``segment``, preferably frequent and early.

        It is not in ``taken``.
        """
        here = Counter(_root(word) for word in _words(segment))
        best: dict[str, float] = {}
        for number, sentence in enumerate(segment.sentences):
            for run in self._runs(sentence.text):
                for length in range(1, min(len(run), _LONGEST_HEADING) + 1):
                    for start in range(len(run) - length + 1):
                        words = run[start : start + length]
                        text = " ".join(words)
                        score = sum(self._weight(word, here) for word in words) / math.sqrt(length)
                        best[text] = max(best.get(text, 0.0), score / (1 + 0.15 * number))
        used = {text.lower() for text in taken}
        ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
        chosen = next((text for text, _ in ranked if _capital(text).lower() not in used), "")
        if not chosen:
            chosen = " ".join(segment.sentences[0].text.split()[:6]).strip(" .,;:!?…#+-–—")
        return _capital(chosen) or segment.id

    def _weight(self, word: str, here: Counter[str]) -> float:
        root = _root(word)
        return (
            (1 + math.log(here[root] or 1))
            * math.log(1 + self._count / max(1, self._spread[root]))
            * (0.5 + min(len(word), 8) / 8)
        )

    def _runs(self, text: str) -> Iterator[list[str]]:
        """Yield the runs of consecutive words in ``text``. Stop words and commas separate runs."""
        run: list[str] = []
        for piece in re.findall(r"[^\W\d_](?:[\w'’-]*[^\W_])?|[^\w\s]|\d+", text):
            word = piece.lower()
            if not piece[0].isalpha() or word in self._data.stop_words or len(word) < 3:
                if run:
                    yield run
                run = []
            else:
                run.append(piece)
        if run:
            yield run


def _words(segment: Segment) -> list[str]:
    return [word for sentence in segment.sentences for word in re.findall(r"[^\W\d_]+", sentence.text)]


def _root(word: str) -> str:
    return word.lower()[:6]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
