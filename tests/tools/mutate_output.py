"""Damages a finished output at random, and verifies it: ``python -m tests.tools.mutate_output output --number 500``.

Each time, one file of one edition is changed in a copy: bytes anywhere, a value of JSON, a node of XML in the deck or
in the page, the deck's zip, or what kind of file it is. Half of the time the manifest is signed anew. Whatever the
damage, ``verify`` may only report faults. What is printed are exceptions and the last resort of ``verify``, with the
seed that brings each back (``--seed N --number 1``).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import shutil
import struct
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree, html

from narrate.exporters import EXPORTERS
from narrate.exporters.edition import Exporter, open_exporter
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.manifest import NAME, file_hash
from narrate.store import Store, default_folder
from narrate.verifying import verify, verify_catalogue

VALUES: list[Any] = [
    None, True, False, 0, -1, 1, 2**31, 10**30, 1.5, 1e308, "", " ", "x", "4000", "../../x", "/etc/passwd", "a\0b", "\u202e",
    "x" * 100_000, [], {}, [None], [[]], {"a": 1}, [1, 2, 3],
]  # fmt: skip
ATTRIBUTES = [
    "",
    " ",
    "-1",
    "0",
    "99999999999999999999",
    "NaN",
    "1e400",
    "x",
    "rId999",
    "../../../x",
    "%00",
    "true",
    "á" * 5000,
]
NODES = ["p", "sp", "x", "pic", "div", "script", "a", "spTree"]
OF_THE_DECK = [
    "slides/",
    "slideLayouts/",
    "slideMasters/",
    "notesSlides/",
    "_rels",
    "presentation",
    "Content_Types",
    "docProps",
]


@dataclass(frozen=True, slots=True)
class Failure:
    """What ``verify`` may not do: an exception that it let out or caught as its last resort, after a mutation."""

    seed: int
    what: str
    trace: str


class Watched(Exporter):
    """One of narrate's exporters, whose unexpected exceptions are kept in ``caught``.

    It does not read the sound back where only ``changed``, a file of another format, was changed: that takes long.
    """

    def __init__(self, inner: Exporter, caught: list[str], changed: str) -> None:
        self.name, self.needs, self.files = inner.name, inner.needs, inner.files
        self._inner, self._caught = inner, caught
        self._sleeps = inner.name in ("mp3", "png") and not changed.endswith((".json", ".mp3", ".png"))

    def write(self, edition: Any, folder: Path) -> None:
        raise NotImplementedError

    def verify(self, record: Record) -> Iterable[Finding]:
        try:
            yield from () if self._sleeps else self._inner.verify(record)
        except (OSError, ValueError, KeyError, SyntaxError, zipfile.BadZipFile):
            raise  # verify() is ready for these
        except Exception:
            self._caught.append(traceback.format_exc())
            raise


def try_seed(seed: int, output: Path, store: Store) -> tuple[str, list[Failure], bool]:
    """Mutate a copy of ``output`` and verify it. Return the mutation in words, the failures, and whether it was seen."""
    chance = random.Random(seed)
    caught: list[str] = []
    with tempfile.TemporaryDirectory(prefix="mutated-") as folder:
        copy = shutil.copytree(output, Path(folder) / "output", copy_function=os.link)
        name, what = mutate(copy, chance)
        known = [Watched(open_exporter(one), caught, name) for one in EXPORTERS]
        seen = False
        try:
            for verified in (*verify(copy, store, exporters=known), *verify_catalogue(copy)):
                seen = seen or not verified.ok
                for fault in (fault for finding in verified.findings for fault in finding.faults):
                    fault.encode()
                    if "\n" in fault:
                        caught.append(f"a fault in several lines: {fault!r}")
        except Exception:  # noqa: BLE001 - that is what this program looks for
            caught.append(traceback.format_exc())
    return what, [Failure(seed, what, trace) for trace in caught], seen


def mutate(output: Path, chance: random.Random) -> tuple[str, str]:
    """Change one file in ``output``, and sign the manifest anew half of the time.

    Return the name of the file, and what was done in words.
    """
    folder = chance.choice(sorted(path.parent for path in output.rglob(NAME)))
    manifest = json.loads((folder / NAME).read_bytes())
    names = sorted(manifest["files"])
    small = [name for name in names if name.endswith((".pptx", ".html", ".json", ".vtt", ".srt", ".txt"))]
    name = chance.choice([chance.choice(names), *[chance.choice(small)] * 3, "timeline.json", NAME])
    what = f"{name}: {_change(folder / name, chance)}"
    if chance.random() < 0.5:
        _sign(folder, name)
        what += ", signed"
    return name, what


def _sign(folder: Path, name: str) -> None:
    """Let the manifest have the hash of the changed file ``name``."""
    if name == NAME:
        return
    manifest = json.loads((folder / NAME).read_bytes())
    manifest["files"][name] = file_hash(folder / name) or manifest["files"][name]
    _replace(folder / NAME, json.dumps(manifest).encode())


def _change(path: Path, chance: random.Random) -> str:
    ways: list[Callable[[Path, random.Random], str]] = [_change_bytes]
    if chance.random() < 0.06:
        ways = [_change_kind]
    elif path.suffix == ".json":
        ways = [_change_json] * 5 + ways
    elif path.suffix == ".html":
        ways = [_change_page] * 5 + ways
    elif path.suffix == ".pptx":
        ways = [_change_parts] * 8 + [_change_zip] * 3 + ways
    return chance.choice(ways)(path, chance)


def _replace(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # it may be a hard link to the original
    path.write_bytes(content)


def _change_bytes(path: Path, chance: random.Random) -> str:
    content, what = damaged(path.read_bytes(), chance)
    _replace(path, content)
    return what


def damaged(content: bytes, chance: random.Random) -> tuple[bytes, str]:
    """Return ``content`` with a few bytes changed, added or removed, and what was done."""
    changed = bytearray(content)
    way = chance.choice(["flip", "insert", "delete", "cut", "empty", "zero"])
    for _ in range(chance.choice([1, 1, 5, 50])):
        at = chance.randrange(len(changed) + 1)
        if way == "flip" and at < len(changed):
            changed[at] ^= 1 << chance.randrange(8)
        elif way == "insert":
            changed[at:at] = chance.randbytes(chance.choice([1, 4, 100]))
        elif way == "delete":
            del changed[at : at + chance.choice([1, 4, 100])]
        elif way == "zero":
            changed[at : at + 20] = bytes(20)
    if way == "cut":
        del changed[chance.randrange(len(changed) + 1) :]
    return (b"" if way == "empty" else bytes(changed)), f"bytes, {way}"


def _change_kind(path: Path, chance: random.Random) -> str:
    way = chance.choice(["link", "folder", "pipe", "gone", "beside"])
    if way == "beside":
        path.with_name("more.exe").write_bytes(b"MZ")
        return way
    path.unlink()
    if way == "link":
        path.symlink_to("/etc/hostname")
    elif way == "folder":
        path.mkdir()
    elif way == "pipe":
        os.mkfifo(path)
    return way


def _change_json(path: Path, chance: random.Random) -> str:
    document = json.loads(path.read_bytes())
    place: list[str | int] = []
    holder: Any = {"$": document}
    key: str | int = "$"
    while isinstance(holder[key], dict | list) and holder[key] and (not place or chance.random() < 0.9):
        holder = holder[key]
        key = chance.choice(list(holder)) if isinstance(holder, dict) else chance.randrange(len(holder))
        place.append(key)
    way = chance.choice(["value", "value", "value", "nested", "gone", "twice", "renamed"])
    if way == "value":
        holder[key] = chance.choice(VALUES)
    elif way == "nested":
        holder[key] = "@nested@"
    elif way == "gone":
        del holder[key]
    elif isinstance(holder, list):
        holder.append(holder[key])
    else:
        holder["x" if way == "twice" else "../../etc"] = holder[key] if way == "twice" else holder.pop(key)
    depth = chance.choice([2, 100, 100_000])
    text = json.dumps(document).replace('"@nested@"', "[" * depth + "]" * depth)
    _replace(path, text.encode())
    return f"JSON, {way} at {place} " + (repr(holder.get(key))[:40] if isinstance(holder, dict) else "")


def _change_page(path: Path, chance: random.Random) -> str:
    root = html.document_fromstring(path.read_bytes())
    what = _change_tree(root, chance)
    _replace(path, b"<!DOCTYPE html>" + html.tostring(root, encoding="utf-8"))
    return f"page, {what}"


def _change_tree(root: Any, chance: random.Random) -> str:
    elements = [element for element in root.iter() if isinstance(element.tag, str) and element.getparent() is not None]
    if not elements:
        return "nothing"
    element = chance.choice(elements)
    what = f"{etree.QName(element).localname} "
    way = chance.choice(
        ["remove", "twice", "rename", "no attribute", "other attribute", "value", "text", "empty", "move"]
    )
    names = sorted(element.attrib)
    if way == "remove":
        element.getparent().remove(element)
    elif way == "twice":
        element.addnext(etree.fromstring(etree.tostring(element, with_tail=False)))
    elif way == "rename":
        element.tag = (f"{{{etree.QName(element).namespace}}}" if "}" in element.tag else "") + chance.choice(NODES)
    elif way == "text":
        element.text = chance.choice(ATTRIBUTES)
    elif way == "empty":
        for child in list(element):
            element.remove(child)
    elif way == "move":
        root.append(element)
    elif names:
        name = chance.choice(names)
        value = element.attrib.pop(name)
        if way != "no attribute":
            element.set(
                "x" if way == "other attribute" else name, value if way != "value" else chance.choice(ATTRIBUTES)
            )
        what += name
    return f"{way} of {what}"


def _change_parts(path: Path, chance: random.Random) -> str:
    with zipfile.ZipFile(path) as deck:
        parts = {info.filename: deck.read(info) for info in deck.infolist()}
    wanted = chance.choice(OF_THE_DECK)
    name = chance.choice([one for one in parts if wanted in one and one.endswith((".xml", ".rels"))] or list(parts))
    way = chance.choice(["tree"] * 10 + ["bytes", "gone", "renamed", "swapped"])
    if way == "tree" and name.endswith((".xml", ".rels")):
        root = etree.fromstring(parts[name])
        way = "".join([_change_tree(root, chance) for _ in range(chance.choice([1, 1, 1, 4]))])
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    elif way == "gone":
        del parts[name]
    elif way == "renamed":
        parts["ppt/x.xml"] = parts.pop(name)
    elif way == "swapped":
        other = chance.choice(list(parts))
        parts[name], parts[other] = parts[other], parts[name]
    else:
        parts[name], way = damaged(parts[name], chance)
    _write_deck(path, parts)
    return f"{name}, {way}"


def _write_deck(path: Path, parts: dict[str, bytes]) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as deck:
        for name, content in parts.items():
            deck.writestr(name, content)
    _replace(path, held.getvalue())


def _change_zip(path: Path, chance: random.Random) -> str:
    """Change a field of one entry in the directory of the zip and, mostly, in the entry's own header."""
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(content)) as deck:
        infos = deck.infolist()
        start = deck.start_dir
    info = chance.choice(infos)
    at = start
    for one in infos:
        if one is info:
            break
        name, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        at += 46 + name + extra + comment
    way, offset, length = chance.choice(
        [("encrypted", 8, 2), ("method", 10, 2), ("CRC", 16, 4), ("packed size", 20, 4), ("size", 24, 4),
         ("name's length", 28, 2), ("offset", 42, 4), ("date", 12, 4)]
    )  # fmt: skip
    value = 1 if way == "encrypted" else chance.choice([0, 1, 9, 12, 14, 93, 95, 99, 0xFFFF, chance.randrange(1 << 16)])
    content[at + offset : at + offset + length] = value.to_bytes(length, "little")
    if chance.random() < 0.7 and offset < 30:  # the header of the entry has the same fields, two bytes before
        content[info.header_offset + offset - 2 : info.header_offset + offset - 2 + length] = value.to_bytes(
            length, "little"
        )
    _replace(path, bytes(content))
    return f"zip, {way} of {info.filename} is {value}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--number", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--unseen", action="store_true", help="print the changes in which verify found no fault")
    options = parser.parse_args(arguments)
    store = Store(options.store or default_folder())
    counts: Counter[str] = Counter()
    for seed in range(options.seed, options.seed + options.number):
        begin = time.perf_counter()
        what, failures, seen = try_seed(seed, options.output, store)
        counts["seen" if seen else "unseen"] += 1
        counts["failed"] += bool(failures)
        if time.perf_counter() - begin > 20:
            print(f"seed {seed}: {what}: took {time.perf_counter() - begin:.0f} s", flush=True)
        if options.unseen and not seen:
            print(f"seed {seed}: {what}: unseen", flush=True)
        for failure in failures:
            print(f"seed {failure.seed}: {failure.what}\n{failure.trace}", flush=True)
    print(dict(counts))
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
