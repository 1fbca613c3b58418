"""Makes entries of zip files without a date, so that the same content has the same bytes."""

from __future__ import annotations

import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date that a zip file can hold
_COMPRESSED_ALREADY = (".mp3", ".png", ".jpg", ".jpeg")


def undated_entry(name: str, *, stored: bool) -> zipfile.ZipInfo:
    """Return the entry ``name`` without a date, for its owner only. ``stored``: its content is not compressed."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = 0o600 << 16
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return info


def is_compressed_already(name: str) -> bool:
    """Whether the format of the file ``name`` compresses it already, so that it need only be stored."""
    return name.endswith(_COMPRESSED_ALREADY)
