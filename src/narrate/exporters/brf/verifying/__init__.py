"""Reads a braille book back."""
from collections.abc import Iterable
from narrate.exporters.verifying.edition_record import Finding, Record
def check_book(record: Record) -> Iterable[Finding]:
    return ()
