import hashlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import narrate
from narrate.cli import main
from narrate.cli.exit_codes import exit_code
from narrate.errors import InputError, MissingDependencyError, NarrateError, OutsideError, UsageError
from narrate.publishing import require_writable
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.tables import each
from tests.writing import SPANISH, THREE_SLIDES, write

WITH_FIGURES = f"""{THREE_SLIDES}
## Your neck

![A neck](neck.svg)

Your [neck](#cervical) may feel stiff.
"""


def hashes(folder: Path) -> dict[str, str]:
    """The hashes of all files in ``folder``, without the reports of runs, which tell how long they took."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("report.json", "report.html")
    }


def test_the_same_bytes_twice_cold_with_any_jobs_in_any_folder(tmp_path):
    found = []
    for folder, jobs in (("a", 1), ("a much longer name/c", 2)):
        base = tmp_path / folder
        path = write(base / "script/heart/en.md", WITH_FIGURES)
        for name in ("heart/neck.svg", "logo.svg"):
            write(base / "script" / name, FIGURE)
        write(base / "script/narrate.yaml", "theme: {name: light, logo: logo.svg}\n")
        narrate.build(
            [path], base / "out", voice=FakeEngine(), store=base / "store", jobs=jobs, to=["all"], editions=["standard"]
        )
        found.append(hashes(base / "out"))
    assert found[0] == found[1]
    assert len(found[0]) > 8


def test_a_folder_builds_every_topic_and_language(tmp_path):
    for name in ["heart/en.md", "knee/en.md", "knee/README.md"]:
        write(tmp_path / "script" / name, THREE_SLIDES.replace("lang: en\n", ""))
    write(tmp_path / "script/heart/es.md", SPANISH)
    report = narrate.build(
        tmp_path / "script", tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["txt"]
    )
    assert [(m.manifest.topic, m.manifest.language) for m in report.made] == [
        ("heart", "en"),
        ("heart", "es"),
        ("knee", "en"),
    ]
    report = narrate.build(
        tmp_path / "script", tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["txt"], language="es"
    )
    assert [(m.manifest.topic, m.manifest.language) for m in report.made] == [("heart", "es")]
    assert not report.warnings


def test_what_no_tag_names_is_said(tmp_path):
    write(tmp_path / "script/heart/en.md", THREE_SLIDES)
    write(tmp_path / "script/heart/draft.md", "not yet")
    report = narrate.build(tmp_path / "script", tmp_path / "out", voice=FakeEngine(), store=tmp_path / "s", to=["txt"])
    assert [p.code for p in report.warnings] == ["not-a-script"]


def test_an_exporter_of_ones_own(tmp_path):
    class Words(narrate.Exporter):
        name = "words"

        def write(self, edition, folder):
            count = sum(len(c.utterance.words) for t in edition.timeline.tracks for c in t.clips)
            (folder / "words").write_text(str(count))

        def verify(self, record):
            yield narrate.Finding(self.name, "words")

    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    report = narrate.build([path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "s", to=[Words()])
    spoken = [s.text for g in narrate.read(path).segments for s in g.sentences]
    assert int((report.made[0].folder / "words").read_text()) == len(" ".join(spoken).split())


BAD = {
    "no such file": ("missing.md", None, {}, InputError, "missing.md: error no-file"),
    "an empty script": ("heart/en.md", "", {}, InputError, "en.md:1:1: error empty: nothing to speak"),
    "an empty transcript": ("heart/en.txt", "\n\n", {}, InputError, "en.txt:1:1: error empty"),
    "not UTF-8": ("heart/en.md", b"# A\n\nCaf\xe9 text", {}, InputError, "en.md:3:4: error not-utf8: not UTF-8: byte 0xe9"),
    "no language": ("t.txt", "Some text.", {}, InputError, "t.txt: error no-language"),
    "an unknown tag": ("t.md", "---\nlang: xx\ntitle: T\n---\n## A\n\nText.", {}, InputError, "t.md:2:7: error unknown-language"),
    "an unknown --language": ("t.txt", "Text.", {"language": "xx"}, UsageError, "unknown language tag 'xx'"),
    "a language the voice can't speak": ("tlh.md", "---\nlang: tlh\ntitle: T\n---\n## A\n\nText.", {}, InputError, "cannot speak 'tlh'"),
    "an unknown format": ("heart/en.md", THREE_SLIDES, {"to": ["docx"]}, UsageError, "unknown format 'docx'"),
    "an unknown voice": ("heart/en.md", THREE_SLIDES, {"voice": "siri"}, UsageError, "unknown voice engine 'siri'"),
    "not a script": ("heart/en.xyz", "x", {}, UsageError, "not a script"),
    "a figure that is missing": ("heart/en.md", "---\ntitle: T\n---\n## A\n\n![x](no.png)\n\nText.", {}, InputError, "en.md:6:1: error figure-missing"),
    "a figure outside": ("heart/en.md", "---\ntitle: T\n---\n## A\n\n![x](../../../etc/passwd)\n\nText.", {}, InputError, "en.md:6:1: error figure-outside"),
}  # fmt: skip


@each("case", BAD)
def test_bad_input_ends_in_one_clear_line_and_nothing_written(tmp_path, case):
    name, content, options, kind, message = BAD[case]
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8")
    elif content is not None:
        path.write_bytes(content)
    options = {"voice": FakeEngine(), **options}
    with pytest.raises(kind) as caught:
        narrate.build([path], tmp_path / "out", store=tmp_path / "store", **options)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_two_sources_for_one_target(tmp_path):
    write(tmp_path / "heart/en.md", THREE_SLIDES)
    write(tmp_path / "heart/en.txt", "Some text.")
    with pytest.raises(UsageError, match=r"en\.md and .*en\.txt are both 'heart' in 'en'"):
        narrate.build(tmp_path / "heart", tmp_path / "out", voice=FakeEngine(), store=tmp_path / "s")


@pytest.mark.parametrize(
    ("output", "message"),
    [("file", "file: cannot be written: Not a directory"), ("file/deeper", "file: cannot be written: Not a directory")],
)
def test_an_output_that_cannot_be_written_is_noticed_before_anything_is_spoken(tmp_path, output, message):
    path, engine = write(tmp_path / "heart/en.md", THREE_SLIDES), FakeEngine()
    (tmp_path / "file").write_text("a file")
    with pytest.raises(OutsideError, match=f"{message}; choose another folder with --output$"):
        narrate.build([path], tmp_path / output, voice=engine, store=tmp_path / "s")
    assert engine.spoken == []
    assert (tmp_path / "file").read_text() == "a file"


def test_an_output_folder_that_is_shut():
    shut = Path(tempfile.mkdtemp())
    shut.chmod(0o555)
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:  # who may write anywhere
            os.setuid(65534)
        try:
            require_writable(shut / "out")
        except OutsideError as error:
            os._exit(0 if f"{shut}: cannot be written: Permission denied; choose another folder" in str(error) else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    shut.rmdir()


def test_a_write_that_fails_later_says_why(tmp_path):
    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    (tmp_path / "out/heart").mkdir(parents=True)
    (tmp_path / "out/heart/en").write_text("a file")
    with pytest.raises(OutsideError, match=r"cannot be written: File exists; choose another folder with --output$"):
        narrate.build([path], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "s")
    assert [p.name for p in (tmp_path / "out").rglob("*") if p.suffix not in (".json", ".html")] == ["heart", "en"]


@pytest.mark.parametrize("others", [["txt"], ["txt", "mp3"]])  # the MP3s are written while it fails
def test_an_exporter_that_fails_leaves_the_old_files(tmp_path, others):
    class Broken(narrate.Exporter):
        name = "broken"

        def write(self, edition, folder):
            raise OSError(28, "No space left on device", str(folder / "x"))

        def verify(self, record):
            return ()

    path = write(tmp_path / "heart/en.md", THREE_SLIDES)
    options = {"voice": FakeEngine(), "store": tmp_path / "s"}
    narrate.build([path], tmp_path / "out", to=["txt"], **options)
    before = hashes(tmp_path / "out")
    with pytest.raises(OutsideError, match="No space left on device; free some space or choose another"):
        narrate.build([path], tmp_path / "out", to=[*others, Broken()], **options)
    assert hashes(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "nowhere"], 1, "nowhere: error no-file"),
        (["build", "--to", "docx"], 2, "unknown format"),
        (["build", "--to", ""], 2, "unknown format ''"),
        (["build", "--jobs", "-1"], 2, "--jobs"),
        (["fly"], 2, "invalid choice"),
        ([], 2, "required"),
    ],
)
def test_exit_codes(tmp_path, monkeypatch, capsys, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    try:
        found = main(arguments)
    except SystemExit as end:  # of argparse
        found = end.code
    assert found == code
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(("arguments", "code"), [(["build", "nowhere"], 1), (["fly"], 2)])
def test_the_process_ends_with_the_code_and_without_a_traceback(tmp_path, arguments, code):
    command = [sys.executable, "-m", "narrate", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.returncode == code
    assert run.stderr
    assert "Traceback" not in run.stderr


def test_help_loads_nothing_it_does_not_use():
    script = (
        "import sys, narrate.cli\ntry:\n narrate.cli.main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert not loaded & {"numpy", "av", "pptx", "jinja2", "markdown_it", "langcodes", "soundfile", "lxml"}


def test_every_error_of_ours_is_one_kind():
    assert issubclass(InputError, NarrateError)
    assert [exit_code(e()) for e in (InputError, UsageError, MissingDependencyError)] == [1, 2, 3]


def test_a_private_engine_speaks_where_a_direction_names_it(tmp_path):
    path = write(tmp_path / "script/heart/en.md", THREE_SLIDES + "\n(voice: fake:tom)\n\nCall us.\n")
    engine = FakeEngine()
    narrate.build([path], tmp_path / "out", voice=engine, store=tmp_path / "store", to=["txt"])
    assert "Call us." in engine.spoken
