"""Writes zip files as narrate does, for tests that change what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path


def entry(name: str, *, stored: bool = True) -> zipfile.ZipInfo:
    """An entry as narrate writes it."""
    info = zipfile.ZipInfo(name)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return info


def write_zip(path: Path, parts: Mapping[str, bytes], is_stored: Callable[[str], bool] = lambda _: True) -> None:
    """Write ``parts``. Those that are not stored are compressed."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(entry(name, stored=is_stored(name)), content)
