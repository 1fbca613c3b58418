"""Reads a script from its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.errors import InputError, Place, Problem, Severity
from narrate.languages import normal_tag
from narrate.model import Edit, KeptDeck, Script, Segment
from narrate.script.closing_slide import with_closing
from narrate.script.deck_settings import KEEP, DeckSettings, read_deck_settings, settings_path
from narrate.script.file_names import unsafe_name
from narrate.script.finding_scripts import CAPTION_ENDINGS, DECK_ENDINGS, MARKDOWN_ENDINGS, OFFICE_ENDINGS, Source
from narrate.script.front_matter import Header
from narrate.script.settings import NAME, SharedSettings, read_settings
from narrate.sources.text import in_file, load
from narrate.store.memo import NO_MEMO, Memo

if TYPE_CHECKING:
    from narrate.script.raw_material.material import Material


def read_source(source: Source, language: str = "", memo: Memo = NO_MEMO) -> tuple[Script, list[Problem]]:
    """Return (script, warnings) for the file of ``source``.

    ``language`` is used only if neither the file's name nor its front matter gives one. ``memo`` remembers figures
    read before. Raises InputError with every error found.
    """
    script, problems = examine_source(source, language, memo)
    if script is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*problems)
    return script, problems


def examine_source(source: Source, language: str = "", memo: Memo = NO_MEMO) -> tuple[Script | None, list[Problem]]:
    """Return (script, problems) for the file of ``source``, which is read as far as possible. Problems are in order.

    Raises OutsideError if the system refuses to read the file.
    """
    problems: list[Problem] = []
    try:
        settings, new_problems = read_settings(source.root, memo)
        problems += new_problems
        header, tag, read = _read(source, language, settings, problems, memo)
    except InputError as error:
        return None, _in_order([*problems, *error.problems])
    if read is None:
        return None, _in_order(problems)
    script = _script(source, tag, read, header, settings)
    problems += unsafe_name(source.topic, source.path)
    if script.conforms and not script.publisher:
        hint = "write publisher: … in the header, since a book says who has examined it"
        problems.append(Problem(script.place, Severity.ERROR, "conforms", "conforms: is claimed by nobody", hint))
    if script.kept is None:
        script, new_problems = with_closing(script)
        problems += new_problems
    return script, _in_order(problems)


def read_other_deck(source: Source, language: str = "") -> tuple[Script, list[Problem]] | None:
    """Return (script, warnings) for a Markdown deck of another program; None if the file is a narrate script.

    ``language`` is as for ``read_source``. Raises InputError with every error found.
    """
    from narrate.script.raw_material.composing import title_from
    from narrate.script.raw_material.encoding import wrongly_decoded
    from narrate.script.raw_material.markdown_decks import deck_segments, read_deck, tool_of
    from narrate.script.raw_material.markdown_decks.narration import account, with_clean_notes

    text, problems = load(source.path)
    if tool_of(text) is None:
        return None
    deck = read_deck(source.path, text)
    tag = source.language or deck.language or (normal_tag(language) if language else "")
    problems += wrongly_decoded(source.path, text)
    if not tag:
        raise InputError(*problems, _no_language(source.path))
    slides, edits, new_problems = with_clean_notes(source.path, deck.slides, tag)
    deck = replace(deck, slides=tuple(slides), edits=(*deck.edits, *edits))
    problems += [*new_problems, *account(source.path, text, deck)]
    made, new_problems = deck_segments(source.path, deck, title_from(source.topic), source.topic, tag)
    problems = _in_order([*problems, *new_problems])
    if made is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*problems)
    script = Script(source.topic, made[0], tag, made[1], source.path, edits=deck.edits)
    return script, problems


@dataclass(frozen=True, slots=True)
class _Read:
    """The content of a file. ``edits`` list what was left out of raw material or changed in it.

    ``kept`` is the deck whose slides are kept, or None.
    """

    title: str
    segments: tuple[Segment, ...]
    edits: tuple[Edit, ...] = ()
    subtitle: str = ""
    kept: KeptDeck | None = None


def _script(source: Source, tag: str, read: _Read, header: Header, settings: SharedSettings) -> Script:
    """The complete script. Settings come from the front matter (``header``), or else from ``narrate.yaml``."""
    shared = settings.language(tag)
    voices = settings.voices_for(tag)
    voice = header.voice or shared.voice
    return Script(
        topic=source.topic, title=read.title, language=tag, segments=read.segments, path=source.path,
        date=header.date,
        publisher=header.publisher or settings.organisation,
        voice=dict(voices).get(voice, voice),
        rate=header.rate or shared.rate,
        theme=header.theme or settings.theme,
        subtitle=header.subtitle or read.subtitle,
        address=header.address or settings.address,
        site=settings.address,
        conforms=header.conforms,
        voices=voices,
        pronounce=header.pronounce,
        differs=header.differs,
        lexicons=tuple(dict.fromkeys(header.lexicons + shared.lexicons)),
        settings=source.root / NAME,
        language_place=header.language_place,
        voice_place=header.voice_place if header.voice else shared.voice_place,
        edits=read.edits,
        kept=read.kept,
        own_settings=settings_path(source.path) if source.path.suffix.lower() in DECK_ENDINGS else None,
    )  # fmt: skip


def _read(
    source: Source, language: str, settings: SharedSettings, problems: list[Problem], memo: Memo
) -> tuple[Header, str, _Read | None]:
    """Return (header, language tag, content). The content is None if it cannot be read; ``problems`` then says why."""
    path, ending = source.path, source.path.suffix.lower()
    given = normal_tag(language) if language else ""
    if ending in MARKDOWN_ENDINGS:
        return _read_markdown(source, given, problems, memo)
    own = DeckSettings()
    if ending in DECK_ENDINGS:
        own, new_problems = read_deck_settings(path, source.root)
        problems += new_problems
    header = own.header
    tag = source.language or header.language or given
    if not tag and not (ending in OFFICE_ENDINGS and path.name.startswith("~$")):  # a lock file is refused later
        problems.append(_no_language(path))
        return header, "", None
    if ending in DECK_ENDINGS and _keeps_slides(source, own, settings):
        return header, tag, _kept(source, tag, own, problems)
    material, title = _material(path, ending, tag, problems)
    from narrate.script.raw_material.composing import compose

    made = compose(path, material, source.topic, tag, title)
    problems += made.problems
    return header, tag, _Read(made.title, made.segments, made.edits)


def _keeps_slides(source: Source, own: DeckSettings, shared: SharedSettings) -> bool:
    """Whether the slides of a deck are kept. The command decides, or else its own settings, or else the shared ones."""
    if source.slides:
        return source.slides == KEEP
    return shared.keeps_slides if own.keeps_slides is None else own.keeps_slides


def _kept(source: Source, tag: str, own: DeckSettings, problems: list[Problem]) -> _Read:
    """Read a deck whose slides are kept."""
    from narrate.script.kept_decks import read_kept_deck

    path = source.path
    macros = source.keeps_macros and path.suffix.lower() == ".pptm"
    read = read_kept_deck(path, source.topic, tag, own.silent_ms, macros=macros)
    problems += read.problems
    kept = KeptDeck(path, own.silent_ms, media_first=own.media_first, macros=macros)
    return _Read(read.title, read.segments, read.edits, read.subtitle, kept)


def _material(path: Path, ending: str, tag: str, problems: list[Problem]) -> tuple[Material, str]:
    """Return the content of the file, and a title that the file states outside its text (empty if none)."""
    if ending == ".docx":
        from narrate.script.raw_material.word_documents import read_word

        return read_word(path, tag), ""
    if ending in DECK_ENDINGS:
        from narrate.script.raw_material.powerpoint_notes import read_notes

        return read_notes(path)
    text, text_problems = load(path, tag)
    if ending in CAPTION_ENDINGS:
        from narrate.script.raw_material.captions import read_captions

        problems += [
            problem for problem in text_problems if problem.code != "bidi-override"
        ]  # captions leave these out and report them
        return read_captions(path, text, tag), ""
    from narrate.script.raw_material.text import text_material

    problems += text_problems
    return text_material(text), ""


def _read_markdown(source: Source, given: str, problems: list[Problem], memo: Memo) -> tuple[Header, str, _Read | None]:
    from narrate.script.markdown import MarkdownReader
    from narrate.script.raw_material.encoding import wrongly_decoded
    from narrate.script.raw_material.markdown_decks import looks_like_deck

    text, text_problems = load(source.path)
    if deck := looks_like_deck(source.path, text, source.language or given):
        problems.append(deck)  # and nothing else: the rest is correct for its own program
        return Header(), source.language or given, None
    problems += text_problems
    problems += wrongly_decoded(source.path, text)
    reader = MarkdownReader(source.path, text, source.root, memo)
    stated = reader.header.language
    if source.language and stated and source.language != stated:
        message = f"lang: {stated} in a file named for {source.language}"
        problems.append(
            Problem(Place(str(source.path), 1, 1), Severity.ERROR, "two-languages", message, "make them agree")
        )
    tag = source.language or stated or given
    if not tag and not any(problem.code == "unknown-language" for problem in reader.problems):
        problems.append(_no_language(source.path))
    read = reader.segments(source.topic, tag or "und")
    problems += reader.problems
    return reader.header, tag, _Read(*read) if read and tag else None


def _no_language(path: Path) -> Problem:
    hint = "give --language TAG, name the file <tag>.md, or write lang: in its front matter"
    return Problem(Place(str(path)), Severity.ERROR, "no-language", "the script's language is not known", hint)


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Sort ``problems`` by place, without duplicates: every script repeats the problems of ``narrate.yaml``."""
    places = sorted(
        dict.fromkeys(in_file(problems, problems)),
        key=lambda problem: (problem.place.file, problem.place.line, problem.place.column),
    )
    return list(places)
