"""What every reader of raw material gives: lines in order, and what was left out or changed on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.errors import Problem
from narrate.model import Edit


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line with words, of a text or of captions; a paragraph of a document; a paragraph of a slide's notes.

    ``number`` is its line in the file (from 1), or in a document the number of its paragraph, in a deck that of its
    slide. ``text`` has single white space. ``follows_blank``: an empty line stands before it. ``turn``: another
    speaker or a point begins here, so no sentence runs on from the line before; ``whole``: it is a paragraph by the
    form of the file, so no sentence runs on from it or into it. ``source`` is the line as it stands in the file.

    ``level`` is that of a heading, from 1, and 0 for any other text; level 0 with ``is_title`` is the title of the
    document. ``marker`` is what a document shows before a point of a list and does not hold as text: ``•``, ``1.`` or
    ``a)``; ``is_point`` marks every point, once the cleaning has found those of plain text. ``check`` says what
    a person must look at because the reader made it: ``table`` for a row written as a sentence, ``heading`` for one that
    the file does not hold. ``starts_ms`` and
    ``ends_ms`` are when a caption is shown, from the start of the film; -1 where nothing tells.
    """

    number: int
    text: str
    follows_blank: bool = False
    turn: bool = False
    source: str = ""
    whole: bool = False
    level: int = 0
    is_title: bool = False
    marker: str = ""
    is_point: bool = False
    check: str = ""
    starts_ms: int = -1
    ends_ms: int = -1


@dataclass(frozen=True, slots=True)
class Material:
    """One file of raw material.

    ``words`` is all the text of the file that a reader could see or hear, taken from it in the simplest way there is
    and not by way of ``lines``: both are compared, so that no reader can lose a word. ``edits`` say what of ``words``
    is in no line, or stands there otherwise: struck text, what is said twice, a cured letter. ``problems`` are what is
    wrong with the file.
    """

    lines: Sequence[RawLine]
    words: str
    edits: Sequence[Edit] = ()
    problems: Sequence[Problem] = ()
