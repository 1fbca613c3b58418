"""``narrate voices``: what can speak, and adding more."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from narrate.cli.arguments import EPILOGUE, Commands
from narrate.cli.progress import Fetching
from narrate.errors import UsageError


def add_voices(commands: Commands) -> None:
    """Add ``narrate voices list`` and ``narrate voices add``."""
    voices = commands.add_parser("voices", help="what can speak which language; add voices that sound natural")
    kinds = voices.add_subparsers(required=True, metavar="COMMAND")
    listed = kinds.add_parser("list", help="the default: engines, and the voices of languages", epilog=EPILOGUE)
    listed.add_argument("language", nargs="?", default="", metavar="LANGUAGE", help="every voice for this one")
    listed.add_argument("--json", action="store_true", help="as data")
    listed.set_defaults(run=_list_voices)
    add = kinds.add_parser("add", help="fetch a voice, check it and make it ready", epilog=EPILOGUE)
    add.add_argument("name", metavar="NAME", choices=["kokoro", "piper"], help="kokoro: English, Spanish, French, "
                     "Hindi, Italian, Portuguese, Chinese; 118 MB to fetch, 210 MB on the disk; "
                     "piper: a voice that you have, in the language it was trained in")  # fmt: skip
    add.add_argument("--from", dest="source", default="", metavar="PATH",
                     help="take its files from a folder (kokoro: default is to fetch them; "
                     "piper: NAME.onnx with NAME.onnx.json beside it, or a folder of such)")  # fmt: skip
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

    progress = Fetching()
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
