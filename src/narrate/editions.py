"""The folders of editions in the output, and the names of their files.

The standard edition of a topic in a language has the folder ``<topic>/<language>/``. Any other edition has a folder
inside that, called after the edition, such as ``<topic>/<language>/described/``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from narrate.errors import UsageError
from narrate.languages import foreign_phrases, language_data

STANDARD = "standard"
DESCRIBED = "described"
"""The edition for people who cannot see the slides: it also says what is shown."""
EDITIONS = (STANDARD, DESCRIBED)
DEPTHS = ("*/*", "*/*/*")
"""Glob patterns of the folders of editions, relative to the output folder."""
_NAME = re.compile("[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the page of the standard edition needs to know of another edition that it offers.

    ``files`` are (path in the folder of that edition, label as in ``ExportedFile``), in the order of the page.
    ``timeline`` is the SHA-256 of its ``timeline.json``, from which the page has the times of its sentences.
    """

    duration_ms: int
    files: tuple[tuple[str, str], ...]
    timeline: str = ""


def edition_folder(output: Path, topic: str, language: str, edition: str = STANDARD) -> Path:
    """Return the folder of an edition. Raises UsageError if the name ``edition`` cannot be a folder's name."""
    if not _NAME.fullmatch(edition):
        raise UsageError(
            f"the edition {edition!r}: its name may hold a to z, 0 to 9 and hyphens, and begins with a letter"
        )
    standard = output / topic / language
    return standard if edition == STANDARD else standard / edition


def can_describe(language: str) -> bool:
    """Whether narrate has the phrases that a described edition in ``language`` (BCP 47) needs."""
    return not foreign_phrases(language)


def file_stem(topic: str, edition: str = STANDARD) -> str:
    """Return the beginning of the names of an edition's own files: ``heart``, or ``heart.described``."""
    return topic if edition == STANDARD else f"{topic}.{edition}"


def shown_title(title: str, language: str, edition: str = STANDARD) -> str:
    """Return the title under which players list an edition. The title of the described edition says that it is described."""
    if edition != DESCRIBED:
        return title
    return language_data(language).phrases["described_file"].format(file=title)


def to_output(edition: str) -> str:
    """Return the relative address of the output folder, as seen from the folder of an edition."""
    return "../../" if edition == STANDARD else "../../../"


def lies_beneath(folder: Path, edition: str) -> bool:
    """Whether ``folder``, which holds ``edition``, should lie inside the folder of a standard edition."""
    return edition != STANDARD and folder.name == edition
