"""How large a card is, on what it fits, and what FAT32 and players cannot take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

MOST_BYTES = (1 << 32) - 1  # of a file on FAT32
MOST_ENTRIES = 65_534  # of 32 bytes in a folder on FAT32
_LETTERS = 13  # of a long name in an entry; one more entry holds the short name
_CLUSTER = 32_768  # bytes of the largest clusters that cards are sold with
_MEDIA = (128, 256, 512, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)  # MB, as they are sold
_USABLE = 0.93  # what is left of that for files
_CD_MB = 650
_SHOWN = 255  # how many files of a folder, or folders, some players show


def limit_faults(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield what FAT32 cannot hold of a card. ``sizes`` are the bytes of its files by their paths."""
    yield from (f"{name!r} has {size / 2**30:.1f} GiB" for name, size in sizes.items() if size > MOST_BYTES)
    for folder, names in _by_folder(sizes).items():
        # the first two entries are "." and ".."; a name is counted in UTF-16
        entries = 2 + sum(1 + -(-(len(name.encode("utf-16-le")) // 2) // _LETTERS) for name in names)
        if entries > MOST_ENTRIES:
            yield f"{folder or 'the card'!r} has {len(names)} names, which take {entries} entries"


def size_notes(sizes: Mapping[str, int], topics: int) -> Iterator[str]:
    """Yield what a user should know about the size of a card with a number of ``topics``."""
    total = sum(sizes.values())
    taken = sum(-(-size // _CLUSTER) * _CLUSTER for size in sizes.values()) / 1e6
    medium = next((size for size in _MEDIA if taken < size * _USABLE), 0)
    fits = f"fits on a card or stick of {_medium(medium)}" if medium else "too large for any FAT32 card that is sold"
    if total > _CD_MB * 1e6:
        fits += f", and not on a CD ({_CD_MB} MB)"
    yield f"{_count(topics, 'topic')}, {_count(len(sizes), 'file')}, {max(total, 50_000) / 1e6:.1f} MB: {fits}"
    for folder, names in _by_folder(sizes).items():
        if len(names) > _SHOWN:
            where = f"the folder {folder!r}" if folder else "the card"
            yield f"{where} holds {len(names)} names, and some players show only the first {_SHOWN}"


def _by_folder(sizes: Mapping[str, int]) -> Mapping[str, list[str]]:
    """Return the names in each folder of the card; the card itself is the folder with the empty name."""
    parts = [PurePosixPath(name).parts for name in sizes]
    inside = Counter(part[: depth + 1] for part in parts for depth in range(len(part)))
    folders: dict[str, list[str]] = {}
    for way in inside:
        folders.setdefault("/".join(way[:-1]), []).append(way[-1])
    return folders


def _medium(size_mb: int) -> str:
    return f"{size_mb} MB" if size_mb < 1_000 else f"{size_mb // 1_000} GB"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
