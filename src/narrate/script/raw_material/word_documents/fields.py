"""Follows the fields of a Word document (17.16): the result of a field is read, its code is not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from narrate.script.raw_material.word_documents.xml_names import w

CODE = "code of a field"
CONTENTS = "table of contents"
PAGE = "page number"
_SIMPLE, _CHARACTER, _INSTRUCTION = w("fldSimple"), w("fldChar"), w("instrText")
_WHYS = {"TOC": CONTENTS, "TOA": CONTENTS, "INDEX": CONTENTS, "PAGE": PAGE, "NUMPAGES": PAGE, "SECTIONPAGES": PAGE}


def why_of(instruction: str) -> str:
    """Why the result of a field with this ``instruction`` is not read; empty if it is read."""
    name = instruction.split(None, 1)[0].upper() if instruction.split() else ""
    return _WHYS.get(name, "")


@dataclass(slots=True)
class _Open:
    begin: Any
    separate: Any = None
    instruction: str = ""


@dataclass(slots=True)
class Fields:
    """The fields of one story (the body, a table cell or a text box), followed while the story is read in order."""

    _begins: dict[Any, str] = field(default_factory=dict)
    _marks: dict[Any, str] = field(default_factory=dict)
    _stack: list[tuple[str, str]] = field(
        default_factory=list
    )  # (reason for its result, reason for the current position)

    @classmethod
    def of(cls, story: Any) -> Fields:
        """The fields below the element ``story``. A field without an end is ignored, so that it cannot swallow text."""
        fields = cls()
        opened: list[_Open] = []
        for element in story.iter(_CHARACTER, _INSTRUCTION):
            if element.tag == _INSTRUCTION:
                if opened and opened[-1].separate is None:
                    opened[-1].instruction += element.text or ""
                continue
            kind = element.get(w("fldCharType"))
            if kind == "begin":
                opened.append(_Open(element))
            elif kind == "separate" and opened:
                opened[-1].separate = element
            elif kind == "end" and opened:
                field = opened.pop()
                fields._begins[field.begin] = why_of(field.instruction)
                fields._marks[element] = "end"
                if field.separate is not None:
                    fields._marks[field.separate] = "separate"
        return fields

    def meet(self, element: Any) -> None:
        """Step past ``element``, a ``fldChar``: the begin, middle or end of a field."""
        if element in self._begins:
            self._stack.append((self._begins[element], CODE))
        elif (mark := self._marks.get(element)) and self._stack:
            why, _ = self._stack.pop()
            if mark == "separate":
                outer = self.why
                self._stack.append((why, outer or why))

    @property
    def why(self) -> str:
        """Why text at the current position is not read; empty if it is read."""
        return self._stack[-1][1] if self._stack else ""
