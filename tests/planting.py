"""An edition of every kind of slide in two directions, and how faults are planted in what was written."""

from __future__ import annotations

import dataclasses
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest

from narrate.manifest import NAME, file_hash, load_manifest
from narrate.store import Store
from narrate.verifying import reading_back, verify, verify_catalogue
from tests.fixtures import FIGURE
from tests.writing import write
from tests.zips import write_zip

Plant = Callable[[Path], None]

_HEAD = "---\ntitle: {}\nlang: {}\ndate: 2026-03-01\n---\n\n"
ENGLISH = (
    _HEAD.format("Your back, step by step", "en")
    + """# Before you come

## What your spine is

![A spine seen from the side](spine.svg)

- Neck: cervical
- Chest: thoracic

Your spine is a column of bones.
Your neck is the [cervical](#cervical "Neck") part & it turns.
Behind your chest is the [thoracic](#thoracic "Chest") part.

## Two pictures

![A sound bone](sound.svg "Sound")

![A broken bone](broken.svg "Broken")

- A sound bone
- A broken bone

A sound bone carries you.
A broken bone hurts, and it is easily seen when it is laid beside one that is sound.

# On the day

## What you do

Do not eat for six hours.
Take 5 mL of water at most.

Tell us how you feel at any time.

## What to bring

1. Your card
2. A list of what you take

Bring your card.
Bring a list of what you take.
"""
)
ARABIC = (
    _HEAD.format("ظهرك خطوة بخطوة", "ar").replace(
        "---\n\n", 'differs: [Before you come, What your spine is, Two pictures, On the day, "ما تحضره"]\n---\n\n'
    )
    + """## ما تفعله

لا تأكل لمدة ست ساعات.
خذ 5 mL من الماء قبل النوم.

## ما تحضره

- بطاقتك

أحضر بطاقتك معك إلى المستشفى.
"""
)
_PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect x="2" y="2" width="6" height="{}" fill="#A8430F"/></svg>'


def write_rich(folder: Path) -> list[Path]:
    """The scripts ``back`` in English and Arabic under ``folder``, with their figures."""
    write(folder / "back/spine.svg", FIGURE)
    write(folder / "back/sound.svg", _PLAIN.format(6))
    write(folder / "back/broken.svg", _PLAIN.format(3))
    return [write(folder / "back/en.md", ENGLISH), write(folder / "back/ar.md", ARABIC)]


@contextmanager
def lent(folder: Path) -> Iterator[Path]:
    """``folder``, to plant faults in: what is in it is put back afterwards, which is quicker than a copy for each fault."""
    before = _content(folder)
    try:
        yield folder
    finally:
        after = _content(folder)
        for path in sorted(after, reverse=True):  # what is in a folder goes before the folder
            if path not in before or type(before[path]) is not type(after[path]):
                path.rmdir() if after[path] is None else path.unlink()
        for path in sorted(before):
            content = before[path]
            if content is None:
                path.mkdir(exist_ok=True)
            elif content != after.get(path):
                path.write_bytes(content)


def _content(folder: Path) -> dict[Path, bytes | str | None]:
    """What is in ``folder``, at any depth: the bytes of files, None for folders, and a text for what is neither."""
    found: dict[Path, bytes | str | None] = {}
    for path in folder.iterdir():
        if path.is_symlink() or not (path.is_dir() or path.is_file()):
            found[path] = "neither"
        elif path.is_dir():
            found[path] = None
            found |= _content(path)
        else:
            found[path] = path.read_bytes()
    return found


def sign(folder: Path, *formats: str) -> None:
    """Make the manifest agree with what lies there: no fault may be found by its hash alone.

    With ``formats``, only those are read back.
    """
    manifest = load_manifest(folder)
    assert manifest is not None
    files = {name: file_hash(folder / name) or digest for name, digest in manifest.files.items()}
    signed = dataclasses.replace(manifest, files=files, formats=formats or manifest.formats)
    (folder / NAME).write_text(signed.to_json())


def look_only_at(folder: Path, *formats: str) -> None:
    """Let ``narrate verify`` read no other formats back: two hundred faults take their time."""
    manifest = load_manifest(folder)
    if manifest is not None:
        (folder / NAME).write_text(dataclasses.replace(manifest, formats=formats).to_json())


@contextmanager
def reading_only(about: str) -> Iterator[None]:
    """Of the formats, only ``about`` is read back; what is no format is verified as ever."""
    read = reading_back._of_format
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_back, "_of_format", lambda name, *known: read(name, *known) if name == about else ())
        yield


def faults(folder: Path, store: Store, about: str = "") -> dict[str, tuple[str, ...]]:
    """What ``narrate verify --quick`` finds wrong with the edition in ``folder``, or with all in the output ``folder``.

    The keys are the checks. Only what reads the files back is of interest, so nothing is built again. With ``about``,
    of the formats only this one is read back.
    """
    found: dict[str, tuple[str, ...]] = {}
    with reading_only(about) if about else nullcontext():
        editions = [*verify(folder, store, quick=True)]
    for verified in (*editions, *verify_catalogue(folder, store)):
        assert verified.ok == all(finding.ok for finding in verified.findings)
        for finding in verified.findings:
            if not finding.ok:
                name = f"{finding.format} {finding.check}"
                found[name] = (*found.get(name, ()), *finding.faults)
    assert all(line and "\n" not in line for lines in found.values() for line in lines)
    return found


def in_text(name: str, pattern: str, by: str) -> Plant:
    """Replace what matches first in the text file ``name``."""

    def plant(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        changed = re.sub(pattern, by, text, count=1)
        assert changed != text
        path.write_text(changed, encoding="utf-8")

    return plant


def in_json(change: Callable[[dict], None], name: str = "timeline.json") -> Plant:
    """Change the document in ``name``."""

    def plant(folder: Path) -> None:
        document = json.loads((folder / name).read_text())
        before = json.dumps(document)
        change(document)
        assert json.dumps(document) != before
        (folder / name).write_text(json.dumps(document))

    return plant


def in_deck(change: Callable[[dict[str, bytes]], None]) -> Plant:
    """Change the parts of the deck, by name."""

    def plant(folder: Path) -> None:
        (path,) = folder.glob("*.pptx")
        with zipfile.ZipFile(path) as deck:
            parts = {name: deck.read(name) for name in deck.namelist()}
        before = dict(parts)
        change(parts)
        assert parts != before
        write_zip(path, parts)

    return plant


def swap(one: str, other: str) -> Plant:
    """Exchange two parts of the deck."""

    def change(parts: dict[str, bytes]) -> None:
        parts[one], parts[other] = parts[other], parts[one]

    return in_deck(change)


def in_part(part: str, pattern: str, by: str, count: int = 0) -> Plant:
    """Replace what matches in a part of the deck: all of it, or the first ``count``."""

    def change(parts: dict[str, bytes]) -> None:
        changed = re.sub(pattern, by, parts[part].decode(), count=count, flags=re.DOTALL)
        assert changed.encode() != parts[part]
        parts[part] = changed.encode()

    return in_deck(change)


def in_slide(number: int, pattern: str, by: str, count: int = 0) -> Plant:
    return in_part(f"ppt/slides/slide{number}.xml", pattern, by, count)
