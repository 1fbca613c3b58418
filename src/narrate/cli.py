"""The command line: arguments, progress, exit codes. Nothing else prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from narrate import __version__
from narrate.errors import InputError, NarrateError, UsageError

if TYPE_CHECKING:
    from narrate.batch import Report
    from narrate.model import Script

_EPILOGUE = "Exit codes: 0 done, 1 problems in the input, 2 wrong use, 3 something outside failed."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    # Nothing here is work for a matrix library's threads, and starting them costs more than all of numpy's import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        try:
            return _obey(sys.argv[1:] if arguments is None else arguments)
        finally:
            sys.stdout.flush()  # here, where it can still be told: at exit Python would complain about it
    except BrokenPipeError:  # who reads has enough, as head does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _obey(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(_listing_by_default(arguments))
    try:
        code: int = options.run(options)
    except InputError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return error.exit_code
    except NarrateError as error:
        print(f"narrate: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("narrate: interrupted; what was spoken so far is kept for the next run", file=sys.stderr)
        return 130
    return code


def _listing_by_default(arguments: Sequence[str]) -> list[str]:
    """``narrate voices`` and ``narrate voices es`` list voices: a language is no command."""
    first, *rest = arguments or [""]
    listing = first == "voices" and not (rest and rest[0] in ("add", "list", "-h", "--help"))
    return [first, "list", *rest] if listing else list(arguments)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="narrate", description="Turn a narration script into slides and sound, in step.", epilog=_EPILOGUE
    )
    parser.add_argument("--version", action="version", version=f"narrate {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build scripts into decks, tracks and pages", epilog=_EPILOGUE)
    build.add_argument("paths", nargs="*", default=["script"], metavar="PATH",
                       help="scripts, topic folders, or a folder of topics (default: script)")  # fmt: skip
    build.add_argument("--output", default="output", metavar="DIR", help="where to write (default: output)")
    build.add_argument(
        "--to", default=None, metavar="FORMAT,…", help="pptx, mp3, vtt, srt, txt, html (default), png, or all"
    )
    build.add_argument("--language", default="", metavar="TAG,…",
                       help="the language of a script that names none; otherwise only scripts in these")  # fmt: skip
    build.add_argument(
        "--voice",
        default="",
        metavar="ENGINE[:NAME]",
        help="which voice speaks (default: auto, the best installed for the language)",
    )
    build.add_argument("--theme", default="", metavar="NAME",
                       help="light, dark, contrast or large (default: the script's own, else light)")  # fmt: skip
    build.add_argument("--no-builds", dest="builds", action="store_false", help="nothing moves on the slides of decks")
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="how many to work at a time (default: one a core)"
    )
    build.add_argument("--strict", action="store_true", help="fail on warnings, before anything is spoken")
    build.add_argument("--offline", action="store_true", help="refuse voices that send the text to somebody")
    build.set_defaults(run=_build)

    verify = commands.add_parser("verify", help="read back what was written and compare it with the timeline")
    verify.add_argument(
        "output", nargs="?", default="output", metavar="OUTPUT", help="what to verify (default: output)"
    )
    verify.add_argument("--json", action="store_true", help="findings as JSON")
    verify.set_defaults(run=_verify)

    store = commands.add_parser("store", help="what was spoken before, kept for the next build")
    kinds = store.add_subparsers(required=True, metavar="COMMAND")
    prune = kinds.add_parser("prune", help="remove what no output uses and nobody has asked for lately")
    prune.add_argument("outputs", nargs="*", default=["output"], metavar="OUTPUT",
                       help="outputs whose sound is kept (default: output)")  # fmt: skip
    prune.add_argument("--days", type=int, default=30, metavar="N", help="keep what is younger (default: 30)")
    prune.set_defaults(run=_prune)
    _add_check(commands)
    _add_draft(commands)
    _add_lexicon(commands)
    _add_voices(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="find every mistake in scripts, without building", epilog=_EPILOGUE)
    check.add_argument("paths", nargs="*", default=["script"], metavar="PATH",
                       help="scripts, topic folders, or a folder of topics (default: script)")  # fmt: skip
    check.add_argument("--language", default="", metavar="TAG,…",
                       help="the language of a script that names none; otherwise only scripts in these")  # fmt: skip
    check.add_argument("--voice", default="", metavar="ENGINE[:NAME]", help="the voice that will speak")
    check.add_argument("--json", action="store_true", help="write the problems as JSON")
    check.add_argument("--strict", action="store_true", help="fail on warnings too; advice never fails")
    check.set_defaults(run=_check)


def _add_draft(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    draft = commands.add_parser("draft", help="make a script of a transcript, captions, a Word file or a deck's notes")
    draft.add_argument("path", metavar="FILE", help="a .txt, .srt, .vtt, .docx or .pptx file")
    draft.add_argument("--language", default="", metavar="TAG", help="its language, where its name does not tell")
    draft.add_argument("--output", default="", metavar="FILE.md", help="where to write (default: standard output)")
    draft.set_defaults(run=_draft)


def _add_lexicon(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    lexicon = commands.add_parser("lexicon", help="write a lexicon for other programs, as PLS (W3C)")
    lexicon.add_argument("path", metavar="FILE", help="a lexicon, .yaml or .pls")
    lexicon.add_argument("--language", required=True, metavar="TAG", help="the language of its words")
    lexicon.set_defaults(run=_lexicon)


def _add_voices(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    voices = commands.add_parser("voices", help="what can speak which language; add voices that sound natural")
    kinds = voices.add_subparsers(required=True, metavar="COMMAND")
    listed = kinds.add_parser("list", help="the default: engines, and the voices of languages", epilog=_EPILOGUE)
    listed.add_argument("language", nargs="?", default="", metavar="LANGUAGE", help="every voice for this one")
    listed.add_argument("--json", action="store_true", help="as data")
    listed.set_defaults(run=_list_voices)
    add = kinds.add_parser("add", help="fetch a voice, check it and make it ready", epilog=_EPILOGUE)
    add.add_argument("name", metavar="NAME", choices=["kokoro", "piper"], help="kokoro: English, Spanish, French, "
                     "Hindi, Italian, Portuguese, Chinese; 118 MB to fetch, 210 MB on the disk; "
                     "piper: a voice that you have, in the language it was trained in")  # fmt: skip
    add.add_argument("--from", dest="source", default="", metavar="PATH",
                     help="take its files from a folder (kokoro: default is to fetch them; "
                     "piper: NAME.onnx with NAME.onnx.json beside it, or a folder of such)")  # fmt: skip
    add.set_defaults(run=_add_voice)


def _build(options: argparse.Namespace) -> int:
    from narrate.batch import build
    from narrate.pipeline import DEFAULT_FORMATS

    progress = _Progress()
    try:
        report = build(
            options.paths,
            options.output,
            to=DEFAULT_FORMATS if options.to is None else [name.strip() for name in options.to.split(",")],
            language=options.language,
            voice=options.voice,
            theme=options.theme,
            builds=options.builds,
            jobs=options.jobs,
            strict=options.strict,
            offline=options.offline,
            progress=progress.step,
            notice=lambda text: print(f"narrate: {text}", file=sys.stderr),
        )
    finally:
        progress.clear()
    _summarise(report)
    return 0


def _verify(options: argparse.Namespace) -> int:
    import json
    from dataclasses import asdict
    from pathlib import Path

    from narrate.store import Store, default_folder
    from narrate.verifying import verify

    ok = True
    documents = []
    for verified in verify(Path(options.output), Store(default_folder())):
        ok = ok and verified.ok
        if options.json:
            documents.append({**asdict(verified), "folder": str(verified.folder), "ok": verified.ok})
            continue
        print(f"{verified.topic} [{verified.language}]")
        for finding in verified.findings:
            limit = "" if finding.limit is None else f" (limit {finding.limit:g})"
            figure = "" if finding.worst is None else f": {finding.worst:g} {finding.unit}{limit}"
            print(f"  {'ok   ' if finding.ok else 'FAULT'} {finding.format} {finding.check}{figure}")
            for fault in finding.faults:
                print(f"        {fault}")
    if options.json:
        print(json.dumps({"ok": ok, "editions": documents}, ensure_ascii=False, indent=1))
    return 0 if ok else 1


def _prune(options: argparse.Namespace) -> int:
    from pathlib import Path

    from narrate.batch import prune

    pruned = prune([Path(output) for output in options.outputs], days=options.days)
    print(f"removed {pruned.entries} sounds, {pruned.size / 1e6:.1f} MB; {pruned.kept} kept in {pruned.folder}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from narrate.check import as_json, check, fails

    problems = check(options.paths, options.language, options.voice)
    if options.json:
        print(as_json(problems))
    else:
        for problem in problems:
            print(problem)
    return 1 if fails(problems, strict=options.strict) else 0


def _draft(options: argparse.Namespace) -> int:
    from narrate.batch import read
    from narrate.script.draft import draft, write_draft
    from narrate.script.reading import MARKDOWN_ENDINGS

    if options.path.lower().endswith(MARKDOWN_ENDINGS):
        raise UsageError(
            f"{options.path}: a script already; a draft is made of a .txt, .srt, .vtt, .docx or .pptx file"
        )
    text = draft(read(options.path, options.language))
    if options.output:
        write_draft(text, options.output)
        print(options.output)
    else:
        print(text, end="")
    return 0


def _lexicon(options: argparse.Namespace) -> int:
    from narrate.speech.lexicon import as_pls

    text, left = as_pls(options.path, options.language)
    for problem in left:
        print(problem, file=sys.stderr)
    print(text, end="")
    return 0


def _list_voices(options: argparse.Namespace) -> int:
    from narrate.languages import normal_tag
    from narrate.speech import listing
    from narrate.speech.telling import as_json, as_text, voices_text

    language = normal_tag(options.language) if options.language else ""
    if options.json:
        print(as_json(language))
    elif language:
        found = listing.voices_in(language)
        if not found:
            raise UsageError(f"nothing that is known here speaks {language!r}; narrate voices lists what does")
        print(voices_text(found))
    else:
        print(as_text())
    return 0


def _add_voice(options: argparse.Namespace) -> int:
    return _add_piper(options) if options.name == "piper" else _add_kokoro(options)


def _add_piper(options: argparse.Namespace) -> int:
    from pathlib import Path

    if not options.source:
        raise UsageError("narrate voices add piper wants --from FILE.onnx, the voice, with FILE.onnx.json beside it")
    from narrate.speech.piper.installing import add

    for one in add(Path(options.source)):
        licence = f"licence by its model card: {one.licence}" if one.licence else "no licence is told: ask its maker"
        print(f"piper:{one.name} [{one.language}], {licence}")
        print(f"  narrate build --voice piper:{one.name} speaks with it")
    return 0


def _add_kokoro(options: argparse.Namespace) -> int:
    from pathlib import Path

    from narrate.speech.kokoro.installing import add

    progress = _Fetching()
    try:
        progress.say("the voice is checked, then tried on this processor, for about half a minute")
        added = add(Path(options.source) if options.source else None, progress.step)
    finally:
        progress.clear()
    print(f"kokoro: {added.voices} voices in {added.folder}")
    if added.missing:
        print(f"  not in {options.source}: {', '.join(added.missing)}")
    quick = f"made {added.gain:g} times as fast, same sound" if added.gain else f"not made faster: {added.why}"
    print(f"  the model was {quick}")
    print("  narrate build --voice kokoro speaks with it")
    return 0


class _Fetching:
    """A bar for each file that comes, overwritten, and only where a person watches."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def say(self, line: str) -> None:
        if self._shown:
            print(line, file=sys.stderr, flush=True)

    def step(self, name: str, done: int, size: int) -> None:
        if self._shown:
            bar = "#" * (30 * done // size)
            line = f"{name:24} [{bar:30}] {done / 1e6:.1f} of {size / 1e6:.1f} MB"
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


class _Progress:
    """One line that is overwritten, and only where a person watches."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._counts: dict[str, int] = {}
        self._current = ""

    def step(self, script: Script, step: str) -> None:
        if not self._shown:
            return
        name = f"{script.topic}/{script.language}"
        if name != self._current:
            self._current, self._counts = name, {}
        self._counts[step] = self._counts.get(step, 0) + 1
        line = f"{name}: " + ", ".join(f"{count} {what}" for what, count in self._counts.items())
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def _summarise(report: Report) -> None:
    from narrate.speech.facts import label

    for problem in report.warnings:
        print(problem, file=sys.stderr)
    for made in report.made:
        facts = made.manifest
        minutes, seconds = divmod(round(facts.duration_ms / 1000), 60)
        what = f"{len(made.files)} files in {made.folder}" if made.fresh else f"up to date in {made.folder}"
        print(
            f"{facts.topic} [{facts.language}]: {facts.slides} slides, {minutes} min {seconds:02d} s, "
            f"voice {facts.voice}{label(facts.voice, facts.language)}, {what}"
        )
        estimated = facts.timing.get("estimated", 0)
        if estimated:
            print(f"  words' times are estimated in {estimated} of {sum(facts.timing.values())} sentences")
        for path in made.removed:
            print(f"  removed {path}: an earlier build made it and this one does not")
        for path in made.left:
            print(f"  left {path}: no longer made here, but changed since it was; remove it if you do not need it")
    print(report.catalogue)
