"""Reads and writes the W3C's Pronunciation Lexicon Specification 1.0 (PLS).

https://www.w3.org/TR/pronunciation-lexicon/
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from narrate.errors import InputError, Place, Problem, Severity
from narrate.model import Pronunciation

NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon"
_PLS = f"{{{NAMESPACE}}}"
_SHORTEST = 3  # the length of one phoneme between slashes; anything shorter is ignored
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_pls(path: Path, text: str) -> tuple[Pronunciation, ...]:
    """Return the pronunciations in the PLS document ``text``.

    If a lexeme has several, the preferred one is used, or else the first. ``path`` is the file named in errors. Raises
    InputError if ``text`` is no PLS document or its alphabet is not IPA.
    """
    from lxml import etree

    from narrate.sources.untrusted_xml import TooComplexError, parse_xml

    try:
        root = parse_xml(text.encode())
    except TooComplexError as error:
        raise _problem(path, 1, str(error), "split it into several files") from None
    except etree.XMLSyntaxError as error:
        raise _problem(path, error.lineno or 1, f"not well-formed XML: {error.msg}") from None
    if root.tag != f"{_PLS}lexicon":
        raise _problem(
            path, 1, "not a pronunciation lexicon", f"its outermost element must be <lexicon xmlns={NAMESPACE!r}>"
        )
    pronunciations = []
    for lexeme in root.iter(f"{_PLS}lexeme"):
        pronunciation = _said(path, lexeme, root.get("alphabet") or "")
        if len(pronunciation) < _SHORTEST:
            continue
        place = Place(str(path), _line(lexeme), 1)
        written = (" ".join((grapheme.text or "").split()) for grapheme in lexeme.findall(f"{_PLS}grapheme"))
        pronunciations += [Pronunciation(word, pronunciation, "", place) for word in written if word]
    return tuple(pronunciations)


def _line(lexeme: Any) -> int:
    return lexeme.sourceline if isinstance(lexeme.sourceline, int) else 0


def _said(path: Path, lexeme: Any, alphabet: str) -> str:
    """Return the pronunciation of a lexeme: its phonemes in IPA between slashes, or its alias, or an empty string.

    ``alphabet`` is the document's; a phoneme may name another. Raises InputError if the alphabet used is not IPA.
    """
    phonemes = lexeme.findall(f"{_PLS}phoneme")
    if phonemes:
        preferred = next((phoneme for phoneme in phonemes if phoneme.get("prefer") == "true"), phonemes[0])
        alphabet = preferred.get("alphabet") or alphabet
        if alphabet.lower() != "ipa":
            raise _problem(
                path,
                _line(lexeme),
                f"phonemes in the alphabet {alphabet!r} cannot be read",
                'write them in IPA, with alphabet="ipa"',
            )
        return f"/{_bare((preferred.text or '').strip())}/"
    alias = lexeme.find(f"{_PLS}alias")
    return " ".join((alias.text or "").split()) if alias is not None else ""


def _problem(path: Path, line: int, message: str, hint: str = "") -> InputError:
    return InputError(Problem(Place(str(path), line, 1 if line else 0), Severity.ERROR, "lexicon", message, hint))


def _bare(sounds: str) -> str:
    """Return ``sounds`` without the slashes or brackets that many files put around phonemes, as dictionaries do."""
    pairs = ("//", "[]")
    return sounds[1:-1].strip() if len(sounds) > 1 and sounds[0] + sounds[-1] in pairs else sounds


def write_pls(entries: Iterable[tuple[str, str, str]], language: str) -> str:
    """Return a PLS document in ``language`` (BCP 47) from ``entries``: (written words, IPA or "", alias or "")."""
    from lxml import etree

    root = etree.Element(
        f"{_PLS}lexicon",
        {"version": "1.0", "alphabet": "ipa"},
        {None: NAMESPACE},  # type: ignore[dict-item]
    )
    root.set(_LANGUAGE, language)
    for written, phonemes, alias in entries:
        lexeme = etree.SubElement(root, f"{_PLS}lexeme")
        etree.SubElement(lexeme, f"{_PLS}grapheme").text = written
        if phonemes:
            etree.SubElement(lexeme, f"{_PLS}phoneme").text = phonemes
        else:
            etree.SubElement(lexeme, f"{_PLS}alias").text = alias
    text: str = etree.tostring(root, pretty_print=True, xml_declaration=True, encoding="UTF-8").decode()
    return text
