"""Faults in tracks and in the whole: each is found by the check that is there for it."""

import io
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from narrate.audio.chapters import Chapter
from narrate.audio.mp3_codec import RATE, decode, join
from narrate.store import Store
from tests.audio.making import to_mp3
from tests.planting import faults, lent, look_only_at, sign


def document(folder: Path) -> dict:
    return json.loads((folder / "timeline.json").read_text())


def track(folder: Path, number: int) -> Path:
    return folder / document(folder)["segments"][number - 1]["track"]


def pieces(folder: Path) -> list[tuple[Path, int]]:
    return [(folder / s["track"], s["end_ms"] - s["start_ms"]) for s in document(folder)["segments"]]


def chapters(folder: Path) -> list[Chapter]:
    return [Chapter(s["heading"], s["start_ms"], s["end_ms"]) for s in document(folder)["segments"]]


TAGS = {"title": "Your back, step by step", "language": "eng", "date": "2026-03-01"}


def whole(change=lambda chapters: chapters, **tags):
    """The whole joined anew, with other chapters or tags; a tag that is None is left out."""

    def plant(folder: Path) -> None:
        all_tags = {k: v for k, v in {**TAGS, **tags}.items() if v is not None}
        join(folder / "back.mp3", pieces(folder), change(chapters(folder)), all_tags)

    return plant


def renamed(chapters):
    return [*chapters[:2], Chapter(chapters[3].title, chapters[2].start_ms, chapters[2].end_ms), *chapters[3:]]


def other_order(folder: Path) -> None:
    some = pieces(folder)
    some[2], some[3] = some[3], some[2]
    join(folder / "back.mp3", some, chapters(folder), TAGS)


def sound(number: int, change):
    def plant(folder: Path) -> None:
        path = track(folder, number) if number else folder / "back.mp3"
        path.write_bytes(to_mp3(change(decode(path.read_bytes()).copy())))

    return plant


def quieter_whole(folder: Path) -> None:
    for path, _ in pieces(folder):
        path.with_suffix(".kept").write_bytes(path.read_bytes())
        path.write_bytes(to_mp3((decode(path.read_bytes()) * 0.5).astype(np.int16)))
    whole()(folder)
    for path, _ in pieces(folder):
        path.with_suffix(".kept").replace(path)


def beep(pcm):
    """Half a second of a tone in the silence at the end of a track."""
    pcm[-RATE // 2 :] = (3000 * np.sin(np.arange(RATE // 2) * 0.1)).astype(np.int16)
    return pcm


def recoded(number: int, *, layout: str = "mono", rate: int = RATE, bit_rate: int = 64_000, options=None):
    """A track, or with 0 the whole, encoded in another way."""

    def plant(folder: Path) -> None:
        path = track(folder, number) if number else folder / "back.mp3"
        pcm = decode(path.read_bytes())
        file = io.BytesIO()
        with av.open(file, "w", format="mp3") as container:
            stream = container.add_stream("libmp3lame", rate=rate, layout=layout, options=options or {})
            if bit_rate:
                stream.bit_rate = bit_rate
            resampler = av.AudioResampler("s16p", layout, rate)
            frame = av.AudioFrame.from_ndarray(pcm[None, :], format="s16p", layout="mono")
            frame.sample_rate = RATE
            for one in [*resampler.resample(frame), *resampler.resample(None)]:
                container.mux(stream.encode(one))
            container.mux(stream.encode(None))
        path.write_bytes(file.getvalue())

    return plant


def without_header(folder: Path) -> None:
    """The whole without its first frame, which tells players of delay and padding."""
    path = folder / "back.mp3"
    content = path.read_bytes()
    at = content.index(b"Info")
    start = content.rindex(b"\xff\xfb", 0, at)
    path.write_bytes(content[:start] + content[start + 208 :])


def extra_track(folder: Path) -> None:
    shutil.copyfile(track(folder, 2), folder / "tracks/08-something-else.mp3")


def missing_track(folder: Path) -> None:
    track(folder, 2).unlink()


def exchanged_tracks(folder: Path) -> None:
    one, other = track(folder, 3), track(folder, 4)
    one_bytes, other_bytes = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_bytes)
    other.write_bytes(one_bytes)


def truncated(folder: Path) -> None:
    path = folder / "back.mp3"
    path.write_bytes(path.read_bytes()[:-20_000])


FAULTS = {
    "a chapter of another slide's title": (whole(renamed), "mp3 whole chapters"),
    "a chapter twice": (whole(lambda c: [*c, c[1]]), "mp3 whole chapters"),
    "chapters in another order": (whole(lambda c: [c[1], c[0], *c[2:]]), "mp3 whole chapters"),
    "no chapters": (whole(lambda c: []), "mp3 whole chapters"),
    "a wrong language": (whole(language="spa"), "mp3 whole tags"),
    "no language": (whole(language=None), "mp3 whole tags"),
    "another title": (whole(title="A heart"), "mp3 whole tags"),
    "no title": (whole(title=None), "mp3 whole tags"),
    "two slides exchanged in the whole": (other_order, "mp3 whole onset of clips"),
    "a whole that is quiet": (quieter_whole, "mp3 whole same sound as tracks"),
    "a tone in the whole": (sound(0, beep), "mp3 whole same sound as tracks"),
    "a tone in a pause": (sound(3, beep), "mp3 tracks pauses"),
    "a hiss in the pauses": (
        sound(3, lambda pcm: (pcm + np.random.default_rng(1).normal(0, 60, len(pcm))).astype(np.int16)),
        "mp3 tracks pauses",
    ),
    "words said twice": (
        sound(3, lambda pcm: np.concatenate([pcm[: -RATE // 2], pcm[: RATE // 2]])),
        "mp3 tracks pauses",
    ),
    "a track in stereo": (recoded(3, layout="stereo"), "mp3 tracks encoding"),
    "a track at another rate": (recoded(3, rate=22_050), "mp3 tracks encoding"),
    "a track of another bit rate": (recoded(3, bit_rate=32_000), "mp3 tracks encoding"),
    "a whole of variable bit rate": (
        recoded(0, bit_rate=0, options={"qscale": "5", "flags": "+qscale"}),
        "mp3 whole encoding",
    ),
    "a whole without a header": (without_header, "mp3 whole encoding"),
    "a track too many": (extra_track, "mp3 tracks files"),
    "a track missing": (missing_track, "mp3 tracks files"),
    "tracks exchanged": (exchanged_tracks, "mp3 tracks onset of clips"),
    "a truncated whole": (truncated, "mp3 whole length"),
}


@pytest.fixture
def folder(rich) -> Iterator[Path]:
    with lent(rich.output) as output:
        yield output / "back/en"


# The others have a fast test in test_planted_mp3.py or tests/test_verify.py.
HERE_ALONE = ("mp3 whole onset of clips", "mp3 whole same sound as tracks", "mp3 tracks pauses", "mp3 tracks files")
ONE_OF_EACH = {check: fault for fault, (_, check) in reversed(FAULTS.items()) if check in HERE_ALONE}.values()


@pytest.mark.parametrize(
    "fault", [fault if fault in ONE_OF_EACH else pytest.param(fault, marks=pytest.mark.slow) for fault in FAULTS]
)
def test_a_planted_fault_is_found(folder, rich, fault):
    plant, check = FAULTS[fault]
    plant(folder)
    sign(folder)
    look_only_at(folder, "mp3")
    found = faults(folder, Store(rich.store))
    assert check in found, found


def test_a_whole_joined_anew_is_the_same(folder, rich):
    before = (folder / "back.mp3").read_bytes()
    whole()(folder)
    assert (folder / "back.mp3").read_bytes() == before
