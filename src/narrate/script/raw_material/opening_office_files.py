"""Opens Word and PowerPoint files safely; anything else is refused with a message and a hint."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.errors import InputError, Place, Problem, Severity
from narrate.sources.packages import COMPOUND, OpenPackage, PackageFault, open_package
from narrate.sources.regular_files import open_regular
from narrate.sources.text import unread

MAX_BYTES = 100_000_000
MAX_UNPACKED = 1_000_000_000
MAX_XML = 20_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF file"),
    (b"<", "a web page or another text"),
)


@dataclass(frozen=True, slots=True)
class OfficeFormat:
    """An office format: the program that writes it, what such a file is called, and its ending.

    ``types`` are the accepted content types of the file's main part. ``others`` has (content type, description) of
    related formats, which are refused.
    """

    program: str
    what: str
    ending: str
    types: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


_VND = "application/vnd.openxmlformats-officedocument."
_MACRO = "application/vnd.ms-"
WORD = OfficeFormat(
    "Word",
    "Word document",
    ".docx",
    (f"{_VND}wordprocessingml.document.main+xml",),
    (
        (f"{_VND}wordprocessingml.template.main+xml", "a template (.dotx)"),
        (f"{_MACRO}word.document.macroEnabled.main+xml", "a document with macros (.docm)"),
        (f"{_MACRO}word.template.macroEnabledTemplate.main+xml", "a template with macros (.dotm)"),
    ),
)
POWERPOINT = OfficeFormat(
    "PowerPoint",
    "PowerPoint deck",
    ".pptx",
    (f"{_VND}presentationml.presentation.main+xml",),
    (
        (f"{_VND}presentationml.template.main+xml", "a template (.potx)"),
        (f"{_VND}presentationml.slideshow.main+xml", "a slide show (.ppsx)"),
        (f"{_MACRO}powerpoint.presentation.macroEnabled.main+xml", "a deck with macros (.pptm)"),
        (f"{_MACRO}powerpoint.template.macroEnabled.main+xml", "a template with macros (.potm)"),
        (f"{_MACRO}powerpoint.slideshow.macroEnabled.main+xml", "a slide show with macros (.ppsm)"),
    ),
)


_WITH_MACROS = f"{_MACRO}powerpoint.presentation.macroEnabled.main+xml"
MACRO_POWERPOINT = replace(
    POWERPOINT,
    types=(*POWERPOINT.types, _WITH_MACROS),
    others=tuple(other for other in POWERPOINT.others if other[0] != _WITH_MACROS),
)
"""A PowerPoint deck that may have macros."""


@contextmanager
def opened(
    path: Path, form: OfficeFormat, most: int = MAX_BYTES, unpacked: int = MAX_UNPACKED
) -> Iterator[tuple[OpenPackage, str]]:
    """Open the file ``path`` for a ``with`` block; gives (package, name of its main part).

    The file may have ``most`` bytes, and its parts ``unpacked`` bytes together. Raises InputError if the file is not of this ``form``, even if that shows only while reading within the block;
    OutsideError if the system refuses to read it.
    """
    try:
        if path.name.startswith("~$"):
            document = f"x{form.ending}" if len(path.name) < 3 else path.name[2:]
            message = f"this is the lock file that {form.program} keeps beside an open file"
            raise _refused(path, message, f"give the file itself, such as {document}, and close it in {form.program}")
        _look(path, form, most)
        with open_package(path, most, unpacked, reads_strict=form.ending == ".pptx") as package:
            yield package, _main_part(path, package, form)
    except OSError as error:
        raise unread(path, error) from error
    except PackageFault as error:
        hint = f"open it in {form.program} and save it again as a {form.what} ({form.ending})"
        if error.too_large:
            hint = "take the pictures out of it, or split it into several files"
            raise InputError(Problem(Place(str(path)), Severity.ERROR, "too-large", str(error), hint)) from error
        raise _refused(path, f"not a {form.what}: {error}", hint) from error


def _look(path: Path, form: OfficeFormat, most: int) -> None:
    """Raise InputError if the first bytes of the file show another format than ``form``."""
    with open_regular(path, most) as file:
        start = file.read(8)
        compound = start == COMPOUND
        encrypted = compound and _ENCRYPTED in file.read(MAX_BYTES)
        packed = not compound and zipfile.is_zipfile(file)
    save = f"save it as a {form.what} ({form.ending})"
    if encrypted:
        hint = f"open it in {form.program}, take the password off under File > Info > Protect, and save it"
        raise _refused(path, "it is protected by a password", hint)
    if compound:
        message = f"it is a {form.program} 97-2003 file (.{'doc' if form is WORD else 'ppt'}), despite its name"
        raise _refused(path, message, f"open it in {form.program} and {save}")
    if not packed:
        other = next((other for sign, other in _OTHERS if start.startswith(sign)), "")
        message = f"it is {other}, despite its name" if other else f"not a {form.what}, despite its name"
        raise _refused(path, message, f"open it in the program that made it and {save}")


def _main_part(path: Path, package: OpenPackage, form: OfficeFormat) -> str:
    save = f"open it in {form.program} and save it as a {form.what} ({form.ending})"
    if "mimetype" in package.sizes:
        raise _refused(path, "it is an OpenDocument file, despite its name", f"save it as a {form.what} in its program")
    types = package.types
    main = [
        relation.target
        for relation in package.relations("").values()
        if relation.kind == "officeDocument" and not relation.external
    ]
    for name in main:
        type_ = types.get(name, "")
        if other := dict(form.others).get(type_):
            if type_ == _WITH_MACROS:
                raise _refused(path, f"it is {other}", f"{save}; with --keep-slides, --keep-macros keeps the macros")
            raise _refused(path, f"it is {other}, despite its name", save)
        if type_ in form.types or (not type_ and name in package.sizes):
            return name
    raise _refused(path, f"not a {form.what}, despite its name", save)


def _refused(path: Path, message: str, hint: str) -> InputError:
    return InputError(Problem(Place(str(path)), Severity.ERROR, "unreadable-file", message, hint))
