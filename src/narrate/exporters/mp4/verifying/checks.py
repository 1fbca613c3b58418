"""Compares a film with the record of its edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narrate.exporters.verifying.edition_record import Finding, Record


def check_film(record: Record, name: str, options: Sequence[str]) -> Iterator[Finding]:  # noqa: ARG001
    """Yield what was found in the film of ``record``, which was written with ``options``."""
    yield from ()
