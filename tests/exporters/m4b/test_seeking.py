"""A browser that seeks to a chapter plays the sound of that chapter."""

import functools
import http.server
import json
from pathlib import Path

import numpy as np
import pytest

from narrate.audio import aac
from narrate.audio.chapters import Chapter
from narrate.audio.m4b_file import write_m4b
from tests import chromium
from tests.audio.test_aac import COVER

LOW, RISE = 300, 40  # Hz at the start, and Hz a second: 100 ms are 4 Hz
CHAPTERS = 12
TRACK_MS = 5120
PAGE = """<!DOCTYPE html><audio id=a preload=auto src=book.m4b></audio><script>
const sound = document.getElementById("a"), heard = [];
const until = name => new Promise(done => sound.addEventListener(name, done, {once: true}));
async function listen(at, context, tap) {
  sound.currentTime = at;
  await until("seeked");
  const pieces = [];
  const full = new Promise(done => tap.onaudioprocess = event => {
    const piece = event.inputBuffer.getChannelData(0).slice();
    if (pieces.length || piece.some(x => Math.abs(x) > 0.01)) pieces.push(piece);
    if (pieces.length == 20) done();
  });
  await sound.play();
  await full;
  tap.onaudioprocess = null;
  sound.pause();
  return pieces.flatMap(piece => [...piece]);
}
(async () => {
  const starts = await (await fetch("starts.json")).json();
  const context = new AudioContext({sampleRate: 24000}), tap = context.createScriptProcessor(1024, 1, 1);
  context.createMediaElementSource(sound).connect(tap);
  tap.connect(context.destination);
  await context.resume();
  for (const start of starts) heard.push(await listen(start, context, tap));
  await fetch("heard", {method: "POST", body: JSON.stringify({heard, duration: sound.duration})});
})();
</script>"""


class Server(chromium.Answering, http.server.SimpleHTTPRequestHandler):
    """Serves the files with ranges, without which a browser cannot seek, and takes what was heard."""

    def do_GET(self):
        asked = self.headers.get("Range", "")
        if not asked.startswith("bytes="):
            super().do_GET()
            return
        content = Path(self.translate_path(self.path)).read_bytes()
        first, _, last = asked.removeprefix("bytes=").partition("-")
        start, end = int(first), min(int(last or len(content) - 1), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", "audio/mp4")
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end + 1 - start))
        self.end_headers()
        self.wfile.write(content[start : end + 1])


def rising(number: int) -> np.ndarray:
    """Track ``number`` of a tone whose pitch says the time, with silence at both ends."""
    count = TRACK_MS * 44_100 // 1000
    time = np.arange(number * count, (number + 1) * count) / 44_100
    sound = 12_000 * np.sin(2 * np.pi * (LOW * time + RISE * time**2 / 2))
    sound[:4410] = sound[-4410:] = 0
    return sound.astype(np.int16)


def time_of(heard: np.ndarray) -> float:
    """The time in s in the middle of ``heard``, by its pitch."""
    spectrum = np.abs(np.fft.rfft(heard * np.hanning(len(heard)), 1 << 17))
    return (float(spectrum.argmax()) * 24_000 / (1 << 17) - LOW) / RISE


@pytest.mark.slow
def test_seeking_to_a_chapter_plays_it_from_its_start(tmp_path, program):
    browser = program(*chromium.NAMES)
    pieces, chapters = [], []
    for number in range(CHAPTERS):
        path = tmp_path / f"{number}.aac"
        sound = rising(number)
        path.write_bytes(aac.encode([sound], len(sound)))
        pieces.append((path, TRACK_MS))
        chapters.append(Chapter(f"Chapter {number}", number * TRACK_MS, (number + 1) * TRACK_MS))
    write_m4b(tmp_path / "book.m4b", pieces, chapters, {"title": "A rising tone"}, COVER, "eng")
    starts = [number * TRACK_MS / 1000 for number in (7, 2, 11, 0, 5)]
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "starts.json").write_text(json.dumps(starts))
    answer = chromium.answer_of(browser, tmp_path, functools.partial(Server, directory=str(tmp_path)))
    assert answer["duration"] == pytest.approx(CHAPTERS * TRACK_MS / 1000, abs=0.001)
    for start, sound in zip(starts, answer["heard"], strict=True):
        heard = np.array(sound)
        loud = np.flatnonzero(np.abs(heard) > 0.05)
        pauses = np.flatnonzero(np.diff(loud) > 1000)  # a remainder of what was played before comes first
        first, length = int(loud[pauses[-1] + 1] if len(pauses) else loud[0]), 8192
        began = time_of(heard[first : first + length]) - length / 2 / 24_000  # when the tone begins that is heard first
        assert began == pytest.approx(start + 0.1, abs=0.1), (start, began)
