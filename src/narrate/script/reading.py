"""Which scripts there are, and reading one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity, UsageError
from narrate.languages import is_tag, normal_tag
from narrate.model import Script
from narrate.script.markdown import MarkdownReader
from narrate.script.source_text import load
from narrate.script.transcript import read_transcript

MARKDOWN_ENDINGS = (".md", ".markdown")
TRANSCRIPT_ENDINGS = (".txt",)
ENDINGS = MARKDOWN_ENDINGS + TRANSCRIPT_ENDINGS


@dataclass(frozen=True, slots=True)
class Source:
    """A script file.

    ``topic`` is what it is about, ``language`` its tag where the file's name tells it, ``root``
    the folder that its figures may lie in.
    """

    path: Path
    topic: str
    language: str
    root: Path


def find_sources(paths: Iterable[Path]) -> tuple[list[Source], list[Problem]]:
    """The scripts that ``paths`` mean: files, topic folders, or folders of topic folders.

    The problems are warnings about script-like files that no language tag names.
    Raises InputError for a path that does not exist or holds no script.
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


def _file(path: Path) -> Source:
    if path.suffix.lower() not in ENDINGS:
        known = ", ".join(ENDINGS)
        raise UsageError(f"{path}: not a script: known endings are {known}")
    whole = path.resolve()
    if not is_tag(path.stem):
        return Source(path, path.stem, "", whole.parent)
    # script/<topic>/<language>.md: figures may be shared by the topics of a script folder
    home = whole.parent.parent
    root = home if home.name == "script" or (home / "narrate.yaml").is_file() else whole.parent
    return Source(path, whole.parent.name, normal_tag(path.stem), root)


def _in_folder(folder: Path) -> tuple[list[Source], list[Problem]]:
    here, warnings = _scripts_of_topic(folder, folder.resolve().parent)
    if not here:
        for topic in sorted(child for child in folder.iterdir() if child.is_dir() and child.name[0] not in "._"):
            found, ignored = _scripts_of_topic(topic, folder.resolve())
            here += found
            warnings += ignored
    if not here:
        hint = "a script is <topic>/<language>.md, such as knee/en.md"
        raise InputError(Problem(Place(str(folder)), Severity.ERROR, "no-script", "no script in this folder", hint))
    return here, warnings


def _scripts_of_topic(folder: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    sources, warnings = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        if is_tag(path.stem):
            source = _file(path)
            sources.append(Source(path, source.topic, source.language, root if root.name == "script" else source.root))
        elif path.stem.upper() != "README":
            message = f"not read: {path.stem!r} is no language tag"
            hint = "name it en.md, or give the file itself with --language"
            warnings.append(Problem(Place(str(path)), Severity.WARNING, "not-a-script", message, hint))
    return sources, warnings


def read_source(source: Source, language: str = "") -> tuple[Script, list[Problem]]:
    """The script of ``source`` and its warnings.

    ``language`` counts only where neither the file's name nor its front matter gives one.
    Raises InputError with every error found.
    """
    path = source.path
    text, problems = load(path)
    if path.suffix.lower() in MARKDOWN_ENDINGS:
        script = _read_markdown(source, text, language, problems)
    else:
        tag = source.language or (normal_tag(language) if language else "")
        if not tag:
            problems.append(_no_language(path))
        script = read_transcript(path, text, source.topic, tag) if tag else None
    if script is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*_in_order(problems))
    return script, list(_in_order(problems))


def _read_markdown(source: Source, text: str, language: str, problems: list[Problem]) -> Script | None:
    reader = MarkdownReader(source.path, text, source.root)
    stated = reader.header.language
    if source.language and stated and source.language != stated:
        message = f"lang: {stated} in a file named for {source.language}"
        problems.append(
            Problem(Place(str(source.path), 1), Severity.ERROR, "two-languages", message, "make them agree")
        )
    tag = source.language or stated or (normal_tag(language) if language else "")
    if not tag and not any(problem.code == "unknown-language" for problem in reader.problems):
        problems.append(_no_language(source.path))
    script = reader.script(source.topic, tag or "und")
    problems += reader.problems
    return script if tag else None


def _no_language(path: Path) -> Problem:
    hint = "give --language TAG, name the file <tag>.md, or write lang: in its front matter"
    return Problem(Place(str(path)), Severity.ERROR, "no-language", "the script's language is not known", hint)


def _in_order(problems: Sequence[Problem]) -> Sequence[Problem]:
    return sorted(problems, key=lambda problem: (problem.place.file, problem.place.line, problem.place.column))
