"""``manifest.json``: the files that an edition was made from and those that were written, with their hashes.

The manifest is written last: if it exists, all files that it names were written. A build has nothing to do if the
manifest still matches. A build that replaces it removes the files that only the old manifest names.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from narrate.edition_files import hash_inside
from narrate.editions import DEPTHS, Offer, lies_beneath
from narrate.json_files import UnreadableError, decode_json, read_regular_file
from narrate.sources.regular_files import open_regular

NAME = "manifest.json"
UNFINISHED = "manifest.json.unfinished"
"""The name of a manifest as long as the files that it names are being moved into the folder."""
SCHEMA = 2
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts about one edition.

    - ``made_from``: a digest of the settings and of the program.
    - ``decided_by``: what ``made_from`` is the digest of, and the language of scripts that state none: short texts or
      digests by name (``decisions.py``). Empty if an object of the caller made the edition.
    - ``prepared``: a digest of all of the script that decides the bytes (``prepared_digest.py``). It is empty if a person
      has recorded the script.
    - ``program``: a digest of the program and of the installed packages alone. The bytes of the edition can be made
      again only by the same ones.
    - ``made_with``: other programs that decide the bytes, such as ``liblouis 3.24.0``.
    - ``theme``, ``builds``, ``usual_date``, ``braille_page``: settings of the build, as in ``BuildSettings``. The last is
      empty if there is no braille.
    - ``inputs``: the hash of each file that was read, by its path relative to the script's folder.
    - ``files``: the hash of each file that was written, by its path relative to the edition's folder.
    - ``clips``: by sentence id, the store's key of the sentence's sound, its samples per second, and their number.
    - ``tracks``: the store's keys of the tracks as MP3, in order.
    - ``other_tracks``: those of the tracks in other encodings that the formats need, by the ending of the files.
    - ``pictures``: the store's keys of the painted slides and drawings.
    - ``painted``: the store's key of the picture of each slide at rest, by the slide's number, and of each drawing, by
      the SHA-256 of its SVG.
    - ``shown``: checksums of all that each slide shows in a deck, by its number (``exporters/slide_words.py``).
    - ``placed``: for each slide of a deck, by its number, the checksums of what is where on it and of what is seen when
      (``exporters/pptx/place_lines.py``).
    - ``described``: the SHA-256 of words that stand in no other file that is compared: the publisher, the alternative
      text and caption of each figure on the page, longer descriptions, and the points below each heading.
    - ``template_parts``: the SHA-256 of each part of the deck that came from a producer's template, by its name, or of
      each part of a kept deck (``exporters/pptx/keeping/part_digests.py``).
    - ``colours``: the colours of the edition's theme, six hexadecimal digits each (``model.Theme``).
    - ``offers``: the other editions that the page refers to, by name.
    - ``downloads``: (path, label, size in bytes) of the files that can be kept, in the order of the page. A label is as in
      ``ExportedFile``.
    - ``publisher``, ``subtitle``, ``date`` (ISO 8601), ``address``, ``site``: as in ``model.Script``, empty if unknown.
    - ``timing``: how many sentences have word times of each kind (``model.Timing``).
    - ``recorded``: how many sentences a person has recorded. A computer voice speaks the others.
    """

    topic: str
    title: str
    language: str
    edition: str
    voice: str
    slides: int
    duration_ms: int
    made_from: str
    inputs: Mapping[str, str]
    files: Mapping[str, str]
    clips: Mapping[str, tuple[str, int, int]]
    tracks: tuple[str, ...]
    pictures: tuple[str, ...]
    formats: tuple[str, ...]
    other_tracks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    timing: Mapping[str, int] = field(default_factory=dict)
    recorded: int = 0
    painted: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, str] = field(default_factory=dict)
    described: Mapping[str, str] = field(default_factory=dict)
    template_parts: Mapping[str, str] = field(default_factory=dict)
    colours: Mapping[str, str] = field(default_factory=dict)
    decided_by: Mapping[str, str] = field(default_factory=dict)
    prepared: str = ""
    program: str = ""
    theme: str = ""
    builds: bool = True
    usual_date: str = ""
    braille_page: str = ""
    made_with: tuple[str, ...] = ()
    offers: Mapping[str, Offer] = field(default_factory=dict)
    downloads: tuple[tuple[str, str, int], ...] = ()
    publisher: str = ""
    subtitle: str = ""
    date: str = ""
    address: str = ""
    site: str = ""

    def to_json(self) -> str:
        facts = {item.name: getattr(self, item.name) for item in fields(self)}
        document = {"schema": SCHEMA, **facts}
        return json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True, default=asdict) + "\n"

    def is_true(self, folder: Path, script: Path, made_from: str, *, are_files_known: bool = False) -> bool:
        """Whether ``script``, its inputs, the settings and all files of the edition in ``folder`` are unchanged."""
        return (
            self.made_from == made_from
            and not os.path.lexists(folder / UNFINISHED)
            and script.name in self.inputs
            and not any(name.startswith("../../") for name in self.inputs)  # outside the folder of scripts
            and all(file_hash(script.parent / name) == digest for name, digest in self.inputs.items())
            and (are_files_known or all(hash_inside(folder, name) == digest for name, digest in self.files.items()))
        )

    def keys(self) -> Iterable[str]:
        """The store's keys of everything that the edition uses."""
        yield from (key for key, _, _ in self.clips.values())
        yield from self.tracks
        for keys in self.other_tracks.values():
            yield from keys
        yield from self.pictures


class ManifestError(ValueError):
    """A manifest that is there cannot be read. The message is one line that says where, why and what to do."""


def read_manifest(folder: Path, name: str = NAME) -> Manifest:
    """Return the manifest in ``folder``. Raises FileNotFoundError if there is none, else ManifestError."""
    try:
        content = read_regular_file(folder / name, _MOST_BYTES)
        return _decode(content)
    except UnreadableError as error:
        raise ManifestError(f"{name} cannot be read: {error}; build the edition again") from error


def _decode(content: bytes) -> Manifest:
    """The manifest in JSON. Raises UnreadableError."""
    from narrate.manifest_document import ManifestDocument

    document = decode_json(content, ManifestDocument, SCHEMA)
    facts = {item.name: getattr(document, item.name) for item in fields(Manifest)}
    facts["offers"] = {
        name: Offer(offer.duration_ms, offer.files, offer.timeline) for name, offer in document.offers.items()
    }
    return Manifest(**facts)


def load_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in ``folder``, or None if there is none that can be read."""
    try:
        return read_manifest(folder)
    except (FileNotFoundError, ManifestError):
        return None


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file; empty if it cannot be read, or is no regular file.

    A pipe is not read, since that might never end.
    """
    try:
        with open_regular(path, sys.maxsize) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def find_editions(output: Path) -> list[tuple[Path, Manifest | ManifestError]]:
    """Return (folder, manifest) of each edition in ``output``.

    They are sorted by topic, language and edition, the standard edition first. A ManifestError takes the place of a
    manifest that cannot be read.
    """
    folders = sorted(path.parent for depth in DEPTHS for path in output.glob(f"{depth}/{NAME}"))
    editions = ((folder, _manifest_or_error(folder)) for folder in folders)
    return [(folder, manifest) for folder, manifest in editions if _is_in(output, folder, manifest)]


def find_manifests(output: Path) -> list[tuple[Path, Manifest]]:
    """Return those of ``find_editions`` whose manifest can be read."""
    return [(folder, manifest) for folder, manifest in find_editions(output) if isinstance(manifest, Manifest)]


def _manifest_or_error(folder: Path) -> Manifest | ManifestError:
    try:
        return read_manifest(folder)
    except FileNotFoundError:
        return ManifestError(f"{NAME} is gone; build the edition again")
    except ManifestError as error:
        return error


def _is_in(output: Path, folder: Path, manifest: Manifest | ManifestError) -> bool:
    """Whether the edition in ``folder`` was built into ``output`` itself, not into a folder above or below it."""
    is_inner = os.path.lexists(folder.parent / NAME)
    if isinstance(manifest, ManifestError):
        return is_inner is (len(folder.relative_to(output).parts) == 3)
    if len(folder.relative_to(output).parts) == 2:
        return not lies_beneath(folder, manifest.edition)
    return lies_beneath(folder, manifest.edition) or is_inner
