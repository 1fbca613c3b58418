"""The settings of a build."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from narrate.decisions import Decided
from narrate.editions import STANDARD
from narrate.errors import UsageError
from narrate.exporters import BRAILLE_PAGE
from narrate.exporters.edition import Exporter
from narrate.store import Store

if TYPE_CHECKING:
    from narrate.speech import Engine


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The settings with which an edition is built, the same for all scripts of a run.

    - ``exporters``: those of the formats that this edition has.
    - ``made_from``: the digest of the settings and of the program; ``program``: that of the program and its packages.
    - ``offers``: the other editions that the page of this one offers.
    - ``builds``: whether anything moves on the slides of decks.
    - ``braille_page``: the cells of a line and the lines of a page in braille, such as ``40x25``.
    - ``decided_by``: what ``made_from`` is the digest of, and what else decides editions (``decisions.py``).
    - ``usual_language``: the language (BCP 47) of a script that states none; empty if it is unknown.
    - ``is_mirror``: whether ``output`` holds only the manifests of editions whose files are unchanged where they lie.
    - ``usual_date``: the date (ISO 8601) of a script that states none; empty if it is unknown.
    """

    output: Path
    exporters: tuple[Exporter, ...]
    store: Store
    made_from: str
    voice: str | Engine = ""
    theme: str = ""
    builds: bool = True
    braille_page: str = BRAILLE_PAGE
    jobs: int = 1
    edition: str = STANDARD
    program: str = ""
    usual_date: str = ""
    usual_language: str = ""
    decided_by: Decided = field(default_factory=Decided)
    offers: tuple[str, ...] = ()
    is_mirror: bool = False


def date_of_epoch() -> str:
    """Return the date that SOURCE_DATE_EPOCH gives, in ISO 8601; empty if it gives none.

    Today's date is not used, so that equal scripts give equal bytes. Raises UsageError for a time after the year 9999.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch.isdecimal():
        return ""
    import datetime

    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (OverflowError, ValueError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH={epoch[:40]}: give the seconds since 1970 of a day before 9999") from error
