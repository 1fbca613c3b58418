"""What a package says of its parts, in little memory: a deck of ten hours has eleven thousand entries."""

from __future__ import annotations

import io
import zipfile
from array import array
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from pptx.opc.serialized import _ContentTypesItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pptx.opc.package import Part

_Date = tuple[int, int, int, int, int, int]
_HEAD = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
)


def content_types(parts: Sequence[Part]) -> bytes:
    """``[Content_Types].xml`` as python-pptx writes it, which makes an element for every part."""
    defaults, overrides = _ContentTypesItem(parts)._defaults_and_overrides
    text = io.BytesIO()
    text.write(_HEAD.encode())
    for end, type_ in sorted(defaults.items()):
        text.write(f'<Default Extension="{_quoted(end)}" ContentType="{type_}"/>'.encode())
    for name in sorted(overrides):
        text.write(f'<Override PartName="{_quoted(name)}" ContentType="{overrides[name]}"/>'.encode())
    text.write(b"</Types>")
    return text.getvalue()


def _quoted(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def keep_packed(archive: zipfile.ZipFile, date: _Date) -> None:
    """Let ``archive``, which is new, keep packed what it must say at its end of its entries, all of one ``date``."""
    archive.filelist = _Entries(date)  # type: ignore[assignment]
    archive.NameToInfo = _Nothing()


class _Entries:
    """Takes a zip file's entries as they are written, and gives them again for the directory at its end."""

    def __init__(self, date: _Date) -> None:
        self._date = date
        self._names: list[str] = []
        self._numbers = array("Q")

    def append(self, info: zipfile.ZipInfo) -> None:
        self._names.append(info.filename)
        self._numbers.extend(
            (info.compress_type, info.external_attr, info.CRC, info.compress_size, info.file_size, info.header_offset)
        )

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[zipfile.ZipInfo]:
        for at, name in enumerate(self._names):
            info = zipfile.ZipInfo(name, self._date)
            info.compress_type, info.external_attr, info.CRC, *sizes = self._numbers[at * 6 : at * 6 + 6]
            info.compress_size, info.file_size, info.header_offset = sizes
            yield info


class _Nothing(dict[str, zipfile.ZipInfo]):
    """Entries by name, which nobody asks for: every part has a name of its own."""

    def __setitem__(self, name: str, info: zipfile.ZipInfo) -> None:
        pass
