"""Editions are compared with their scripts: what is stale is named, and the rest is built again, byte for byte."""

import dataclasses
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

import narrate
from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.cli import main
from narrate.errors import UsageError
from narrate.exporters import EXPORTERS
from narrate.exporters.edition import choose_exporters, open_exporter
from narrate.manifest import NAME, find_manifests, load_manifest
from narrate.pipeline import build_editions, examine
from narrate.program_parts import program_digest
from narrate.script import find_sources
from narrate.store import Store
from narrate.verifying.tasks import Task, findings_of
from tests.fake_engine import FakeEngine
from tests.planting import in_part, in_text, lent, reading_only, sign, write_rich
from tests.tables import few_quick
from tests.test_build import hashes
from tests.writing import THREE_SLIDES, write

SAME = "gives the same bytes again"


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Two topics, one of them in two languages, in all formats, beside their scripts; and the store."""
    base = tmp_path_factory.mktemp("rebuilding")
    paths = [*write_rich(base / "script"), write(base / "script/heart/en.md", THREE_SLIDES)]
    narrate.build(
        paths,
        base / "output",
        voice=FakeEngine(),
        store=base / "store",
        to=["all"],
        theme="contrast",
        editions=["standard"],
    )
    return base


@pytest.fixture
def base(made) -> Iterator[Path]:
    with lent(made) as folder:
        yield folder


def of_scripts(base: Path, folder: str = "output", script: str | Path = "", *, quick: bool = False):
    """What is said of each edition and its script: its faults, or else its note, by check. No file is read back."""
    known = {name: open_exporter(name) for name in EXPORTERS}
    found = {}
    for one, manifest in find_manifests(base / "output"):
        if one.is_relative_to(base / folder):
            task = Task(str(one), "script", str(base / "store"), str(script), quick, str(base), 1)
            said = {f.check: f.faults or ((f.note,) if f.note else ()) for f in findings_of(task, known)}
            found[f"{manifest.topic}/{manifest.language}"] = said
    return found


def rebuilt(base: Path, edition: str = "back/en", **options) -> tuple[str, ...]:
    """What differs in an edition that is built again."""
    return of_scripts(base, f"output/{edition}", **options)[edition][SAME]


def test_what_is_as_it_was_built_is_built_again_and_is_the_same(made):
    before = hashes(made)
    found = list(narrate.verify(made / "output", made / "store"))
    assert [
        fault for one in found for finding in one.findings for fault in (*finding.faults, finding.note) if fault
    ] == []
    assert [[f.check for f in one.findings if f.format == "script"] for one in found] == [["is unchanged", SAME]] * 3
    assert hashes(made) == before  # nothing is left behind, nor is anything added to the store


def picture(content: bytes) -> bytes:
    """The same pixels in other bytes."""
    file = io.BytesIO()
    Image.open(io.BytesIO(content)).save(file, "PNG", compress_level=1)
    assert file.getvalue() != content
    return file.getvalue()


def in_bytes(pattern: str, change):
    def plant(folder: Path) -> None:
        path = min(folder.glob(pattern))
        changed = change(path.read_bytes())
        assert changed != path.read_bytes()
        path.write_bytes(changed)

    return plant


def other_compression(folder: Path) -> None:
    (path,) = folder.glob("*.pptx")
    with zipfile.ZipFile(path) as deck:
        entries = [(info, deck.read(info)) for info in deck.infolist()]
    with zipfile.ZipFile(path, "w") as deck:
        for info, content in entries:
            info.compress_type = zipfile.ZIP_STORED
            deck.writestr(info, content)


def bit_in_padding(content: bytes) -> bytes:
    at = content.index(b"LAME") + 20 if b"LAME" in content else content.index(b"Info") + 110
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


TITLE = "your-back-step-by-step"
TOGETHER = {
    "back.mp3": in_bytes("back.mp3", bit_in_padding),
    "back.pptx": in_part("docProps/core.xml", "><dc:", "> <dc:", 1),  # white space between elements
    "back.srt": in_text("back.srt", r"\Z", "\n"),
    "back.txt": in_text("back.txt", r"\Z", "\n"),
    "back.vtt": in_text("back.vtt", r"\Z", "\n"),
    "index.html": in_text("index.html", "</p>", " </p>"),
    f"slides/01-{TITLE}.png": in_bytes("slides/*.png", picture),
    "timeline.json": in_text("timeline.json", ",", ", "),
    f"tracks/01-{TITLE}.mp3": in_bytes("tracks/*.mp3", bit_in_padding),
}
IN_DECK = {
    "a space in a tag": in_part("ppt/presProps.xml", "/>", " />", 1),
    "no compression": other_compression,
}


def test_a_byte_that_changed_is_found_in_every_file(base):
    folder = base / "output/back/en"
    for plant in TOGETHER.values():
        plant(folder)
    sign(folder)
    assert rebuilt(base) == tuple(
        f"{file}: the script gives other bytes; delete {folder} and build again" for file in sorted(TOGETHER)
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", few_quick(IN_DECK))
def test_a_deck_that_says_the_same_in_other_bytes_is_found(base, name):
    IN_DECK[name](base / "output/back/en")
    sign(base / "output/back/en")
    (fault,) = rebuilt(base)
    assert fault.startswith("back.pptx: the script gives other bytes;")


MANIFEST = {
    "title": lambda m: "Another",
    "slides": lambda m: m.slides + 1,
    "duration_ms": lambda m: m.duration_ms + 1,
    "clips": lambda m: {**m.clips, "more": next(iter(m.clips.values()))},
    "tracks": lambda m: m.tracks[::-1],
    "pictures": lambda m: m.pictures[1:],
    "timing": lambda m: {"exact": 1},
    "painted": lambda m: {**m.painted, "1": "0" * 40},
    "shown": lambda m: {},
    "described": lambda m: {**m.described, "publisher": "0" * 64},
    "template_parts": lambda m: {"ppt/theme/theme1.xml": "0" * 64},
    "colours": lambda m: {**m.colours, "mark": "FFFFFF"},
}


def test_a_manifest_that_says_something_else_is_found(base):
    folder = base / "output/back/en"
    manifest = load_manifest(folder)
    changed = {name: change(manifest) for name, change in MANIFEST.items()}
    (folder / NAME).write_text(dataclasses.replace(manifest, **changed).to_json())
    (fault,) = rebuilt(base)
    assert fault.startswith(f"manifest.json: the script gives another value for {', '.join(MANIFEST)};")


@pytest.mark.slow
def test_a_manifest_that_is_written_otherwise_is_found(base):
    path = base / "output/back/en" / NAME
    path.write_text(path.read_text().replace("\n", "\n\n", 1))
    assert rebuilt(base)[0].startswith("manifest.json is not written as narrate writes it;")


@pytest.mark.slow
def test_a_file_too_many_and_one_too_few_are_named(base):
    folder = base / "output/back/en"
    manifest = load_manifest(folder)
    (folder / "back.vtt").rename(folder / "left-out.log")
    files = {("left-out.log" if n == "back.vtt" else n): digest for n, digest in manifest.files.items()}
    (folder / NAME).write_text(dataclasses.replace(manifest, files=files).to_json())
    told = [fault.partition(";")[0] for fault in rebuilt(base)]
    assert told == ["back.vtt: the script gives other bytes", "left-out.log: the script gives no such file"]


STALE = {
    "the script": (lambda s: in_text("en.md", "six hours", "five hours")(s / "back"), "en.md was changed"),
    "a figure": (lambda s: in_text("spine.svg", "<rect", "<rect  ")(s / "back"), "spine.svg was changed"),
    "a figure gone": (lambda s: (s / "back/sound.svg").unlink(), "sound.svg is gone"),
    "new settings": (lambda s: write(s / "narrate.yaml", "organisation: A hospital\n"), "../narrate.yaml is new"),
    "another file": (lambda s: (s / "back/en.md").rename(s / "back/en.markdown"), "en.md is gone"),
}


@pytest.mark.parametrize(
    "name",
    [name if name in ("the script", "new settings") else pytest.param(name, marks=pytest.mark.slow) for name in STALE],
)
def test_what_is_stale_is_named_and_not_built(base, name):
    change, line = STALE[name]
    change(base / "script")
    found = of_scripts(base, "output/back/en")["back/en"]
    assert list(found) == ["is unchanged"]
    assert f"{line} since the build; build the edition again" in found["is unchanged"]


@pytest.mark.slow
def test_one_stale_edition_hides_no_other(base):
    in_text("ar.md", "ست", "خمس")(base / "script/back")
    found = of_scripts(base)
    assert [SAME in one for one in found.values()] == [False, True, True]


@pytest.mark.slow
def test_a_variant_of_a_figure_that_came_later_is_named(base):
    shutil.copy(base / "script/back/spine.svg", base / "script/back/spine.contrast.svg")
    assert any(line.startswith("the script uses spine.contrast.svg now") for line in rebuilt(base))


def test_a_store_without_a_clip_is_named_and_nothing_is_spoken(base):
    manifest = load_manifest(base / "output/back/en")
    (key, _, _) = next(iter(manifest.clips.values()))
    Store(base / "store").path(key, ".flac").unlink()
    (fault,) = rebuilt(base)
    assert fault.startswith("the store lacks the sound of 1 sentence, the first ")
    assert fault.endswith(f"in NARRATE_STORE, or delete {base / 'output/back/en'} and build again")
    shutil.rmtree(base / "store")
    assert " sentences, the first " in rebuilt(base)[0]
    assert not (base / "store").exists()


@pytest.mark.slow
def test_what_the_store_lacks_beside_clips_is_made_again(base):
    before = {path for path in (base / "store").rglob("*") if path.suffix == ".flac" or ".flac." in path.name}
    for path in (base / "store").rglob("*"):
        if path.is_file() and path not in before:
            path.unlink()
    assert rebuilt(base) == ()
    assert {path for path in (base / "store").rglob("*") if path.is_file()} == before


def test_another_version_is_a_note(base):
    folder = base / "output/back/en"
    manifest = load_manifest(folder)
    (folder / NAME).write_text(dataclasses.replace(manifest, program="0" * 32).to_json())
    with reading_only("timeline"):
        (found,) = narrate.verify(folder, base / "store")
    assert found.ok
    last = found.findings[-1]
    assert (last.check, last.note) == (
        SAME,
        "not built again: it was made by another version of narrate or of the packages it uses",
    )


def test_a_script_that_is_elsewhere(base, tmp_path):
    (base / "script").rename(tmp_path / "moved")
    told = {"is at hand": ("no script for back [en] in script/ beside the output; name its folder with --script",)}
    assert of_scripts(base)["back/en"] == told
    assert rebuilt(base, script=tmp_path / "moved") == ()
    assert rebuilt(base, script=tmp_path / "moved/back") == ()
    assert rebuilt(base, script=tmp_path / "moved/back/en.md") == ()
    other = of_scripts(base, script=tmp_path / "moved/heart")
    assert other["heart/en"][SAME] == ()
    assert other["back/en"] == {"is at hand": (f"no script for back [en] in {tmp_path / 'moved/heart'}",)}
    with pytest.raises(UsageError, match=r"--script .*nowhere: no such file or folder"):
        next(narrate.verify(base / "output", base / "store", script=tmp_path / "nowhere"))


def test_quick_builds_nothing(base):
    in_text("back.txt", r"\Z", "\n")(base / "output/back/en")
    sign(base / "output/back/en")
    assert of_scripts(base, quick=True)["back/en"] == {"is unchanged": ()}


@pytest.mark.slow
def test_an_edition_of_another_name(tmp_path):
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    source = find_sources([path])[0][0]
    store = Store(tmp_path / "store")
    formats = choose_exporters(["pptx", "html", "mp3"])
    settings = BuildSettings(
        tmp_path / "output", formats, store, "", FakeEngine(), edition="described", program=program_digest(),
        builds=False, usual_date="2026-01-02",
    )  # fmt: skip
    prepared = examine(source, [], FakeEngine(), editions=["described"]).prepared
    assert prepared is not None
    build_editions(prepared, BuildPlan((settings,)))
    (found,) = narrate.verify(tmp_path / "output/heart/en/described", store)
    assert [(f.check, f.faults, f.note) for f in found.findings if f.format == "script"] == [
        ("is unchanged", (), ""),
        (SAME, (), ""),
    ]


def test_an_inputs_name_that_leads_elsewhere_is_not_read(base):
    folder = base / "output/back/en"
    manifest = load_manifest(folder)
    inputs = {**manifest.inputs, "../../secret.txt": "0" * 64}
    write(base / "secret.txt", "x")
    (folder / NAME).write_text(dataclasses.replace(manifest, inputs=inputs).to_json())
    assert of_scripts(base, "output/back/en")["back/en"] == {
        "is unchanged": ("not compared, because they are outside the folder of scripts: ../../secret.txt",),
        SAME: (),
    }


@pytest.mark.slow
def test_the_command_line(base, monkeypatch, capsys):
    monkeypatch.setenv("NARRATE_STORE", str(base / "store"))
    monkeypatch.chdir(base)
    assert main(["verify", "--jobs", "2"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if not line.startswith(" ")] == ["back [ar]", "back [en]", "heart [en]", "index.html"]
    assert sum(line.startswith("  ok    script gives the same bytes again: ") for line in told) == 3
    in_text("en.md", "six hours", "five hours")(base / "script/back")
    (base / "script/heart").rename(base / "heart")
    assert main(["verify", "--quick", "--jobs", "1"]) == 1
    told = capsys.readouterr().out
    assert (
        "  FAULT script is unchanged: 1 fault; 7 files (at least 8)\n        en.md was changed since the build; build"
        in told
    )
    assert "  note  script is at hand\n        no script for heart [en] in script/ beside the output; name" in told
