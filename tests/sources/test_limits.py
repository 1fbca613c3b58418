"""What a file may take: only regular files are read, and none that would hang the program or fill the memory."""

import errno
import os
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from narrate.audio.decoding import decode_file
from narrate.check import check
from narrate.cli.resources import check_room, lacking
from narrate.drawings.cleaning import clean_svg
from narrate.drawings.outlines import outline_of
from narrate.drawings.photographs import clean_raster
from narrate.drawings.picture_problems import Remarks, UnfitError
from narrate.drawings.shrinking import LONGEST_SIDE
from narrate.errors import InputError, Place, Problem, Severity
from narrate.script import Source, examine_source
from narrate.sources import packages, untrusted_xml
from narrate.sources.regular_files import UnfitFileError, open_regular, read_regular
from narrate.sources.untrusted_xml import TooComplexError, parse_xml
from narrate.speech.lexicon import read_lexicon
from tests.drawings.making import drawing
from tests.script.raw_material.office_files import docx, p, t
from tests.tables import each

ENDINGS = (".md", ".txt", ".srt", ".vtt", ".ttml", ".docx", ".pptx")


def codes(path: Path, language: str = "en") -> list[str]:
    _, problems = examine_source(Source(path, "hip", "", path.parent), language)
    return [problem.code for problem in problems if problem.severity is Severity.ERROR]


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def bound_socket(path: Path) -> None:
    listener = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        listener.bind(path.name)
    finally:
        os.chdir(here)
        listener.close()


@each("make", [pipe, device, folder, bound_socket])
def test_only_regular_files_are_scripts(tmp_path: Path, make):
    for ending in ENDINGS:
        make(tmp_path / f"en{ending}")
        assert codes(tmp_path / f"en{ending}") == ["unreadable-file"], ending


@each("make", [pipe, device, folder, bound_socket])
def test_only_regular_files_are_settings_lexicons_and_recordings(tmp_path: Path, make):
    (tmp_path / "en.md").write_text("# Hip\n\n## Rest\n\nRest well.\n", encoding="utf-8")
    make(tmp_path / "narrate.yaml")
    assert codes(tmp_path / "en.md") == ["unreadable-file"]
    for name in ("a.yaml", "a.pls"):
        make(tmp_path / name)
        with pytest.raises(InputError, match="unreadable-file"):
            read_lexicon(tmp_path / name)
    make(tmp_path / "a.wav")
    with pytest.raises(InputError, match=r"it is (a pipe, a device or the like|a folder), not a file"):
        list(decode_file(tmp_path / "a.wav"))


def test_a_link_may_lead_to_a_file_and_a_size_is_a_limit(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_regular(tmp_path / "b", 3) == b"abc"
    with pytest.raises(UnfitFileError, match="larger than 2 bytes"):
        open_regular(tmp_path / "a", 2)
    with pytest.raises(OSError, match=r"symbolic|not a file"):
        read_regular(tmp_path / "b", 3, links=False)
    with pytest.raises(FileNotFoundError):
        open_regular(tmp_path / "c", 2)


def test_a_playlist_does_not_open_other_recordings(tmp_path: Path):
    import soundfile

    soundfile.write(str(tmp_path / "other.wav"), [0.1] * 8000, 8000)
    assert sum(len(pcm) for _, pcm in decode_file(tmp_path / "other.wav")) == 8000
    (tmp_path / "list.wav").write_text("ffconcat version 1.0\nfile other.wav\n", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be decoded"):
        list(decode_file(tmp_path / "list.wav"))


# -- XML and packages -------------------------------------------------------------------------


def test_xml_is_limited_in_elements_attributes_and_depth(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(untrusted_xml, "MAX_ATTRIBUTES", 3)
    assert parse_xml(b"<a b='1' c='2' d='3'><e/><!-- f --></a>", 3)[0].tag == "e"
    with pytest.raises(TooComplexError, match="more than 3 attributes"):
        parse_xml(b"<a><e b='1' c='2' d='3' f='4'/></a>")
    with pytest.raises(TooComplexError, match="more than 2 elements"):
        parse_xml(b"<a><e/><e/></a>", 2)
    with pytest.raises(SyntaxError):
        parse_xml(b"<a>" * 300 + b"</a>" * 300)


def big_part(path: Path, content: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    docx(path, p(t("Rest well.")))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    whole = parts["word/document.xml"]
    parts["word/document.xml"] = whole.replace(b"</w:body>", content + b"</w:body>")
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


@pytest.mark.parametrize(
    ("limit", "value"),
    [("_MAX_RATIO", 3), ("MAX_READ", 5000), ("MAX_TAGS", 100), ("MAX_PARTS", 3), ("_MAX_DIRECTORY", 90)],
)
def test_a_package_is_limited_in_what_it_unpacks_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
):
    path = big_part(tmp_path / "en.docx", b"<w:p/>" * 1000)
    assert codes(path) == []
    monkeypatch.setattr(packages, "_LARGE", 100)
    monkeypatch.setattr(packages, limit, value)
    assert codes(path) == ["too-large"]


def test_a_part_is_not_larger_than_it_says(tmp_path: Path):
    path = big_part(tmp_path / "en.docx", b"<w:p/>" * 200_000)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"word/document.xml") - 46 + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)
    assert codes(path) == ["unreadable-file"]


@pytest.mark.slow
def test_a_word_file_without_headings_is_checked_in_linear_time(tmp_path: Path):
    times = []
    for count in (500, 2000):
        folder = tmp_path / str(count) / "hip"
        folder.mkdir(parents=True)
        docx(folder / "en.docx", "".join(p(t(f"{n}. On day {n % 90} rest well. Drink water.")) for n in range(count)))
        started = time.process_time()
        check([folder])
        times.append(time.process_time() - started)
    assert times[1] < 10
    assert times[1] < 6 * times[0]


# -- figures ----------------------------------------------------------------------------------


def refused(content: bytes) -> str:
    remarks = Remarks()
    with pytest.raises(UnfitError):
        clean_svg(content, remarks)
    return remarks.all()[0].message


def chain(name: str, reference: str, count: int) -> str:
    links = (
        f'<{name} id="c{i}" {reference % f"#c{i + 1}"}><rect width="9" height="9"/></{name}>' for i in range(count)
    )
    return "".join(links) + '<rect id="r" width="9" height="9" clip-path="url(#c0)"/>'


CHAINS = {
    "clipPath": 'clip-path="url(%s)"',
    "mask": 'mask="url(%s)"',
    "linearGradient": 'href="%s"',
    "pattern": 'href="%s"',
}


@each("name", CHAINS)
def test_references_in_a_drawing_are_limited_in_depth(name: str):
    remarks = Remarks()
    clean_svg(drawing(chain(name, CHAINS[name], 20)), remarks)
    assert "more than" in refused(drawing(chain(name, CHAINS[name], 500)))


def test_elements_of_a_drawing_are_limited_in_attributes():
    many = " ".join(f'a{number}="1"' for number in range(20_000))
    assert "more than 500 attributes" in refused(drawing(f"<rect {many}/>"))
    assert "more than 100000 elements" in refused(drawing("<g/>" * 100_001))


@each("step", [0.0, 0.0001, 0.01])
def test_shapes_upon_one_another_are_traced_in_little_time(step: float):
    shapes = "".join(f'<circle cx="{60 + number * step}" cy="60" r="40"/>' for number in range(40))
    made = clean_svg(drawing(f'<g id="d">{shapes}</g>'), Remarks())
    started = time.process_time()
    outline = outline_of(made.content, "d")
    assert outline is not None
    assert time.process_time() - started < 3


def png(width: int, height: int) -> bytes:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return buffer.getvalue()


@each("size", [(1, LONGEST_SIDE + 1), (LONGEST_SIDE + 1, 1)])
def test_pictures_are_limited_in_the_pixels_of_a_side(size: tuple[int, int]):
    remarks = Remarks()
    with pytest.raises(UnfitError):
        clean_raster(png(*size), ".png", remarks)
    assert "more than 30000 in a row or column" in remarks.all()[0].message


# -- numbers and messages ---------------------------------------------------------------------


@each("rate", ["9" * 4301, "²", "-1", "1e3", "0"])
def test_a_rate_that_is_none_is_one_clear_line(tmp_path: Path, rate: str):
    (tmp_path / "en.md").write_text(f"---\nrate: {rate}\n---\n# Hip\n\n## Rest\n\nRest well.\n", encoding="utf-8")
    _, problems = examine_source(Source(tmp_path / "en.md", "hip", "en", tmp_path))
    assert [problem.code for problem in problems] == ["rate"]
    assert len(str(problems[0])) < 400


@each("time", ["0:00:01", "9" * 4400 + ":00:01,000", "00:00:01," + "9" * 4400])
def test_a_number_of_a_caption_may_have_any_length(tmp_path: Path, time: str):
    lines = f"1\n00:00:00,000 --> 00:00:01,000\nRest.\n\n{'9' * 4400}\n\n{time} --> 00:00:02,000\nWell.\n"
    (tmp_path / "en.srt").write_text(lines, encoding="utf-8")
    codes(tmp_path / "en.srt")
    clock = f'ttp:frameRate="{"9" * 4400}" ttp:tickRate="{"9" * 4400}" ttp:frameRateMultiplier="{"9" * 4400} 1"'
    words = f'<body><div><p begin="{time}" end="9{"9" * 4400}t">Rest.</p></div></body>'
    text = f'<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" {clock}>{words}</tt>'
    (tmp_path / "en.ttml").write_text(text, encoding="utf-8")
    codes(tmp_path / "en.ttml")


def test_a_message_is_short_enough_to_read():
    assert len(str(Problem(Place("a"), Severity.ERROR, "too-full", "9" * 60_000, "shorten it"))) < 1100


# -- want of memory, files, threads -----------------------------------------------------------


def caused(error: Exception) -> Exception:
    outer = ValueError("it failed")
    outer.__cause__ = error
    return outer


LACKING = [
    MemoryError(), OSError(errno.EMFILE, "Too many open files"), RuntimeError("can't start new thread"),
    ImportError("x.so: failed to map segment from shared object"), caused(OSError(errno.ENOMEM, "x")),
]  # fmt: skip


@each("error", LACKING)
def test_a_want_of_memory_or_handles_is_no_fault_of_the_program(error: Exception):
    assert "ulimit" in lacking(error) or "--jobs 1" in lacking(error)


def test_other_errors_are():
    assert not lacking(ValueError("a"))
    assert not lacking(caused(KeyError("b")))


def build_under(folder: Path, limit: str, jobs: int = 2) -> subprocess.CompletedProcess[str]:
    """Build a small script with ``ulimit`` ``limit``."""
    (folder / "hip").mkdir()
    (folder / "hip" / "en.md").write_text("# Hip\n\n## Rest\n\nRest well.\n", encoding="utf-8")
    command = f"ulimit {limit} && exec {sys.executable} -m narrate build hip --jobs {jobs} --voice espeak"
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "NARRATE_STORE": str(folder / "store")},
    )  # fmt: skip


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="other systems do not enforce these limits")


@on_linux
@each("limit", [("-v", 350_000, 1575), ("-v", 450_000, 1575), ("-v", 1_574_000, 1575), ("-d", 200_000, 575)])
def test_a_build_that_may_have_too_little_memory_does_not_begin(tmp_path: Path, limit: tuple[str, int, int]):
    option, kilobytes, needed = limit
    done = build_under(tmp_path, f"{option} {kilobytes}")
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert f"{needed} MB are needed for 2 tasks" in line
    assert f"raise the limit: ulimit {option} {needed * 1000}" in line
    assert [path.name for path in tmp_path.iterdir()] == ["hip"]


@on_linux
@each("command", [["check", "hip"], ["verify", "output"], ["say", "Rest well.", "--language", "en"]])
def test_no_command_that_loads_such_libraries_begins(tmp_path: Path, command: list[str]):
    limited = ["bash", "-c", f'ulimit -v 400000 && exec {sys.executable} -m narrate "$@"', "bash", *command]
    done = subprocess.run(limited, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "MB are needed" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@on_linux
def test_without_a_limit_nothing_is_said_or_changed(monkeypatch: pytest.MonkeyPatch):
    import resource

    monkeypatch.setattr(resource, "getrlimit", lambda _: (resource.RLIM_INFINITY,) * 2)
    monkeypatch.delenv("RAYON_NUM_THREADS", raising=False)
    check_room(1000)
    assert "RAYON_NUM_THREADS" not in os.environ


@pytest.mark.slow
@pytest.mark.parametrize("limit", ["-n 12", "-n 16", "-v 350000", "-v 450000", "-v 600000", "-v 1000000"])
def test_a_build_that_gets_too_little_ends_in_one_line(tmp_path: Path, limit: str):
    done = build_under(tmp_path, limit)
    assert done.returncode in ((0, 3) if limit.startswith("-n") else (3,)), done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.glob("output/.partial-*"))


@on_linux
@pytest.mark.slow
@pytest.mark.parametrize(("limit", "jobs"), [("-v 1500000", 1), ("-v 1575000", 2), ("-v 2025000", 8), ("-d 575000", 2)])
def test_a_build_that_gets_just_enough_succeeds(tmp_path: Path, limit: str, jobs: int):
    done = build_under(tmp_path, limit, jobs)
    assert done.returncode == 0, done.stderr
