"""Checks what the page says about other editions that it offers, which lie in folders beneath the page."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.editions import STANDARD, Offer, file_stem
from narrate.exporters.exported_files import downloads
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.manifest import Manifest, ManifestError, read_manifest


def check_offers(record: Record) -> Iterator[Finding]:
    """Compare the other editions that the page offers with their folders. Yield nothing if it offers none."""
    offers = record.manifest.offers
    if offers:
        faults = tuple(fault for name, offer in offers.items() for fault in _faults(record, name, offer))
        yield Finding("html", "other editions", len(faults), 0, "faults", faults)


def _faults(record: Record, name: str, offer: Offer) -> Iterator[str]:
    """Yield what is wrong with ``offer``, which tells of the edition ``name``."""
    own = record.manifest
    if own.edition != STANDARD:
        yield f"the page of the edition {own.edition} offers the edition {name}; only the standard edition does that"
        return
    try:
        other = read_manifest(record.folder / name)
    except FileNotFoundError:
        yield f"the edition {name} is not there; build again"
        return
    except ManifestError as error:
        yield f"the edition {name}: {error}"
        return
    if (other.edition, other.topic, other.language) != (name, own.topic, own.language):
        yield f"{name}/ holds the edition {other.edition} of {other.topic} [{other.language}]"
        return
    if other.duration_ms != offer.duration_ms:
        yield f"the edition {name} lasts {other.duration_ms} ms, not {offer.duration_ms} ms as the page says; build again"
    if offer.timeline != other.files.get("timeline.json", ""):
        yield f"the page has the times of the edition {name} as they were before; build again"
    yield from _file_faults(record, other, offer)


def _file_faults(record: Record, other: Manifest, offer: Offer) -> Iterator[str]:
    """Yield the files of the edition ``other`` that the page does not offer, or offers wrongly."""
    known = [file for format_ in other.formats for file in record.exported.get(format_, ())]
    stem = file_stem(other.topic, other.edition)
    wanted = [(file.path(stem), file.label) for file in downloads(known)]
    declared = {path for path, _ in wanted}
    # files of a format whose exporter was not given: their labels are not known
    others = [file for file in offer.files if file[0] not in declared]
    if [file for file in offer.files if file[0] in declared] != wanted:
        yield f"the page does not offer the files of the edition {other.edition} as that has them; build again"
    if others and all(format_ in record.exported for format_ in other.formats):
        yield f"the page offers {others[0][0]}, which is no file of the edition {other.edition}"
    yield from (f"{other.edition}/{path} is not there" for path, _ in offer.files if path not in other.files)
