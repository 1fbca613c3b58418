"""Paints the slides of a deck: LibreOffice prints them as a PDF, and PDFium turns its pages into PNG."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from narrate.deck_pictures.libreoffice import print_deck
from narrate.errors import OutsideError
from narrate.installed import version as version_of_package
from narrate.store import Store, content_key

SUFFIX = ".png"
WIDTH = 1920  # px; the height follows from the shape of the slides
_LOOKS_ALIKE = ("ppt/notesSlides/", "ppt/notesMasters/", "docProps/", "ppt/comments/", "ppt/media/narrate-sound")
"""Parts that change nothing on a slide, so a changed note paints no slide again."""


def paint_slides(deck: Path, store: Store, numbers: Sequence[int], program: str, version: str) -> Mapping[int, Path]:
    """Return the pictures of the slides ``numbers`` of ``deck``, painted by LibreOffice in this ``version``.

    They are kept in ``store``. ``program`` is the path of LibreOffice. Raises OutsideError if it fails.
    """
    look = look_of(deck)
    tools = {"libreoffice": version, "pdfium": version_of_package("pypdfium2")}
    keys = {number: content_key("slide of a deck", {"deck": look, "slide": number, **tools}) for number in numbers}
    store.fetch((key, SUFFIX) for key in keys.values())
    found = {number: entry.path for number, key in keys.items() if (entry := store.find(key, SUFFIX))}
    if len(found) == len(keys):
        return found
    with store.claim(keys[min(keys)]):  # other languages may have the same deck
        found = {number: entry.path for number, key in keys.items() if (entry := store.find(key, SUFFIX))}
        missing = [number for number in numbers if number not in found]
        for number, content in _painted(deck, missing, program, max(numbers)) if missing else ():
            found[number] = store.keep(keys[number], SUFFIX, content, {}).path
    return found


def look_of(deck: Path) -> str:
    """Return a digest of all in ``deck`` that decides how its slides look."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(deck) as package:
        for entry in package.infolist():
            if not entry.filename.startswith(_LOOKS_ALIKE):
                digest.update(f"{entry.filename} {entry.CRC} {entry.file_size}\n".encode())
    return digest.hexdigest()


def _painted(deck: Path, numbers: Sequence[int], program: str, slides: int) -> Iterator[tuple[int, bytes]]:
    """Yield (number, PNG) of each slide of ``numbers``."""
    import pypdfium2

    with tempfile.TemporaryDirectory(prefix="narrate-") as folder:
        printed = print_deck(program, deck, Path(folder), slides)
        try:
            pages = pypdfium2.PdfDocument(printed)
        except pypdfium2.PdfiumError as error:
            raise OutsideError(f"{deck}: what LibreOffice printed cannot be read: {error}") from error
        with pages:
            if len(pages) < max(numbers):
                raise OutsideError(
                    f"{deck}: LibreOffice printed {len(pages)} slides, and there are {slides}; "
                    f"export them as pictures into a folder {deck.stem}/ beside the deck"
                )
            for number in numbers:
                page = pages[number - 1]
                scale = WIDTH / page.get_width()
                image = page.render(scale=scale).to_pil()
                image = image.crop((0, 0, WIDTH, round(page.get_height() * scale)))  # PDFium rounds up
                buffer = io.BytesIO()
                image.convert("RGB").save(buffer, "PNG")
                page.close()
                yield number, buffer.getvalue()
