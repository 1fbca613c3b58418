"""``narrate say``: shows how a text will be said, and plays it."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from narrate.cli.exit_codes import EPILOGUE, ExitCode
from narrate.cli.resources import check_room
from narrate.cli.shared_arguments import Commands
from narrate.durable_files import ANY_READER, replace_file
from narrate.errors import OutsideError, UsageError

if TYPE_CHECKING:
    from narrate.saying import SaidText

_ENDINGS = (".wav", ".mp3")
_PLAYERS = (
    ["afplay"],
    ["pw-play"],
    ["paplay"],
    ["aplay", "-q"],
    ["ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet"],
)


def add_say(commands: Commands) -> None:
    """Add the command ``narrate say`` to ``commands``."""
    say = commands.add_parser("say", help="show how a text will be said; play it or save it", epilog=EPILOGUE)
    say.add_argument("text", metavar="TEXT", help="the text to say, written as in a script; - reads standard input")
    say.add_argument("--language", required=True, metavar="TAG", help="the language of the text")
    say.add_argument("--voice", default="", metavar="ENGINE[:NAME]", help="the voice that will speak")
    say.add_argument("--rate", type=int, default=0, metavar="N", help="words a minute (default: 150)")
    say.add_argument(
        "--lexicon",
        action="append",
        default=[],
        metavar="FILE",
        help="a lexicon: how to say certain words; may be given several times",
    )
    say.add_argument("--output", default="", metavar="FILE", help="save the sound to a file ending in .wav or .mp3")
    say.add_argument("--play", action="store_true", help="play the sound")
    say.set_defaults(run=_say)


def _say(options: argparse.Namespace) -> ExitCode:
    check_room(1, building=False)
    from narrate.saying import encoded, how_said, speak

    output = Path(options.output) if options.output else None
    if output and output.suffix.lower() not in _ENDINGS:
        raise UsageError(f"--output {output}: the name must end in .wav or .mp3")
    if options.rate < 0 or 0 < options.rate < 50 or options.rate > 400:
        raise UsageError(f"--rate {options.rate}: give 50 to 400 words a minute")
    player = _player() if options.play else []
    text = _from_standard_input() if options.text == "-" else options.text
    said = how_said(text, options.language, options.voice, [Path(name) for name in options.lexicon])
    for problem in said.warnings:
        print(problem, file=sys.stderr)
    print(as_text(said))
    if output or player:
        pcm, rate = speak(said, options.rate, lambda message: print(f"narrate: {message}", file=sys.stderr))
        if output:
            _write(output, encoded(pcm, rate, output.suffix.lower()))
            print(output)
        if player:
            with tempfile.TemporaryDirectory() as folder:
                sound = Path(folder) / "said.wav"
                sound.write_bytes(encoded(pcm, rate, ".wav"))
                subprocess.run([*player, str(sound)], check=False)
    return ExitCode.DONE


def _from_standard_input() -> str:
    try:
        return sys.stdin.read() if sys.stdin else ""
    except UnicodeDecodeError:
        raise UsageError("standard input is not UTF-8; save the text with that encoding") from None


def as_text(said: SaidText) -> str:
    """Return lines that name the voice and show each sentence as written, as said, and in phonemes.

    Words in another language follow their language tag in brackets.
    """
    from narrate.speech.facts import label

    voice = said.voice
    lines = [f"voice {voice}{label(str(voice), voice.language)}"]
    for line in said.lines:
        spoken = " ".join(f"[{tag}] {text}" if tag else text for tag, text in line.said)
        lines += ["", f"written  {line.written}", f"said     {spoken}"]
        if line.sounds:
            lines.append(f"sounds   {line.sounds}")
    return "\n".join(lines)


def _player() -> list[str]:
    """Return the command of a program that plays sound files.

    Raises UsageError if no such program is found, or if standard output is no terminal.
    """
    if not sys.stdout.isatty():
        raise UsageError("--play works only in a terminal; give --output FILE.wav")
    for player in _PLAYERS:
        if which(player[0]):
            return player
    raise UsageError("--play: no program that plays sound was found; give --output FILE.wav")


def _write(path: Path, content: bytes) -> None:
    try:
        replace_file(path, content, ANY_READER)
    except OSError as error:
        raise OutsideError(f"{path}: cannot be written: {error.strerror}") from error
