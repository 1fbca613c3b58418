"""Commands to use before a build: ``narrate check``, ``draft`` and ``lexicon``."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from narrate.cli.exit_codes import EPILOGUE, ExitCode
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands
from narrate.errors import Problem, Severity, UsageError

if TYPE_CHECKING:
    from narrate.model import Script


def add_check(commands: Commands) -> None:
    """Add the command ``narrate check`` to ``commands``."""
    check = commands.add_parser("check", help="find every mistake in scripts, without building", epilog=EPILOGUE)
    check.add_argument("paths", nargs="*", default=["script"], metavar="PATH",
                       help="scripts, topic folders, or a folder of topics (default: script)")  # fmt: skip
    check.add_argument("--language", default="", metavar="TAG,…",
                       help="the language of a script that names none; otherwise only scripts in these")  # fmt: skip
    check.add_argument("--voice", default="", metavar="ENGINE[:NAME]", help="the voice that will speak")
    check.add_argument("--json", action="store_true", help="write the problems as JSON")
    check.add_argument("--strict", action="store_true", help="fail on warnings too; advice never fails")
    check.add_argument("--mend", default="", metavar="FILE.pptx",
                       help="write a copy of the deck PATH with titles and languages that it lacks")  # fmt: skip
    check.set_defaults(run=_check)


def add_draft(commands: Commands) -> None:
    """Add the command ``narrate draft`` to ``commands``."""
    draft = commands.add_parser(
        "draft", help="make a script from a transcript, captions, a Word file or the notes of slides"
    )
    draft.add_argument(
        "path",
        metavar="FILE",
        help="a .txt, .srt, .vtt, .sbv, .ttml, .docx or .pptx file, "
        "or Markdown slides of Marp, Slidev, reveal.js, Quarto …",
    )
    draft.add_argument(
        "--language", default="", metavar="TAG", help="the language of the file, if its name does not state it"
    )
    draft.add_argument("--output", default="-", metavar="FILE.md", help="where to write (default: -, standard output)")
    draft.set_defaults(run=_draft)


def add_lexicon(commands: Commands) -> None:
    """Add the command ``narrate lexicon`` to ``commands``."""
    lexicon = commands.add_parser("lexicon", help="write a lexicon for other programs, as PLS (W3C)")
    lexicon.add_argument("path", metavar="FILE", help="a lexicon, .yaml or .pls")
    lexicon.add_argument("--language", required=True, metavar="TAG", help="the language of its words")
    lexicon.set_defaults(run=_lexicon)


def _check(options: argparse.Namespace) -> ExitCode:
    check_room(building=False)
    from narrate.check import as_json, check, fails

    if options.mend:
        return _mend(options)
    problems = check(options.paths, options.language, options.voice)
    if options.json:
        print(as_json(problems))
    else:
        for problem in problems:
            print(problem)
    return ExitCode.INPUT if fails(problems, strict=options.strict) else ExitCode.DONE


def _mend(options: argparse.Namespace) -> ExitCode:
    from pathlib import Path

    from narrate.check.decks.mending import mend_deck
    from narrate.script import find_sources
    from narrate.script.finding_scripts import DECK_ENDINGS

    if len(options.paths) != 1 or not options.paths[0].lower().endswith(DECK_ENDINGS):
        raise UsageError("--mend: give one PowerPoint deck, such as narrate check talk.pptx --mend mended.pptx")
    sources, _ = find_sources([Path(options.paths[0])])
    for mended in mend_deck(sources[0].path, Path(options.mend), sources[0].language or options.language):
        print(mended)
    print(options.mend)
    return ExitCode.DONE


def _draft(options: argparse.Namespace) -> ExitCode:
    from narrate.script.draft import draft, write_draft

    script, problems = _raw_material(options.path, options.language)
    for problem in problems:
        if problem.severity is not Severity.ADVICE:
            print(problem, file=sys.stderr)
    text = draft(script, problems)
    if options.output not in ("", "-"):
        write_draft(text, options.output)
        print(options.output)
    else:
        print(text, end="")
    return ExitCode.DONE


def _raw_material(path: str, language: str) -> tuple[Script, list[Problem]]:
    """Return (script made from the file of raw material ``path``, its problems).

    Raises UsageError if the file is a script already.
    """
    from dataclasses import replace
    from pathlib import Path

    from narrate.script import find_sources, read_source
    from narrate.script.finding_scripts import MARKDOWN_ENDINGS
    from narrate.script.reading import read_other_deck

    sources, _ = find_sources([Path(path)])
    if len(sources) != 1:
        raise UsageError(f"{path} holds {len(sources)} scripts; give one file")
    if not path.lower().endswith(MARKDOWN_ENDINGS):
        return read_source(replace(sources[0], slides="make"), language)
    deck = read_other_deck(sources[0], language)
    if deck is None:
        raise UsageError(
            f"{path}: a script already; a draft is made from a transcript, captions, a Word file, "
            "the notes of slides, or Marp or other Markdown slides"
        )
    return deck


def _lexicon(options: argparse.Namespace) -> ExitCode:
    from narrate.speech.lexicon import as_pls

    text, problems = as_pls(options.path, options.language)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(text, end="")
    return ExitCode.DONE
