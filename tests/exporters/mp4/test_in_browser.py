"""A browser that goes to any second of a film shows the right slide in the right state."""

from __future__ import annotations

import base64
import io
import random
import shutil
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from PIL import Image

from narrate.exporters.mp4.format import view_digest
from narrate.exporters.mp4.verifying.pictures import MOST_OFF, _noted, _squares
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests import chromium
from tests.exporters.html.player.servers import Ranged, serving

pytestmark = pytest.mark.slow

SIZE = 1280, 720
SEEKS = 50
SHOW = """async at => {
  const film = document.querySelector("video");
  const there = new Promise(done => film.requestVideoFrameCallback(done));
  film.currentTime = at;
  await there;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [film.videoWidth, film.videoHeight];
  canvas.getContext("2d").drawImage(film, 0, 0);
  return canvas.toDataURL("image/png").split(",")[1];
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    path = next(filter(None, map(shutil.which, chromium.NAMES)), None)
    if path is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        arguments = [option for option in chromium.OPTIONS if not option.startswith("--headless")]
        running = driver.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


def test_fifty_places_show_what_was_painted_for_them(films, browser):
    folder = films.output / "back/en"
    record = load_record(folder, load_manifest(folder), Store(films.store))
    noted, keys = _noted(record), {view_digest(key): key for key in record.manifest.pictures}
    starts, chance = sorted(noted), random.Random(7)
    places = [chance.randrange(record.duration_ms) for _ in range(SEEKS)]
    with serving(folder, Ranged) as (address, _):
        page = browser.new_page()
        page.goto(f"{address}/timeline.json")
        page.set_content(f'<video muted preload=auto src="{address}/back.mp4"></video>')
        page.wait_for_function("document.querySelector('video').readyState >= 2")
        assert round(page.evaluate("document.querySelector('video').duration") * 1000) == record.duration_ms
        for place in places:
            if any(abs(place - start) < 20 for start in starts):
                continue
            shown = Image.open(io.BytesIO(base64.b64decode(page.evaluate(SHOW, place / 1000)))).convert("RGB")
            start = max(start for start in starts if start <= place)
            entry = Store(films.store).find(keys[noted[start]], ".png")
            assert entry is not None
            painted = Image.open(entry.path).convert("RGB").resize(SIZE, Image.Resampling.LANCZOS)
            off = float(np.abs(_squares(shown) - _squares(painted)).max())
            assert off < MOST_OFF, (place, start, off)
