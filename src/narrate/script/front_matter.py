"""Reads the header of a Markdown script: YAML between two lines of ``---``."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from narrate.errors import Place, UsageError
from narrate.languages import normal_tag
from narrate.model import Pronunciation, ThemeWish
from narrate.script.theme_settings import read_look
from narrate.sources.paths import UNREADABLE, inside, why_unreadable
from narrate.sources.pronunciations import read_pronunciations
from narrate.sources.yaml_nodes import Nodes, is_empty
from narrate.store.memo import NO_MEMO, Memo

KEYS = (
    "title", "subtitle", "lang", "date", "publisher", "voice", "rate", "theme", "address", "conforms", "lexicon", "pronounce",
    "differs",
)  # fmt: skip
_CONFORMANCE = re.compile(r"EPUB Accessibility 1\.[01] - WCAG 2\.[0-2] Level A{1,3}")
_ADDRESS = re.compile(r"https?://[^/?#\s]")
RATES = range(80, 301)


@dataclass(frozen=True, slots=True)
class Header:
    """The settings in a script's header. A setting that the header does not give is empty or None."""

    title: str = ""
    subtitle: str = ""
    language: str = ""
    date: str = ""
    publisher: str = ""
    voice: str = ""
    rate: int | None = None
    theme: ThemeWish | None = None
    address: str = ""
    conforms: str = ""
    lexicons: tuple[Path, ...] = ()
    pronounce: tuple[Pronunciation, ...] = ()
    differs: tuple[str, ...] = ()
    language_place: Place | None = None
    voice_place: Place | None = None


def read_header(path: Path, yaml_text: str, first_line: int, root: Path, memo: Memo = NO_MEMO) -> tuple[Header, Nodes]:
    """Return the header in ``yaml_text``, which begins on line ``first_line`` of the file, and its YAML nodes.

    The nodes hold the problems found. Lexicons are relative to the folder of ``path`` and must lie under ``root``.
    ``memo`` remembers figures read before.
    """
    nodes = Nodes(path, yaml_text, first_line, "front-matter")
    values: dict[str, Any] = {name: node for name, _, node in nodes.entries(nodes.root, KEYS) if not is_empty(node)}

    def text(name: str) -> str:
        return nodes.text(values[name], name) if name in values else ""

    language = read_language(nodes, values["lang"]) if "lang" in values else ""
    date = read_date(nodes, values["date"]) if "date" in values else ""
    header = Header(
        title=text("title"),
        subtitle=text("subtitle"),
        language=language,
        date=date,
        publisher=text("publisher"),
        voice=text("voice"),
        rate=read_rate(nodes, values["rate"]) if "rate" in values else None,
        theme=read_look(nodes, values["theme"], path.parent, root, memo) if "theme" in values else None,
        address=read_address(nodes, values["address"]) if "address" in values else "",
        conforms=_read_conforms(nodes, values.get("conforms")),
        lexicons=read_lexicons(nodes, values["lexicon"], path.parent, root) if "lexicon" in values else (),
        pronounce=read_pronunciations(nodes, values["pronounce"]) if "pronounce" in values else (),
        differs=tuple(text for text, _ in nodes.texts(values["differs"], "differs")) if "differs" in values else (),
        language_place=nodes.place(values["lang"]) if "lang" in values else None,
        voice_place=nodes.place(values["voice"]) if "voice" in values else None,
    )
    return header, nodes


def read_language(nodes: Nodes, node: Any) -> str:
    """The BCP 47 tag in ``node`` in its normal form; empty, with a problem in ``nodes``, if it is not valid."""
    text = nodes.text(node, "lang")
    try:
        return normal_tag(text) if text else ""
    except UsageError as error:
        nodes.error(node, "unknown-language", str(error))
        return ""


def read_rate(nodes: Nodes, node: Any) -> int | None:
    """The speed of speech in ``node`` in words per minute; None, with a problem in ``nodes``, if it is not valid."""
    text = nodes.text(node, "rate")
    if text.isdecimal() and len(text) < 10 and int(text) in RATES:
        return int(text)
    nodes.error(
        node, "rate", f"{text[:40]!r} is not a rate", f"write words a minute, {RATES.start} to {RATES.stop - 1}"
    )
    return None


def read_address(nodes: Nodes, node: Any) -> str:
    """The web address (http or https) in ``node``; empty, with a problem in ``nodes``, if nobody could visit it."""
    text = nodes.text(node, "address")
    if text and not _ADDRESS.match(text):
        hint = "write https:// and the name of the site" if "://" in text else "begin it with https://"
        nodes.error(node, "address", f"{text!r} is not a web address", hint)
        return ""
    return text


def _read_conforms(nodes: Nodes, node: Any) -> str:
    """The standard that the producer claims for the book, empty if none; also, with a problem in ``nodes``, if unknown."""
    text = nodes.text(node, "conforms") if node is not None else ""
    if text and not _CONFORMANCE.fullmatch(text):
        hint = "write for example EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
        nodes.error(node, "conforms", f"{text[:60]!r} is not the name of a level of conformance", hint)
        return ""
    return text


def read_lexicons(nodes: Nodes, node: Any, folder: Path, root: Path) -> tuple[Path, ...]:
    """The named lexicon files, relative to ``folder``. Each must exist and lie under ``root``."""
    files = []
    for name, item in nodes.texts(node, "lexicon"):
        try:
            file = inside(name, folder, root)
            if file is None:
                nodes.error(item, "lexicon", f"{name!r} is outside the script folder {root}", "copy the file into it")
            elif file.suffix.lower() not in (".yaml", ".yml", ".pls"):
                nodes.error(item, "lexicon", f"{name!r} is not a lexicon", "a lexicon is a .yaml or a .pls file")
            elif not file.is_file():
                nodes.error(item, "lexicon", f"no lexicon {name!r} in {folder}", "name a file that exists")
            else:
                files.append(file)
        except UNREADABLE as error:
            message = f"{name[:80]!r} cannot be read: {why_unreadable(error)}"
            nodes.error(item, "lexicon", message, "name a file that exists")
    return tuple(files)


def read_date(nodes: Nodes, node: Any) -> str:
    """Return the date in ``node``; empty, with a problem in ``nodes``, if it is none."""
    date = nodes.text(node, "date")
    if not date or _is_date(date):
        return date
    nodes.error(node, "date", f"{date[:40]!r} is not a date", "write it as 2026-01-31")
    return ""


def _is_date(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text  # not 20260131: editions show the date as written
    except ValueError:
        return False
