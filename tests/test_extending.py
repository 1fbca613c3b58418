"""The code in docs/extending.md does what the page says."""

import importlib
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import narrate
from narrate.cli import main
from narrate.collections import COLLECTIONS
from narrate.exporters import EXPORTERS
from narrate.manifest import load_manifest
from tests.conftest import ROOT
from tests.fake_engine import FakeEngine
from tests.writing import write

SHORT = "---\ntitle: Rest\nlang: en\n---\n\n## Sit down\n\nSit down and breathe slowly.\n"
PAGE = ROOT / "docs/extending.md"


def code(heading: str) -> dict[str, str]:
    """The Python files under a heading of the page: each fenced block begins with a comment that names its file."""
    section = PAGE.read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"```python\n# (\S+)\n(.*?)```", section, re.DOTALL))


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Iterator[Path]:
    """A folder with the page's code, from which Python imports, and a script."""
    folder = tmp_path_factory.mktemp("own")
    for name, source in code("A private exporter").items():
        write(folder / name, source)
    write(folder / "script/heart/en.md", SHORT)
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))
    sys.modules.pop("chapters", None)


@pytest.fixture(scope="module")
def chapters(own) -> narrate.Exporter:
    return importlib.import_module("chapters").EXPORTER


@pytest.fixture(scope="module")
def built_once(own, chapters) -> Path:
    narrate.build(
        own / "script",
        own / "built",
        to=["html", chapters],
        editions=["standard"],
        voice=FakeEngine(),
        store=own / "store",
    )
    return own / "built"


@pytest.fixture
def output(built_once, tmp_path, monkeypatch) -> Path:
    """A copy of an output in which the page's format is written."""
    monkeypatch.setenv("NARRATE_STORE", str(built_once.parent / "store"))
    shutil.copytree(built_once, tmp_path / "output")
    return tmp_path / "output"


def faults(output: Path, *exporters: narrate.Exporter) -> dict[str, tuple[str, ...]]:
    verified = list(narrate.verify(output, exporters=exporters))
    assert [one.language for one in verified] == ["en"]
    return {f"{f.format} {f.check}": f.faults for one in verified for f in one.findings if f.faults}


def test_the_exporter_is_short():
    assert len(code("A private exporter")["chapters.py"].splitlines()) < 40


def test_a_private_exporter_is_verified_like_ours(output, chapters):
    assert faults(output, chapters) == {}
    assert (output / "heart/en/heart.chapters.txt").read_text().startswith("00:00:00 Rest\n00:00:0")
    page = (output / "heart/en/index.html").read_text()
    assert '<li><a href="heart.chapters.txt" download>Chapters (text)</a></li>\n</ul>' in page


def test_a_fault_in_its_file_is_found_by_it(output, chapters):
    path = output / "heart/en/heart.chapters.txt"
    path.write_text(path.read_text().replace("Sit down", "Sit up"))
    assert set(faults(output, chapters)) == {"manifest files as written", "chapters chapters"}
    path.unlink()
    assert set(faults(output, chapters)) == {"manifest files as written", "html links", "chapters can be read"}


def test_where_nobody_knows_it_that_is_a_fault_and_nothing_else_is_wrong(output):
    assert faults(output) == {
        "chapters is known": (
            "not verified: 'chapters' is not a format of narrate; give its exporter to narrate.verify",
        )
    }


def test_a_link_that_no_format_accounts_for_is_a_fault_even_then(output):
    page = output / "heart/en/index.html"
    page.write_text(page.read_text().replace("heart.chapters.txt", "manifest.json"))
    assert faults(output)["html links"] == ("the page links to 'manifest.json', which it should not",)


def test_a_file_of_it_that_the_manifest_does_not_name_is_found(output, chapters):
    (output / "heart/en/timeline.json").rename(output / "heart/en/heart.chapters.txt")
    manifest = load_manifest(output / "heart/en")
    files = {name: digest for name, digest in manifest.files.items() if name != "heart.chapters.txt"}
    (output / "heart/en/manifest.json").write_text(replace(manifest, files=files).to_json())
    told = "heart.chapters.txt is there, and the manifest does not name it; remove it"
    assert told in faults(output, chapters)["manifest files as written"]
    assert told in faults(output)["manifest files as written"]


def test_a_module_and_a_line_in_the_dict_make_it_one_of_ours(own, output, chapters, monkeypatch, capsys):
    monkeypatch.setitem(EXPORTERS, "chapters", "chapters")
    assert main(["verify", str(output), "--jobs", "1"]) == 0
    assert "ok    chapters chapters: 0 faults (limit 0)\n" in capsys.readouterr().out
    made = narrate.build(own / "script", output, to=["txt"], voice=FakeEngine()).made[0]
    assert [path.name for path in made.removed if "chapters" in path.name] == ["heart.chapters.txt"]
    narrate.build(own / "script", output, to=["html", "chapters"], voice=FakeEngine())
    assert 'href="heart.chapters.txt"' in (output / "heart/en/index.html").read_text()
    with pytest.raises(SystemExit):
        main(["build", "--help"])
    assert f"chapters, {', '.join(COLLECTIONS)}, or all" in " ".join(capsys.readouterr().out.split())


def test_the_script_that_builds_and_verifies(own, shared_store, monkeypatch, capsys):
    monkeypatch.setenv("NARRATE_STORE", str(shared_store))
    monkeypatch.chdir(own)
    runpy.run_path("make.py")
    told = capsys.readouterr().out
    assert "heart en chapters chapters ok\n" in told
    assert len(told.splitlines()) == told.count(" ok\n")


def test_no_file_names_the_formats_but_the_dict_and_their_packages():
    """What a new format would have to be added to as well."""
    for name in (
        "verifying/__init__.py",
        "verifying/reading_back.py",
        "pipeline.py",
        "cli/building.py",
        "html/__init__.py",
        "html/verifying/__init__.py",
    ):
        folder = ROOT / "src/narrate" if (ROOT / "src/narrate" / name).is_file() else ROOT / "src/narrate/exporters"
        text = (folder / name).read_text()
        own = {"html", "mp3"} if name.startswith("html/") else set()  # its own name, and the sound that it plays
        assert not {one for one in EXPORTERS if re.search(rf"[\"']{one}[\"']|}}\.{one}\b", text)} - own, name


@pytest.fixture
def beeps(tmp_path, monkeypatch, store):
    """A folder to work in, with the page's engine and a script; the engine's module."""
    for name, source in code("A private engine").items():
        write(tmp_path / name, source)
    write(tmp_path / "script/heart/en.md", SHORT.replace("slowly", "slowly for 2.5 minutes"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(store.folder))
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("beeps")
    sys.modules.pop("beeps")


def test_a_private_engine_speaks_and_what_was_built_is_verified(beeps, capsys):
    assert len(code("A private engine")["beeps.py"].splitlines()) < 40
    made = runpy.run_path("speak.py")["report"].made[0]
    assert made.manifest.voice == "beeps:beep"
    assert made.manifest.timing == {"exact": made.spoken}
    command = re.search(r"```sh\nnarrate (.*)\n```", PAGE.read_text().split("## A private engine")[1])[1]
    assert main([*command.split(), "--jobs", "1"]) == 0, capsys.readouterr().out


def test_the_engine_says_every_word_as_it_is_said(beeps):
    engine: narrate.Engine = beeps.Beeps()
    tokens = tuple(narrate.Token(word, at) for word, at in (("Take", 0), ("2.5", 5), ("mg", 9), ("daily.", 12)))
    said = (tokens[0], replace(tokens[1], alias="two point five milligrams"), replace(tokens[2], alias=""), tokens[3])
    sentence = narrate.Sentence("s", "Take 2.5 mg daily.", said)
    assert narrate.said_text(sentence, "en") == "Take two point five milligrams daily."
    spoken = engine.session().speak(sentence, engine.voice("en"), 150)
    assert [index for index, _, _ in spoken.words] == [0, 1, 3]
    lengths = [last - first for _, first, last in spoken.words]
    assert lengths[1] > 3 * lengths[2] > 3 * lengths[0] > 0
    assert np.abs(spoken.pcm).max() > 7000


def test_every_public_name_is_there_and_loaded_only_when_asked_for():
    check = "import sys, narrate; assert not [m for m in sys.modules if m.startswith('narrate.')], sys.modules; "
    check += "[getattr(narrate, name) for name in narrate.__all__]; narrate.check([]) and 1"
    run = subprocess.run(
        [sys.executable, "-c", check], env={"PYTHONPATH": f"{ROOT}/src"}, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_check_is_a_function_whoever_loaded_its_package_first(tmp_path):
    from narrate.check import check

    scripts = tmp_path / "script"
    write(scripts / "heart/en.md", "---\ntitle: T\nlang: xx\n---\n\n## Rest\n\nBreathe in.\n")
    problems = narrate.check(scripts)
    assert problems == check(scripts) == narrate.check(str(scripts))
    assert [type(one) for one in problems if one.code == "unknown-language"] == [narrate.Problem]
