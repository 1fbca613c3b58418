"""The result of every reader of raw material: lines in order, and what was left out or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from narrate.errors import Problem
from narrate.model import Edit


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of text or captions, or a paragraph of a document or of a slide's notes.

    ``number`` is the line in the file, the paragraph of a document or the slide of a deck, from 1. ``text`` has single
    spaces for white space; ``source`` is the line as in the file. ``follows_blank``: an empty line precedes it.
    ``turn``: another speaker or a point begins here, so no sentence runs on from the line before. ``whole``: the
    format marks it as a paragraph, so no sentence crosses its start or end.

    ``level`` is the level of a heading, from 1; 0 is other text, or with ``is_title`` the document's title. ``marker``
    is what a document shows before a list point but does not hold as text: ``•``, ``1.`` or ``a)``. ``is_point`` marks
    every point, once cleaning has found those of plain text. ``check`` names what a person must check because the
    reader made it: ``table`` for a row written as a sentence, ``heading`` for a heading that is not in the file.
    ``columns`` and ``cells`` are the names of the columns and the cells of a row that can be shown in a table.
    ``starts_ms`` and ``ends_ms`` are when a caption is shown, from the start of the film; -1 if unknown.
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
    columns: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    starts_ms: int = -1
    ends_ms: int = -1


@dataclass(frozen=True, slots=True)
class Material:
    """The contents of one file of raw material.

    ``words`` is all visible or audible text of the file, extracted in the simplest way and independently of ``lines``.
    Words and lines are compared, so that no reader can lose a word. ``edits`` list the words that are not in the lines
    or differ there: struck text, repetitions, repaired letters. ``problems`` tell what is wrong with the file.
    """

    lines: Sequence[RawLine]
    words: str
    edits: Sequence[Edit] = ()
    problems: Sequence[Problem] = ()
