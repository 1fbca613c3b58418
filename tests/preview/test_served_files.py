"""Only files inside the folder are opened, whole or in part."""

import os
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.preview.served_files import RangeError, media_type, open_inside, wanted_range
from tests.tables import each


@pytest.fixture
def folder(tmp_path) -> Path:
    output = tmp_path / "output"
    (output / "herz/de").mkdir(parents=True)
    (output / "herz/de/index.html").write_text("Ihr Herz", encoding="utf-8")
    (output / "herz/de/Größe 1.txt").write_text("groß", encoding="utf-8")
    (output / ".partial-1").mkdir()
    (output / ".partial-1/index.html").write_text("unfinished", encoding="utf-8")
    (output / "herz/.hidden").write_text("hidden", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs/secret.txt").write_text("secret", encoding="utf-8")
    return output


def content(folder: Path, path: str) -> bytes | None:
    opened = open_inside(folder, path)
    if opened is None:
        return None
    with opened[0] as file:
        found = file.read()
    assert len(found) == opened[1]
    return found


def test_a_file_inside_is_opened(folder):
    assert content(folder, "herz/de/index.html") == b"Ihr Herz"
    assert content(folder, quote("herz/de/Größe 1.txt")) == "groß".encode()


@each(
    "path",
    [
        "",
        "herz",
        "herz/de/",
        "herz//de/index.html",
        "/herz/de/index.html",
        "nothing.html",
        "../secret.txt",
        "herz/../../secret.txt",
        "..",
        "%2e%2e/secret.txt",
        "%2e%2e%2fsecret.txt",
        "herz/%2e%2e/%2e%2e/secret.txt",
        "..%5csecret.txt",
        "..%252fsecret.txt",
        "%252e%252e/secret.txt",
        "../outputs/secret.txt",
        "s/secret.txt",
        "herz/./de/index.html",
        "herz/de/index.html%00.png",
        "herz%2fde%2findex.html",
        ".partial-1/index.html",
        "herz/.hidden",
        "herz/de/index.html/x",
        "%ff%fe",
        "herz/" + "a" * 5000,
    ],
)
def test_nothing_else_is_opened(folder, path):
    assert content(folder, path) is None


def test_an_absolute_path_is_not_opened(folder):
    secret = folder.parent / "secret.txt"
    for path in (str(secret), quote(str(secret), safe=""), f"/{secret}"):
        assert content(folder, path) is None


def test_no_link_is_followed(folder):
    (folder / "file.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "away").symlink_to(folder.parent)
    (folder / "inside.txt").symlink_to(folder / "herz/de/index.html")
    for path in ("file.txt", "away/secret.txt", "inside.txt"):
        assert (folder / path).exists()
        assert content(folder, path) is None


def test_a_link_in_place_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "linked").symlink_to(folder)
    assert content(tmp_path / "linked", "herz/de/index.html") is None


def test_a_pipe_is_not_waited_for(folder):
    os.mkfifo(folder / "pipe.mp3")
    assert content(folder, "pipe.mp3") is None


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Path:
    output = tmp_path_factory.mktemp("closed") / "output"
    output.mkdir()
    (output.parent / "secret.txt").write_text("secret", encoding="utf-8")
    return output


@given(
    st.lists(st.one_of(st.text(max_size=12), st.sampled_from(["..", "/", "%2e", "%2f", "secret.txt", "."])), max_size=8)
)
def test_no_path_leads_out(empty, parts):
    assert open_inside(empty, "".join(parts)) is None


@each(
    "header, expected",
    [
        ("", None),
        ("bytes=0-99", (0, 9)),
        ("bytes=0-0", (0, 0)),
        ("bytes=3-", (3, 9)),
        ("bytes=-4", (6, 9)),
        ("bytes=-40", (0, 9)),
        (" bytes=9-9 ", (9, 9)),
        ("bytes=5-3", None),
        ("bytes=0-1,4-5", None),
        ("bytes=-", None),
        ("items=0-3", None),
        ("bytes=a-b", None),
        ("bytes=٣-", None),
        ("bytes=" + "9" * 4000 + "-", None),
    ],
)
def test_a_part_of_ten_bytes(header, expected):
    assert wanted_range(header, 10) == expected


@each("header, size", [("bytes=10-", 10), ("bytes=11-12", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_a_part_behind_the_end(header, size):
    with pytest.raises(RangeError):
        wanted_range(header, size)


def test_what_is_not_known_is_never_run():
    assert media_type("a.mp3") == "audio/mpeg"
    assert media_type("A.HTML") == "text/html; charset=utf-8"
    for name in ("a.exe", "a.xhtml", "a", "a.mjs", "a.swf", "html"):
        assert media_type(name) == "application/octet-stream"
