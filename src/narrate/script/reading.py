"""Which scripts there are, and reading one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity, UsageError
from narrate.languages import is_registered, is_tag, normal_tag
from narrate.model import Script, Segment
from narrate.script.closing import with_closing
from narrate.script.front_matter import Header
from narrate.script.settings import NAME, Settings, read_settings
from narrate.sources.text import in_file, load

MARKDOWN_ENDINGS = (".md", ".markdown")
CAPTION_ENDINGS = (".srt", ".vtt")
TRANSCRIPT_ENDINGS = (".txt", *CAPTION_ENDINGS)
OFFICE_ENDINGS = (".docx", ".pptx")
ENDINGS = MARKDOWN_ENDINGS + TRANSCRIPT_ENDINGS + OFFICE_ENDINGS


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
    root = home if home.name == "script" or (home / NAME).is_file() else whole.parent
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
        error = Problem(Place(str(folder)), Severity.ERROR, "no-script", "no script in this folder", hint)
        raise InputError(error, *warnings)  # which tell of files that lie here and are not read
    return here, warnings


def _scripts_of_topic(folder: Path, root: Path) -> tuple[list[Source], list[Problem]]:
    sources, warnings = [], []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() not in ENDINGS or not path.is_file():
            continue
        if is_tag(path.stem):
            source = _file(path)
            sources.append(Source(path, source.topic, source.language, root if root.name == "script" else source.root))
        elif path.stem.upper() != "README" and not _is_template(path, (folder, root)):
            warnings.append(_not_a_script(path))
    return sources, warnings


def _not_a_script(path: Path) -> Problem:
    name = f"name it for its language, as en{path.suffix}"
    if is_registered(path.stem):
        message = f"not read: {path.stem!r} is the tag of a rare language, and more often a word"
        hint = f"{name}; if it is the language, give the file itself with --language {path.stem}"
    else:
        message = f"not read: {path.stem!r} is no language tag"
        hint = f"{name}, or give the file itself with --language"
    return Problem(Place(str(path)), Severity.WARNING, "not-a-script", message, hint)


def _is_template(path: Path, homes: Iterable[Path]) -> bool:
    """Whether ``path`` is the PowerPoint template that the settings in one of ``homes`` name."""
    if path.suffix.lower() != ".pptx":
        return False
    return any(read_settings(home)[0].theme.template == path.resolve() for home in homes)


def read_source(source: Source, language: str = "") -> tuple[Script, list[Problem]]:
    """The script of ``source`` and its warnings.

    ``language`` counts only where neither the file's name nor its front matter gives one.
    Raises InputError with every error found.
    """
    script, problems = examine_source(source, language)
    if script is None or any(problem.severity is Severity.ERROR for problem in problems):
        raise InputError(*problems)
    return script, problems


def examine_source(source: Source, language: str = "") -> tuple[Script | None, list[Problem]]:
    """The script of ``source``, so far as there is one, and all that is wrong with it, in order.

    Raises OutsideError when the system refuses to read it.
    """
    problems: list[Problem] = []
    try:
        settings, found = read_settings(source.root)
        problems += found
        header, tag, read = _read(source, language, problems)
    except InputError as error:
        return None, _in_order([*problems, *error.problems])
    if read is None:
        return None, _in_order(problems)
    title, segments = read
    script = _script(source, tag, title, segments, header, settings)
    script, found = with_closing(script)
    return script, _in_order([*problems, *found])


def _script(
    source: Source, tag: str, title: str, segments: tuple[Segment, ...], header: Header, settings: Settings
) -> Script:
    """The whole: what the front matter says, or else ``narrate.yaml``."""
    shared = settings.language(tag)
    voices = settings.voices_for(tag)
    voice = header.voice or shared.voice
    return Script(
        topic=source.topic, title=title, language=tag, segments=segments, path=source.path,
        date=header.date,
        publisher=header.publisher or settings.organisation,
        voice=dict(voices).get(voice, voice),
        rate=header.rate or shared.rate,
        theme=header.theme or settings.theme,
        subtitle=header.subtitle,
        address=header.address or settings.address,
        voices=voices,
        pronounce=header.pronounce,
        differs=header.differs,
        lexicons=tuple(dict.fromkeys(header.lexicons + shared.lexicons)),
        settings=source.root / NAME,
        language_place=header.language_place,
        voice_place=header.voice_place if header.voice else shared.voice_place,
    )  # fmt: skip


def _read(
    source: Source, language: str, problems: list[Problem]
) -> tuple[Header, str, tuple[str, tuple[Segment, ...]] | None]:
    path, ending = source.path, source.path.suffix.lower()
    given = normal_tag(language) if language else ""
    if ending in MARKDOWN_ENDINGS:
        return _read_markdown(source, given, problems)
    tag = source.language or given
    if not tag:
        problems.append(_no_language(path))
        return Header(), "", None
    if ending in OFFICE_ENDINGS:
        from narrate.script.raw.office import read_notes, read_word

        read, found = (read_word if ending == ".docx" else read_notes)(path, source.topic, tag)
        problems += found
        return Header(), tag, read
    from narrate.script.raw.captions import caption_lines
    from narrate.script.raw.transcript import read_lines, read_transcript

    text, found = load(path)
    problems += found
    if ending in CAPTION_ENDINGS:
        lines, found = caption_lines(path, text)
        problems += found
        return Header(), tag, read_lines(path, lines, source.topic, tag, problems)
    return Header(), tag, read_transcript(path, text, source.topic, tag, problems)


def _read_markdown(
    source: Source, given: str, problems: list[Problem]
) -> tuple[Header, str, tuple[str, tuple[Segment, ...]] | None]:
    from narrate.script.markdown import MarkdownReader

    text, found = load(source.path)
    problems += found
    reader = MarkdownReader(source.path, text, source.root)
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
    return reader.header, tag, read if tag else None


def _no_language(path: Path) -> Problem:
    hint = "give --language TAG, name the file <tag>.md, or write lang: in its front matter"
    return Problem(Place(str(path)), Severity.ERROR, "no-language", "the script's language is not known", hint)


def _in_order(problems: Sequence[Problem]) -> list[Problem]:
    """Each problem once, by place; what is wrong in ``narrate.yaml`` comes with every script."""
    places = sorted(
        dict.fromkeys(in_file(problems, problems)), key=lambda one: (one.place.file, one.place.line, one.place.column)
    )
    return list(places)
