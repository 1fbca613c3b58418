"""Plays a book in foliate-js in Chromium: which sentence is marked when. Also ``python -m`` this module BOOK [RATE]."""

from __future__ import annotations

import json
import sys
import tempfile
from functools import partial
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.chromium import NAMES, Answering, answer_of
from tests.validators import node_package, program

_PAGE = Path(__file__).parent / "reading_aloud.html"
_TYPES = {".js": "text/javascript", ".html": "text/html", ".epub": "application/epub+zip"}


class _Handler(Answering, BaseHTTPRequestHandler):
    """The page may ask for itself, the ``book`` and the files of foliate-js in the folder ``foliate``."""

    def __init__(self, *arguments: Any, book: Path, foliate: Path, **others: Any) -> None:
        self._book, self._foliate = book, foliate
        super().__init__(*arguments, **others)

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        named = {"/book.epub": self._book, "/": _PAGE}
        file = named.get(path) or self._foliate / path.removeprefix("/foliate-js/")
        if not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", _TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def read_aloud(book: Path, rate: float = 1, seconds: int = 60) -> dict[str, Any]:
    """Play ``book`` for at most ``seconds``, ``rate`` times as fast, and return what the reader has seen.

    ``seen`` lists each sentence that was marked: its ``id`` and ``text``, how many elements were marked (``count``), the
    number of the ``track`` that was playing and the second ``at`` which it was then.
    """
    handler = partial(_Handler, book=book, foliate=node_package("foliate-js"))
    with tempfile.TemporaryDirectory() as folder:
        page = f"/?rate={rate}&seconds={seconds}"
        found: dict[str, Any] = answer_of(program(*NAMES), Path(folder), handler, page, seconds + 60)
    return found


if __name__ == "__main__":
    print(
        json.dumps(read_aloud(Path(sys.argv[1]), *map(float, sys.argv[2:3]), seconds=900), ensure_ascii=False, indent=1)
    )
