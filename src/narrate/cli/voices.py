"""``narrate voices``: what can speak, and adding more."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from narrate.cli.arguments import EPILOGUE, Commands
from narrate.cli.progress import Fetching
from narrate.errors import UsageError


def add_voices(commands: Commands, arguments: Sequence[str]) -> None:
    """Add ``narrate voices list`` and ``narrate voices add``, for the command line ``arguments``."""
    voices = commands.add_parser("voices", help="what can speak which language; add voices that sound natural")
    if "voices" not in arguments:
        return  # the engines say which of them can be added: they are asked only where that is wanted
    from narrate.speech.facts import all_facts

    kinds = voices.add_subparsers(required=True, metavar="COMMAND")
    listed = kinds.add_parser("list", help="the default: engines, and the voices of languages", epilog=EPILOGUE)
    listed.add_argument("language", nargs="?", default="", metavar="LANGUAGE", help="every voice for this one")
    listed.add_argument("--json", action="store_true", help="as data")
    listed.set_defaults(run=_list_voices)
    add = kinds.add_parser("add", help="fetch a voice, check it and make it ready", epilog=EPILOGUE)
    addings = {facts.name: facts.adding for facts in all_facts() if facts.adding}
    what = "; ".join(f"{name}: {adding.what}" for name, adding in addings.items())
    source = "; ".join(f"{name}: {adding.source}" for name, adding in addings.items())
    add.add_argument("name", metavar="NAME", choices=list(addings), help=what)
    add.add_argument("--from", dest="source", default="", metavar="PATH",
                     help=f"take its files from a folder ({source})")  # fmt: skip
    add.set_defaults(run=_add_voice)


def listing_by_default(arguments: Sequence[str]) -> list[str]:
    """``narrate voices`` and ``narrate voices es`` list voices: a language is no command."""
    first, *rest = arguments or [""]
    listing = first == "voices" and not (rest and rest[0] in ("add", "list", "-h", "--help"))
    return [first, "list", *rest] if listing else list(arguments)


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
    return 0
