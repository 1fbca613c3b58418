"""Lexicons of pronunciations: from a script's header, from lexicon files, and the built-in starter lexicon.

A lexicon file is YAML (``word: pronunciation``) or follows the W3C's Pronunciation Lexicon Specification 1.0
(``.pls``). A pronunciation is a respelling (``KY-foh-plas-tee``), IPA (``/ˈtroʊkɑːɹ/``), letter by letter
(``P-T-C-A``), or other words (``milligrams``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.languages import normal_tag, primary_language
from narrate.languages.spoken import spelled
from narrate.model import Pronunciation, Script
from narrate.sources.pronunciations import read_pronunciations
from narrate.sources.text import load
from narrate.sources.yaml_nodes import Nodes
from narrate.speech.ipa import wrong_letters
from narrate.speech.respelling import english_ipa, is_respelling, spanish_word

_SPELLED = re.compile(r"[^\W_](?:-[^\W_])+")


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """The pronunciation of the words ``written``: exactly one of the three other fields is set."""

    written: tuple[str, ...]
    phonemes: str = ""
    alias: str = ""
    spell_out: bool = False


class Lexicon:
    """Entries by their first word. If several entries are for the same words, the first of these entries is used."""

    def __init__(self, entries: Iterable[LexiconEntry]) -> None:
        self._entries: dict[str, list[LexiconEntry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.written[0].lower(), []).append(entry)

    def find(self, words: Sequence[str]) -> LexiconEntry | None:
        """Return the entry that matches the most of ``words`` from their start, or None.

        An entry in lower case matches words in any case; other entries match exactly.
        """
        best: LexiconEntry | None = None
        for entry in self._entries.get(words[0].lower(), ()) if words else ():
            length = len(entry.written)
            if (best is None or length > len(best.written)) and _same(entry.written, words[:length]):
                best = entry
        return best


def lexicon_for(script: Script, engine: str) -> Lexicon:
    """Return all pronunciations for ``script`` when ``engine`` speaks it.

    The script's header has precedence over its lexicon files, and the files over the starter lexicon. Raises InputError
    with every pronunciation that cannot be read.
    """
    entries, problems = entries_for(script, engine)
    if problems:
        raise InputError(*problems)
    return Lexicon(entries)


def entries_for(script: Script, engine: str) -> tuple[list[LexiconEntry], list[Problem]]:
    """Return (entries of ``lexicon_for`` in order, a problem for each pronunciation that cannot be read)."""
    problems: list[Problem] = []
    entries: list[LexiconEntry] = []
    sources = [script.pronounce]
    for path in script.lexicons:
        try:
            sources.append(read_lexicon(path))
        except InputError as error:
            problems += error.problems
    for source in sources:
        for_engine = [pronunciation for pronunciation in source if pronunciation.engine == engine]
        for pronunciation in [*for_engine, *(pronunciation for pronunciation in source if not pronunciation.engine)]:
            try:
                entries.append(read_entry(pronunciation, script.language))
            except InputError as error:
                problems += error.problems
    return entries + starter(script.language), problems


def read_lexicon(path: Path) -> tuple[Pronunciation, ...]:
    """Return the pronunciations in a lexicon file. Raises InputError with the errors in the file."""
    text, problems = load(path)
    if path.suffix.lower() == ".pls":
        from narrate.speech.pls import read_pls

        return read_pls(path, text)
    nodes = Nodes(path, text, 1, "lexicon")
    pronunciations = read_pronunciations(nodes, nodes.root)
    errors = [problem for problem in problems + nodes.problems if problem.severity is Severity.ERROR]
    if errors:
        raise InputError(*errors)
    return pronunciations


def as_pls(path: str | Path, language: str) -> tuple[str, list[Problem]]:
    """Return (the lexicon file ``path`` as a PLS document, advice for each entry that is left out).

    Entries for one engine only are left out. Raises InputError with the errors in the file, UsageError for an invalid
    ``language``.
    """
    from narrate.speech.pls import write_pls

    tag = normal_tag(language)
    rows, left = [], []
    for pronunciation in read_lexicon(Path(path)):
        if pronunciation.engine:
            message = (
                f"left out: {pronunciation.written!r} as {pronunciation.engine} says it, since PLS knows no engines"
            )
            hint = "give it a pronunciation that serves all of them"
            left.append(Problem(pronunciation.place or Place(str(path)), Severity.ADVICE, "left-out", message, hint))
            continue
        entry = read_entry(pronunciation, tag)
        alias = spelled(pronunciation.written, tag) if entry.spell_out else entry.alias
        rows.append((pronunciation.written, entry.phonemes, alias))
    return write_pls(rows, tag), left


@cache
def _starter_of(code: str) -> tuple[LexiconEntry, ...]:
    path = starter_path(code)
    if not path.is_file():
        return ()
    # The starter lexicon has one word a line. Reading it as YAML would take a tenth of a second.
    lines = (
        line.partition(": ") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")
    )
    return tuple(read_entry(Pronunciation(written, said), code) for written, _, said in lines)


def starter_path(code: str) -> Path:
    """Return the path of the starter lexicon for the primary language ``code``; the file need not exist."""
    return Path(__file__).parents[1] / "languages" / "lexicons" / f"{code}.yaml"


def starter(language: str) -> list[LexiconEntry]:
    """Return the entries of the starter lexicon: medical words in English and Spanish, none in other languages."""
    code = primary_language(language)
    return list(_starter_of(code)) if code.isalpha() else []


def read_entry(pronunciation: Pronunciation, language: str) -> LexiconEntry:
    """Return the entry for a pronunciation that a writer gave. Raises InputError if it cannot be read."""
    said, written = pronunciation.said.strip(), tuple(pronunciation.written.split())
    code = primary_language(language)

    def problem(message: str, hint: str) -> InputError:
        return InputError(Problem(pronunciation.place or Place(""), Severity.ERROR, "pronunciation", message, hint))

    if len(said) > 1 and said[0] == said[-1] == "/":
        if not said[1:-1].strip():
            raise problem(f"{said!r} is not a pronunciation", "write IPA (phonetic symbols) between slashes")
        if wrong := wrong_letters(said[1:-1]):
            hint = "write IPA (phonetic symbols) between slashes, or respell: KY-foh-plas-tee"
            raise problem(f"{wrong!r} in {said} is not in the IPA", hint)
        return LexiconEntry(written, phonemes=said[1:-1])
    if _SPELLED.fullmatch(said):
        return LexiconEntry(written, spell_out=True, alias="")
    if is_respelling(said):
        if code == "en":
            try:
                return LexiconEntry(written, phonemes=english_ipa(said))
            except ValueError as error:
                hint = "write syllables as in KY-foh-plas-tee, or IPA (phonetic symbols) between slashes"
                raise problem(f"the part {str(error)!r} of {said!r} cannot be read as a syllable", hint) from None
        return LexiconEntry(written, alias=spanish_word(said) if code == "es" else said.replace("-", "").lower())
    if not any(character.isalnum() for character in said):
        raise problem(
            f"{said!r} is not a pronunciation",
            "respell it (KY-foh-plas-tee) or write IPA (phonetic symbols) between slashes",
        )
    return LexiconEntry(written, alias=said)


def _same(written: Sequence[str], words: Sequence[str]) -> bool:
    return len(written) == len(words) and all(
        (entry.lower() == word.lower()) if entry == entry.lower() else entry == word
        for entry, word in zip(written, words, strict=True)
    )
