"""The rules of DAISY 2.02 for a whole book, whoever made it: files, links, and their order.

They follow the specification of 2001 and the recommendation on skippable structures of 2003. The modules
``ncc_rules``, ``smil_rules`` and ``text_rules`` have the rules for single files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from narrate.exporters.daisy.verifying.found_text import XHTML, parse_document
from narrate.exporters.daisy.verifying.ncc_rules import NccEntry, entries_of, ncc_faults
from narrate.exporters.daisy.verifying.smil_rules import SmilFile, read_smil, smil_faults, time_faults
from narrate.exporters.daisy.verifying.text_rules import text_faults

_NAME = re.compile(r"[a-z0-9_]{1,8}\.(?:html|smil|mp3|css)")  # eight letters, as on old disks and CDs
_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>'
_CHARSET = "text/html; charset=utf-8"


@dataclass(slots=True)
class Book:
    """The files of a book. ``texts`` are the contents of the files of text; ``sizes`` are the bytes of all files.

    ``ncc``, ``content`` and ``smils`` (by name) are what was read from them.
    """

    texts: Mapping[str, bytes]
    sizes: Mapping[str, int]
    ncc: etree._Element = field(init=False)
    content: etree._Element = field(init=False)
    smils: dict[str, SmilFile] = field(init=False)

    def __post_init__(self) -> None:
        """Raises ValueError if a file that every book has is missing or cannot be read."""
        for name in ("ncc.html", "content.html", "master.smil"):
            if name not in self.texts:
                raise ValueError(f"{name} is missing")
        self.ncc = parse_document(self.texts["ncc.html"], "ncc.html")
        self.content = parse_document(self.texts["content.html"], "content.html")
        names = [name for name in self.texts if name.endswith(".smil") and name != "master.smil"]
        self.smils = {name: read_smil(parse_document(self.texts[name], name), name) for name in names}


def rule_faults(book: Book) -> Iterator[str]:
    """Yield every rule of the format that ``book`` breaks, in a line of text."""
    yield from _file_faults(book)
    yield from ncc_faults(book.ncc, book.sizes)
    entries = list(entries_of(book.ncc))
    files = [smil for name in _playing_order(entries) if (smil := book.smils.get(name))]
    for smil in files:
        yield from smil_faults(smil, book.sizes)
    yield from time_faults(files, book.ncc, parse_document(book.texts["master.smil"], "master.smil"))
    yield from _link_faults(entries, files, book)
    yield from text_faults(book.content, book.ncc, files)


def _file_faults(book: Book) -> Iterator[str]:
    for name in book.sizes:
        if not _NAME.fullmatch(name):
            yield f"{name!r} is not a name of eight lower-case letters and an ending"
    for name, content in book.texts.items():
        if content.startswith(b"\xef\xbb\xbf"):
            yield f"{name} begins with a byte order mark"
        elif not name.endswith(".css") and not content.startswith(_DECLARATION):
            yield f"{name} does not declare UTF-8 in its first line"
        if re.search(rb"(?<!\r)\n|\r(?!\n)", content):
            yield f"{name} has a line that does not end with CR and LF"
    for name, root in (("ncc.html", book.ncc), ("content.html", book.content)):
        stated = [one.get("content") for one in root.iter(f"{XHTML}meta") if one.get("http-equiv") == "Content-type"]
        if stated != [_CHARSET]:
            yield f"{name} does not state its characters as {_CHARSET!r}"


def _playing_order(entries: list[NccEntry]) -> list[str]:
    """Return the SMIL files in the order in which players find them in the NCC."""
    return list(dict.fromkeys(entry.file for entry in entries))


def _link_faults(entries: list[NccEntry], files: list[SmilFile], book: Book) -> Iterator[str]:
    """Yield links of the NCC that lead nowhere or back, and SMIL files that no heading leads to."""
    order = {(smil.name, id_): (number, at) for number, smil in enumerate(files) for id_, at in smil.targets.items()}
    places = []
    for entry in entries:
        place = order.get((entry.file, entry.anchor))
        if place is None:
            yield f"the NCC's {entry.text!r} leads to {entry.file}#{entry.anchor}, which is not there"
        else:
            places.append((place, entry))
    for (before, _), (after, entry) in pairwise(places):
        if after < before:
            yield f"the NCC's {entry.text!r} leads back to an earlier place"
    headed = {entry.file for place, entry in places if entry.is_heading and place[1] == 0}
    for name in book.smils:
        if name not in headed:
            yield f"no heading of the NCC leads to the beginning of {name}, so players skip it"
    listed = [one.get("src") for one in parse_document(book.texts["master.smil"], "master.smil").iter("ref")]
    if listed != [smil.name for smil in files]:
        yield "master.smil does not list the SMIL files in the order of the NCC"
