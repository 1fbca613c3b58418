"""Whatever ``manifest.json`` and ``timeline.json`` say, nothing outside an edition's folder is read, written or removed."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

import narrate
from narrate.batch import prune
from narrate.cli import main
from narrate.errors import UsageError
from narrate.exporters.verifying.edition_record import load_record
from narrate.manifest import NAME, Manifest, ManifestError, file_hash, load_manifest, read_manifest
from narrate.manifest_document import ManifestDocument
from narrate.publishing import publish
from narrate.store import Store
from narrate.verifying import verify
from tests.fake_engine import FakeEngine
from tests.planting import faults, in_json, sign
from tests.tables import each
from tests.writing import THREE_SLIDES, write

HASH = "0" * 64
MANIFESTS = {
    "a name with ..": (lambda d: d["files"].update({"../../../etc/passwd": HASH}), "$.files"),
    "an absolute name": (lambda d: d["files"].update({"/etc/passwd": HASH}), "$.files"),
    "a name with NUL": (lambda d: d["files"].update({"a\0b": HASH}), "$.files"),
    "a name with a backslash": (lambda d: d["files"].update({"..\\x": HASH}), "$.files"),
    "an empty name": (lambda d: d["files"].update({"": HASH}), "$.files"),
    "a name with an empty part": (lambda d: d["files"].update({"tracks//x": HASH}), "$.files"),
    "an input from elsewhere": (lambda d: d["inputs"].update({"/etc/passwd": HASH}), "$.inputs"),
    "an input with .. within": (lambda d: d["inputs"].update({"figures/../../../x": HASH}), "$.inputs"),
    "an empty hash": (lambda d: d["files"].update({"heart.txt": ""}), "$.files['heart.txt']"),
    "a short hash": (lambda d: d["files"].update({"heart.txt": "00"}), "$.files['heart.txt']"),
    "a hash of other letters": (lambda d: d["files"].update({"heart.txt": "g" * 64}), "$.files['heart.txt']"),
    "no inputs": (lambda d: d.update(inputs=None), "$.inputs"),
    "files in a list": (lambda d: d.update(files=["heart.txt"]), "$.files"),
    "a number as a hash": (lambda d: d["files"].update({"heart.txt": 7}), "$.files"),
    "a topic in another folder": (lambda d: d.update(topic="../lung"), "$.topic"),
    "an empty topic": (lambda d: d.update(topic=""), "$.topic"),
    "a topic of a number": (lambda d: d.update(topic=5), "$.topic"),
    "a language that is none": (lambda d: d.update(language="../en"), "$.language"),
    "an edition that is none": (lambda d: d.update(edition="../x"), "$.edition"),
    "a duration in text": (lambda d: d.update(duration_ms="4000"), "$.duration_ms"),
    "a duration below zero": (lambda d: d.update(duration_ms=-1), "$.duration_ms"),
    "a duration with a fraction": (lambda d: d.update(duration_ms=1.5), "$.duration_ms"),
    "an endless duration": (lambda d: d.update(duration_ms=10**30), "$.duration_ms"),
    "slides that are true": (lambda d: d.update(slides=True), "$.slides"),
    "formats in a text": (lambda d: d.update(formats="pptx"), "$.formats"),
    "a format that is no name": (lambda d: d["formats"].append("../x"), "$.formats"),
    "a format twice": (lambda d: d["formats"].append(d["formats"][0]), "$.formats"),
    "a digest that turns the text": (lambda d: d.update(made_from="\u202e"), "$.made_from"),
    "a track that leads out of the store": (lambda d: d["tracks"].append("../../x"), "$.tracks"),
    "a clip without samples": (lambda d: d["clips"].update({"x": [40 * "0", 22050]}), "$.clips"),
    "a clip of no key": (lambda d: d["clips"].update({"x": ["/etc/passwd", 22050, 1]}), "$.clips"),
    "a rate of 0": (lambda d: d["clips"].update({"x": [40 * "0", 0, 1]}), "$.clips"),
    "a picture of no key": (lambda d: d.update(painted={"1": "../x"}), "$.painted"),
    "a day that no calendar has": (lambda d: d.update(date="2026-02-31"), "$.date"),
    "a month that no calendar has": (lambda d: d.update(usual_date="2026-13-01"), "$.usual_date"),
    "a site without a name": (lambda d: d.update(site="https://"), "$.site"),
    "a site of another kind": (lambda d: d.update(site="file:///etc"), "$.site"),
    "a site of two lines": (lambda d: d.update(site="https://a.example/\nx"), "$.site"),
    "an address that is a path": (lambda d: d.update(address="../x"), "$.address"),
    "one field more": (lambda d: d.update(run="rm"), "unknown field `run`"),
    "one field less": (lambda d: d.pop("title"), "missing required field `title`"),
    "an older schema": (lambda d: d.update(schema=1), "schema 1, and this version reads 2"),
}
TIMELINES = {
    "a time in text": (lambda d: d["segments"][0].update(start_ms="0"), "$.segments[0].start_ms"),
    "a time below zero": (lambda d: d["segments"][1].update(start_ms=-5), "$.segments[1].start_ms"),
    "an end before its start": (lambda d: d["segments"][1].update(end_ms=0), "$.segments[1]"),
    "a sentence of a number": (lambda d: d["segments"][1]["sentences"][0].update(text=5), "sentences[0].text"),
    "a sentence of nothing": (lambda d: d["segments"][1]["sentences"][0].update(text=None), "sentences[0].text"),
    "no sentences": (lambda d: d["segments"][1].update(sentences=[]), "$.segments[1].sentences"),
    "a word without an end": (lambda d: d["segments"][1]["sentences"][0]["words"][0].pop(), "words[0]"),
    "a word that ends too soon": (
        lambda d: d["segments"][1]["sentences"][0]["words"].__setitem__(0, ["x", 9, 8]),
        "words[0] ends at 8 ms",
    ),
    "a kind of timing that is none": (lambda d: d["segments"][1]["sentences"][0].update(timing="x"), ".timing"),
    "a shown that is text": (lambda d: d["segments"][1]["sentences"][0].update(shown="no"), ".shown"),
    "a track elsewhere": (lambda d: d["segments"][1].update(track="../../x.mp3"), "$.segments[1]"),
    "an absolute track": (lambda d: d["segments"][1].update(track="/etc/passwd"), "$.segments[1]"),
    "an id that is a path": (lambda d: d["segments"][1].update(id="../x"), "$.segments[1]"),
    "segments in an object": (lambda d: d.update(segments={}), "$.segments"),
    "no segments": (lambda d: d.update(segments=[]), "$.segments"),
    "one field more": (lambda d: d["segments"][0].update(extra=1), "unknown field `extra`"),
    "a title that is a list": (lambda d: d.update(title=["x"]), "$.title"),
    "a language that is a number": (lambda d: d.update(language=3), "$.language"),
}
BYTES = {
    "nothing": b"",
    "a NUL": b"\0",
    "no UTF-8": b'{"schema": 2, "topic": "\xff"}',
    "half a letter": b'{"schema": 2, "topic": "\\ud800"}',
    "brackets": b"[" * 100_000,
    "brackets that close": b"[" * 100_000 + b"]" * 100_000,
    "brackets in a field": b'{"files": ' + b"[" * 100_000,
    "objects in a field": b'{"schema": 2, "inputs": ' + b'{"a":' * 100_000,
    "brackets where nobody looks": b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b', "schema": 1}',
    "not a number": b'{"schema": NaN}',
    "null": b"null",
    "two documents": b"{}{}",
}


@pytest.fixture
def output(built, tmp_path) -> Path:
    return shutil.copytree(built.output, tmp_path / "out")


@pytest.fixture
def store_of(built) -> Store:
    return Store(built.output.parent / "store")


@each("fault", MANIFESTS)
def test_a_manifest_says_where_it_is_wrong_and_is_not_trusted(built, tmp_path, fault):
    change, place = MANIFESTS[fault]
    shutil.copy(built.folder / NAME, tmp_path)
    in_json(change, NAME)(tmp_path)
    with pytest.raises(ManifestError) as refused:
        read_manifest(tmp_path)
    told = str(refused.value)
    assert place in told
    assert told.startswith("manifest.json cannot be read: ")
    assert told.endswith("build the edition again")
    assert len(told.splitlines()) == 1
    assert load_manifest(tmp_path) is None


@each("fault", TIMELINES)
def test_a_timeline_says_where_it_is_wrong_and_is_not_trusted(built, tmp_path, fault):
    change, place = TIMELINES[fault]
    shutil.copy(built.folder / "timeline.json", tmp_path)
    in_json(change)(tmp_path)
    with pytest.raises(ValueError, match=r"^timeline\.json cannot be read: .*build the edition again$") as refused:
        load_record(tmp_path, read_manifest(built.folder), Store(tmp_path))
    assert place in str(refused.value)


@each("name", BYTES)
def test_bytes_that_are_no_document_are_one_line(built, tmp_path, name):
    for file in (NAME, "timeline.json"):
        (tmp_path / file).write_bytes(BYTES[name])
    with pytest.raises(ManifestError, match="build the edition again"):
        read_manifest(tmp_path)
    with pytest.raises(ValueError, match="build the edition again"):
        load_record(tmp_path, read_manifest(built.folder), Store(tmp_path))


def test_the_shape_of_the_document_has_every_field_of_a_manifest():
    known = {field.name for field in dataclasses.fields(Manifest)}
    assert {"schema", *known} == set(ManifestDocument.__struct_fields__)


@each("file", [NAME, "timeline.json"])
def test_a_broken_edition_hides_no_other(rich, tmp_path, file, capsys, monkeypatch):
    output = shutil.copytree(rich.output, tmp_path / "out")
    (output / "back/ar" / file).write_bytes(b"[" * 100_000)
    for folder in output.glob("back/*"):
        in_json(lambda d: d.update(formats=["timeline"]), NAME)(folder) if load_manifest(folder) else None
    found = list(verify(output, Store(rich.store)))
    assert [one.folder.name for one in found] == ["ar", "en"]
    told = [fault for finding in found[0].findings for fault in finding.faults]
    assert any(fault.startswith(f"{file} cannot be read: ") for fault in told)
    assert any(finding.check == "agrees with itself" and finding.ok for finding in found[1].findings)
    monkeypatch.setenv("NARRATE_STORE", str(rich.store))
    assert main(["verify", "--jobs", "1", str(output / "back/ar")]) == 1
    assert f"{file} cannot be read" in capsys.readouterr().out


def test_what_no_exporter_is_ready_for_is_a_fault_that_names_it(output, store_of):
    class Broken(narrate.Exporter):
        name = "vtt"
        files = (narrate.ExportedFile("{name}.vtt"),)

        def write(self, edition, folder): ...

        def verify(self, record):
            raise TypeError("not\nthis")

    (found,) = verify(output, store_of, exporters=[Broken()])
    faults_by_format = {finding.format: finding.faults for finding in found.findings if finding.faults}
    assert faults_by_format["vtt"] == (
        "the check of vtt could not be finished, because of what it read (not\\nthis); build the edition again",
    )
    assert {"pptx", "mp3 tracks"} <= {finding.format for finding in found.findings}


# what a build does with them


NEW = Manifest("heart", "Your heart", "en", "standard", "fake:one", 0, 0, "x", {}, {}, {}, (), (), ())


@pytest.fixture
def outside(tmp_path) -> Path:
    """A file that is nobody's business."""
    return write(tmp_path / "private/letter.txt", "Dear Ann")


def published(tmp_path: Path, old: dict[str, str], **changes: object):
    """What publishing over an edition with the files ``old`` did; the new one has ``new.txt``."""
    folder, stage = tmp_path / "out/heart/en", tmp_path / "stage"
    folder.mkdir(parents=True, exist_ok=True)
    document = json.loads(dataclasses.replace(NEW, files=old).to_json()) | changes
    (folder / NAME).write_text(json.dumps(document))
    write(stage / "new.txt", "new")
    write(stage / "tracks/01.mp3", "new")
    files = {name: file_hash(stage / name) for name in ("new.txt", "tracks/01.mp3")}
    return publish(stage, folder, dataclasses.replace(NEW, files=files))


@each(
    "way",
    [
        "../../../private/letter.txt",
        "{}",
        "./../../../private/letter.txt",
        "a/../../../../private/letter.txt",
        "{}\0",
        "..\\x",
    ],
)
def test_a_name_that_leads_outside_removes_nothing(tmp_path, outside, way):
    done = published(tmp_path, {way.format(outside): file_hash(outside)})
    assert outside.read_text() == "Dear Ann"
    assert done.removed == done.left == ()
    (note,) = done.notes
    assert f"{tmp_path}/out/heart/en/manifest.json was replaced" in note
    assert load_manifest(tmp_path / "out/heart/en") is not None


@each("link", ["private", "private/deeper", "tracks", "a/b"])
def test_a_link_in_the_middle_leads_nowhere(tmp_path, outside, link):
    folder = tmp_path / "out/heart/en"
    (folder / link).parent.mkdir(parents=True)
    (folder / link).symlink_to(outside.parent)
    done = published(tmp_path, {f"{link}/letter.txt": file_hash(outside)})
    assert outside.read_text() == "Dear Ann"
    assert sorted(path.name for path in outside.parent.iterdir()) == ["letter.txt"]
    assert done.removed == ()
    assert bool(done.notes) is (link == "tracks")
    assert (folder / "tracks/01.mp3").read_text() == "new"


def test_a_link_that_has_the_name_of_a_stale_file_is_left(tmp_path, outside):
    folder = tmp_path / "out/heart/en"
    folder.mkdir(parents=True)
    (folder / "old.txt").symlink_to(outside)
    done = published(tmp_path, {"old.txt": file_hash(outside)})
    assert outside.read_text() == "Dear Ann"
    assert done.removed == ()
    assert done.left == (folder / "old.txt",)


def test_a_link_that_has_the_name_of_a_new_file_is_replaced(tmp_path, outside):
    folder = tmp_path / "out/heart/en"
    folder.mkdir(parents=True)
    (folder / "new.txt").symlink_to(outside)
    published(tmp_path, {})
    assert outside.read_text() == "Dear Ann"
    assert (folder / "new.txt").read_text() == "new"


def test_stale_files_of_an_honest_manifest_are_still_removed(tmp_path):
    old = write(tmp_path / "out/heart/en/slides/01.png", "old")
    done = published(tmp_path, {"slides/01.png": file_hash(old)})
    assert done.removed == (old,)
    assert not old.parent.exists()
    assert done.notes == ()


def test_a_build_goes_on_and_says_so(built, output, store_of, outside, capsys, monkeypatch):
    monkeypatch.setenv("NARRATE_STORE", str(store_of.folder))
    in_json(lambda d: d["files"].update({str(outside): file_hash(outside)}), NAME)(output / "heart/en")
    script = built.output.parent / "script/heart/en.md"
    made = narrate.build([script], output, voice=FakeEngine(), store=store_of.folder, to=["txt"]).made[0]
    assert made.is_new
    assert outside.exists()
    assert ["manifest.json was replaced" in note for note in made.notes] == [True]


def test_an_edition_with_a_link_is_not_up_to_date_and_is_built_anew(built, output, store_of, outside):
    script = built.output.parent / "script/heart/en.md"
    folder = output / "heart/en"
    manifest = read_manifest(folder)
    assert manifest.is_true(folder, script, manifest.made_from)
    shutil.move(folder / "tracks", outside.parent / "tracks")
    (folder / "tracks").symlink_to(outside.parent / "tracks")
    assert not manifest.is_true(folder, script, manifest.made_from)
    before = {path: path.stat().st_mtime_ns for path in outside.parent.rglob("*")}
    made = narrate.build(
        [script], output, voice=FakeEngine(), store=store_of.folder, to=["all"], editions=["standard"]
    ).made[0]
    assert [f"{folder}/tracks was a link to another folder" in note for note in made.notes] == [True]
    assert {path: path.stat().st_mtime_ns for path in outside.parent.rglob("*")} == before
    assert not (folder / "tracks").is_symlink()
    assert faults(folder, store_of) == {}


def test_inputs_far_above_the_script_are_not_looked_at(built, tmp_path):
    manifest = dataclasses.replace(NEW, inputs={"en.md": file_hash(write(tmp_path / "a/b/en.md", "x"))})
    assert manifest.is_true(tmp_path, tmp_path / "a/b/en.md", "x")
    inputs = {**manifest.inputs, "../../letter.txt": file_hash(write(tmp_path / "letter.txt", "x"))}
    assert not dataclasses.replace(manifest, inputs=inputs).is_true(tmp_path, tmp_path / "a/b/en.md", "x")


def test_nothing_is_pruned_while_a_manifest_cannot_be_read(rich, tmp_path):
    output = shutil.copytree(rich.output, tmp_path / "out")
    (output / "back/ar" / NAME).write_text("{}")
    with pytest.raises(
        UsageError, match=r"back/ar: it is unknown which sounds are in use: manifest\.json cannot be read"
    ):
        prune([output], store=tmp_path / "store")


@each("topic", ["he\\art", "he\nart", "he\u202eart", "he\x7fart", "he\u2028art"])
def test_a_topic_that_could_not_name_files_is_refused_before_anything_is_spoken(tmp_path, topic):
    script = write(tmp_path / topic / "en.md", THREE_SLIDES)
    with pytest.raises(UsageError, match="rename the folder or the script"):
        narrate.build([script], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", editions=["standard"])
    assert not list((tmp_path / "out").glob("*"))


def test_signing_keeps_a_manifest_readable(output):
    (output / "heart/en/heart.txt").unlink()
    sign(output / "heart/en")
    assert load_manifest(output / "heart/en") is not None
