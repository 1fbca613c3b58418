"""Finds the scripts in files and folders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity, UsageError
from narrate.languages import is_registered, is_tag, normal_tag
from narrate.script.file_names import other_form, topic_and_language
from narrate.script.settings import NAME, named_template

MARKDOWN_ENDINGS = (".md", ".markdown")
CAPTION_ENDINGS = (".srt", ".vtt", ".sbv", ".ttml", ".dfxp", ".itt")
TRANSCRIPT_ENDINGS = (".txt", *CAPTION_ENDINGS)
DECK_ENDINGS = (".pptx", ".pptm")
OFFICE_ENDINGS = (".docx", *DECK_ENDINGS)
ENDINGS = MARKDOWN_ENDINGS + TRANSCRIPT_ENDINGS + OFFICE_ENDINGS


@dataclass(frozen=True, slots=True)
class Source:
    """A script file at ``path``.

    ``topic`` is its subject. ``language`` is the language tag in the file's name, empty if there is none. ``root`` is
    the folder in which its figures may lie. ``slides`` is ``keep`` or ``make`` if its slides are kept or made,
    whatever the settings say about a deck. ``keeps_macros``: if it has macros, they are kept too.
    """

    path: Path
    topic: str
    language: str
    root: Path
    slides: str = ""
    keeps_macros: bool = False


def with_slides(source: Source, slides: str) -> Source:
    """Return ``source`` with what a command says about the slides of decks: ``keep``, ``macros``, both or nothing."""
    chosen = slides.split()
    if not chosen or source.path.suffix.lower() not in DECK_ENDINGS:
        return source
    return replace(source, slides="keep" if "keep" in chosen else "", keeps_macros="macros" in chosen)


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """Return (scripts, warnings). ``paths`` are script files, topic folders, or folders of topic folders.

    The warnings name files that look like scripts but have no language tag. Raises InputError for a path that does not
    exist or holds no script.
    """
    sources: list[Source] = []
    warnings: list[Problem] = []
    for path in paths:
        if path.is_dir():
            found, ignored = _in_folder(path)
            sources += found
            warnings += ignored
        elif path.exists():
            sources.append(_file(path))
        else:
            raise InputError(Problem(Place(str(path)), Severity.ERROR, "no-file", "no such file or folder"))
    return sources, warnings


def _file(path: Path, home: Path | None = None) -> Source:
    """Return the script at ``path``. ``home`` is where its folder really is, if that is known."""
    if path.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"{path}: {other_form(path) or f'not a script: known endings are {known}'}")
    whole = path.resolve() if home is None or path.is_symlink() else home / path.name
    if not is_tag(path.stem):
        return Source(path, *topic_and_language(path), whole.parent)
    # script/<topic>/<language>.md: the topics of a script folder may share figures
    home = whole.parent.parent
    root = home if home.name == "script" or (home / NAME).is_file() else whole.parent
    return Source(path, whole.parent.name, normal_tag(path.stem), root)


def _in_folder(folder: Path) -> tuple[list[Source], list[Problem]]:
    here, warnings = _scripts_of_topic(folder, folder.resolve().parent)
    if not here:
        for topic in sorted(child for child in folder.iterdir() if child.is_dir() and child.name[0] not in "._"):
            scripts, ignored = _scripts_of_topic(topic, folder.resolve())
            here += scripts
            warnings += ignored
    if not here:
        hint = "a script is <topic>/<language>.md, such as knee/en.md"
        error = Problem(Place(str(folder)), Severity.ERROR, "no-script", "no script in this folder", hint)
        raise InputError(error, *warnings)  # the warnings name files here that are not read
    return here, warnings


def _scripts_of_topic(folder: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    home = folder.resolve()
    shared = root.name == "script"  # all topics may share its figures
    sources: list[Source] = []
    warnings: list[Problem] = []
    others: list[tuple[str, Path]] = []
    for path in _visible_files(folder):
        ending = path.suffix.lower()
        topic, language = topic_and_language(path, dotted_only=ending not in CAPTION_ENDINGS)
        if ending not in ENDINGS:
            others += [(normal_tag(path.stem) if is_tag(path.stem) else language, path)] if other_form(path) else []
        elif is_tag(path.stem):
            source = _file(path, home)
            sources.append(replace(source, root=root) if shared else source)
        elif language and topic.upper() != "README":
            sources.append(Source(path, topic, language, root if shared else home))
        elif not path.stem.upper().startswith("README") and not _is_template(path, (folder, root)):
            warnings.append(_not_a_script(path))
    read = {"", *(source.language for source in sources)}  # en.pdf beside en.md is a handout, not a script
    return sources, [*warnings, *(_not_read(path) for language, path in others if language not in read)]


def _visible_files(folder: Path) -> list[Path]:
    """The files in ``folder`` that are not hidden. Word keeps ~$en.docx beside an open file."""
    return [path for path in sorted(folder.iterdir()) if path.is_file() and not path.name.startswith((".", "~$"))]


def _not_read(path: Path) -> Problem:
    what, hint = other_form(path).split("; ", 1)
    return Problem(Place(str(path)), Severity.WARNING, "not-a-script", what, hint)


def _not_a_script(path: Path) -> Problem:
    name = f"name it for its language, as en{path.suffix}"
    if is_registered(path.stem):
        message = f"not read: {path.stem!r} is more likely a word than the tag of a rare language"
        hint = f"{name}; if this is its language, give the file itself with --language {path.stem}"
    else:
        message = f"not read: {path.stem!r} is not a language tag"
        hint = f"{name}, or give the file itself with --language"
    return Problem(Place(str(path)), Severity.WARNING, "not-a-script", message, hint)


def _is_template(path: Path, homes: Iterable[Path]) -> bool:
    """Whether ``path`` is the PowerPoint template named by the settings in one of ``homes``."""
    if path.suffix.lower() != ".pptx":
        return False
    return any(named_template(home) == path.resolve() for home in homes)
