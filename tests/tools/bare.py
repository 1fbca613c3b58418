"""The bare engine and encoder: ``python -m tests.tools.bare FOLDER``, what a cold build is measured against.

FOLDER holds what ``tests.tools.bench.write_plan`` put there. All of it is spoken, encoded and, if there are drawings
and slides, painted one after the other, in this process, and nothing else is done: no store, no levels, no decks.
"""

from __future__ import annotations

import json
import pickle
import sys
from pathlib import Path

import espeakng_loader
import numpy as np

from narrate.audio import mp3_codec
from narrate.slides.painting import PPI
from narrate.speech.espeak import worker
from narrate.typeset.painting import paint_png, paint_svg

if __name__ == "__main__":
    folder = Path(sys.argv[1]).resolve()
    requests = json.loads((folder / "sentences.json").read_text())
    library, rate = worker.load(espeakng_loader.get_library_path(), str(espeakng_loader.get_data_path()))
    for request in requests:
        worker.speak(library, rate, request)
    for path in sorted(folder.glob("*.npy")):
        mp3_codec._encode(np.load(path))
    for path in sorted(folder.glob("*.svg")):
        paint_svg(path.read_bytes(), *map(int, path.stem.split("-")[1:]))
    for path in sorted(folder.glob("*.pages")):
        pages, files = pickle.loads(path.read_bytes())
        paint_png(pages, files, PPI)
