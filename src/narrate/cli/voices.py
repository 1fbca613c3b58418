"""``narrate voices``: lists the voices, and adds more."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from narrate.cli.exit_codes import EPILOGUE, ExitCode
from narrate.cli.progress import Fetching
from narrate.cli.shared_arguments import Commands
from narrate.errors import UsageError


def add_voices(commands: Commands, arguments: Sequence[str]) -> None:
    """Add the commands ``narrate voices list`` and ``narrate voices add`` to ``commands``.

    ``arguments`` is the command line. Unless it is about voices, the two commands get no arguments, which saves time.
    """
    voices = commands.add_parser("voices", help="list the voices for a language; add voices that sound natural")
    if "voices" not in arguments:
        return  # loading the engines takes time, and only this command needs to know which voices can be added
    from narrate.speech.facts import all_facts

    kinds = voices.add_subparsers(required=True, metavar="COMMAND")
    listed = kinds.add_parser(
        "list", help="list the engines, or the voices for a language (the default command)", epilog=EPILOGUE
    )
    listed.add_argument(
        "language", nargs="?", default="", metavar="LANGUAGE", help="list every voice for this language"
    )
    listed.add_argument("--json", action="store_true", help="print as JSON")
    listed.set_defaults(run=_list_voices)
    add = kinds.add_parser("add", help="download a voice, check it and make it ready", epilog=EPILOGUE)
    addings = {facts.name: facts.adding for facts in all_facts() if facts.adding}
    voices_help = "; ".join(f"{name}: {adding.what}" for name, adding in addings.items())
    sources_help = "; ".join(f"{name}: {adding.source}" for name, adding in addings.items())
    add.add_argument("name", metavar="NAME", choices=list(addings), help=voices_help)
    add.add_argument("--from", dest="source", default="", metavar="PATH",
                     help=f"take the files of the voice from a folder ({sources_help})")  # fmt: skip
    add.set_defaults(run=_add_voice)


def listing_by_default(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with ``list`` inserted if ``voices`` has no command, as in ``narrate voices es``."""
    first, *rest = arguments or [""]
    listing = first == "voices" and not (rest and rest[0] in ("add", "list", "-h", "--help"))
    return [first, "list", *rest] if listing else list(arguments)


def _list_voices(options: argparse.Namespace) -> ExitCode:
    from narrate.languages import normal_tag
    from narrate.speech import voices_by_language
    from narrate.speech.voices_output import as_json, as_text, voices_text

    language = normal_tag(options.language) if options.language else ""
    if options.json:
        print(as_json(language))
    elif language:
        voices = voices_by_language.voices_in(language)
        if not voices:
            raise UsageError(f"no known voice speaks {language!r}; narrate voices lists the languages that have one")
        print(voices_text(voices))
    else:
        print(as_text())
    return ExitCode.DONE


def _add_voice(options: argparse.Namespace) -> ExitCode:
    from pathlib import Path

    from narrate.speech.facts import facts_of

    adding = facts_of(options.name).adding
    assert adding is not None  # the parser takes no other name
    progress = Fetching()
    try:
        lines = adding.add(Path(options.source) if options.source else None, progress)
    finally:
        progress.clear()
    print("\n".join(lines))
    return ExitCode.DONE
