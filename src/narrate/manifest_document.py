"""The shape of ``manifest.json``, with the limits of every value. Only a file of this shape is read.

This module imports msgspec, which takes a while; it is imported when the first manifest is read.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from narrate.json_files import name_fault, one_line

MOST_MS = 1_000_000_000
"""The longest time in a file, in ms: eleven days."""
_MOST = 1_000_000  # sentences, files or pictures
_HEX = "0123456789abcdef"
_LEVELS_UP = 8  # folders between a script and the folder of its settings and figures

Text = Annotated[str, Meta(min_length=1, max_length=10_000)]
Name = Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9_.-]{0,63}\Z")]
"""The name of an edition, or of a format without options."""
_Format = Annotated[str, Meta(pattern=r"\A[A-Za-z][A-Za-z0-9_.+-]{0,99}\Z")]
Tag = Annotated[str, Meta(pattern=r"\A[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,8}\Z")]
Key = Annotated[str, Meta(pattern=r"\A[0-9a-f]{40}\Z")]
_Hash = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Count = Annotated[int, Meta(ge=0, le=_MOST)]
Milliseconds = Annotated[int, Meta(ge=0, le=MOST_MS)]
_Bytes = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]
_Rate = Annotated[int, Meta(ge=1, le=1_000_000)]
_Samples = Annotated[int, Meta(ge=0, le=1_000_000_000_000)]
_Digest = Annotated[str, Meta(pattern=r"\A[0-9A-Za-z-]{0,64}\Z")]
_Colour = Annotated[str, Meta(pattern=r"\A[0-9A-F]{6}\Z")]
_Date = Annotated[str, Meta(pattern=r"\A([0-9]{4}-[0-9]{2}-[0-9]{2})?\Z")]
Suffix = Annotated[str, Meta(pattern=r"\A\.[a-z0-9]{1,16}\Z")]
_Words = Annotated[str, Meta(max_length=10_000)]
_Address = Annotated[str, Meta(max_length=10_000, pattern=r"\A(https?://[^/?#\s].*)?\Z")]
_Keys = Annotated[tuple[Key, ...], Meta(max_length=_MOST)]
_Clip = tuple[Key, _Rate, _Samples]


class OfferDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of ``Offer``."""

    duration_ms: Milliseconds
    files: Annotated[tuple[tuple[Text, Text], ...], Meta(max_length=1000)]
    timeline: Annotated[str, Meta(pattern=r"\A([0-9a-f]{64})?\Z")] = ""


class ManifestDocument(Struct, frozen=True, forbid_unknown_fields=True):
    """The fields of ``Manifest``, and the number of the schema."""

    schema: Literal[2]
    topic: Text
    title: Text
    language: Tag
    edition: Name
    voice: Text
    slides: Count
    duration_ms: Milliseconds
    made_from: _Digest
    inputs: Annotated[dict[str, str], Meta(max_length=_MOST)]
    files: Annotated[dict[str, str], Meta(max_length=_MOST)]
    clips: Annotated[dict[Text, _Clip], Meta(max_length=_MOST)]
    tracks: _Keys
    pictures: _Keys
    formats: Annotated[tuple[_Format, ...], Meta(max_length=100)]
    other_tracks: Annotated[dict[Suffix, _Keys], Meta(max_length=100)] = {}
    timing: Annotated[dict[Name, Count], Meta(max_length=100)] = {}
    recorded: Count = 0
    painted: Annotated[dict[Text, Key], Meta(max_length=_MOST)] = {}
    described: Annotated[dict[Text, _Hash], Meta(max_length=_MOST)] = {}
    shown: Annotated[dict[Text, Text], Meta(max_length=_MOST)] = {}
    placed: Annotated[dict[Text, Text], Meta(max_length=_MOST)] = {}
    template_parts: Annotated[dict[Text, _Hash], Meta(max_length=_MOST)] = {}
    colours: Annotated[dict[Name, _Colour], Meta(max_length=100)] = {}
    decided_by: Annotated[dict[Text, _Words], Meta(max_length=1000)] = {}
    prepared: _Digest = ""
    program: _Digest = ""
    theme: Annotated[str, Meta(pattern=r"\A[a-z]{0,64}\Z")] = ""
    builds: bool = True
    usual_date: _Date = ""
    made_with: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...], Meta(max_length=100)] = ()
    braille_page: Annotated[str, Meta(pattern=r"\A([1-9][0-9]{1,2}x[1-9][0-9]{0,2})?\Z")] = ""
    offers: dict[Literal["described"], OfferDocument] = {}
    downloads: Annotated[tuple[tuple[Text, Text, _Bytes], ...], Meta(max_length=1000)] = ()
    publisher: _Words = ""
    subtitle: _Words = ""
    date: _Date = ""
    address: _Address = ""
    site: _Address = ""

    def __post_init__(self) -> None:
        """Raises ValueError with the first fault in a name or a hash; msgspec passes it on as an error of its own."""
        if fault := next(self._faults(), ""):
            raise ValueError(fault)

    def _faults(self) -> Iterator[str]:
        """What the types cannot say."""
        if fault := "a name with a slash" if "/" in self.topic else name_fault(self.topic):
            yield f"{fault} - at `$.topic`"
        yield from _no_days({"date": self.date, "usual_date": self.usual_date})
        if len(set(self.formats)) != len(self.formats):
            yield "a format that stands twice - at `$.formats`"
        for name, digest in self.files.items():
            if fault := name_fault(name):
                yield f"{fault}: {_shown(name)} - at `$.files`"
            if not _is_hash(digest):
                yield f"no SHA-256 in 64 hexadecimal digits - at `$.files[{_shown(name)}]`"
        for edition, offer in self.offers.items():
            yield from _unfit((name for name, _ in offer.files), f"offers[{edition}]")
        yield from _unfit((name for name, _, _ in self.downloads), "downloads")
        for name, digest in self.inputs.items():
            if fault := name_fault(_without_levels_up(name)):
                yield f"{fault}: {_shown(name)} - at `$.inputs`"
            if digest and not _is_hash(digest):  # the settings file may not exist yet
                yield f"no SHA-256 in 64 hexadecimal digits - at `$.inputs[{_shown(name)}]`"


def _unfit(names: Iterable[str], field: str) -> Iterator[str]:
    """Yield a fault for each of ``names`` in ``field`` that cannot be the path of a file."""
    for name in names:
        if fault := name_fault(name):
            yield f"{fault}: {_shown(name)} - at `$.{field}`"


def _without_levels_up(name: str) -> str:
    """``name`` without the ``../`` at its beginning: inputs are relative to the folder of the script."""
    for _ in range(_LEVELS_UP):
        name = name.removeprefix("../")
    return name


def _no_days(dates: Mapping[str, str]) -> Iterator[str]:
    """Yield a fault for each of ``dates``, by the names of their fields, that the calendar does not have."""
    for name, date in dates.items():
        if not _is_day(date):
            yield f"no day of the calendar - at `$.{name}`"


def _is_day(date: str) -> bool:
    """Whether the calendar has the day ``date``. No date is no fault."""
    try:
        datetime.date.fromisoformat(date or "0001-01-01")
    except ValueError:
        return False
    return True


def _is_hash(digest: str) -> bool:
    return len(digest) == 64 and not digest.strip(_HEX)


def _shown(name: str) -> str:
    return f"'{one_line(name, 100)}'"
