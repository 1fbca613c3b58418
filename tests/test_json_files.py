"""Files that the program wrote are read as if a stranger had written them."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.json_files import UnreadableError, name_fault, one_line, read_regular_file
from tests.tables import each

OUTSIDE = [
    "", "/etc/passwd", "//x", "..", "../x", "a/../b", "a/..", "./a", "a/.", ".", "a//b", "a/", "/", "a\\b", "..\\..\\x", "a\0b",
    "a\nb", "\x1b[2J", "a\x7f", "a\x85b", "a\u2028b", "\u202ethgil", "a\u2066b", "\udcff", "x" * 1001, "a/" * 600 + "b",
]  # fmt: skip
INSIDE = [
    "heart.mp3", "tracks/01-what-it-is.mp3", "a b.txt", "...", "..a", "a..b/c", ".hidden", "قلبك.pptx", "心臓/心.srt",
    "दिल.vtt", "می‌روم.txt", "C:x", "%2e%2e", "a'b.mp3", "é.html",
]  # fmt: skip


@each("name", OUTSIDE)
def test_a_name_that_could_lead_elsewhere_is_refused(name):
    assert name_fault(name)


@each("name", INSIDE)
def test_a_name_that_a_topic_may_have_is_taken(name):
    assert name_fault(name) == ""


@given(st.text(st.sampled_from("ab./\\\0~"), max_size=12))
def test_a_name_that_is_taken_stays_in_its_folder(name):
    if not name_fault(name):
        assert os.path.normpath(f"/top/{name}") == f"/top/{name}"


def test_only_regular_files_of_a_fair_size_are_read(tmp_path):
    (tmp_path / "file").write_bytes(b"12345")
    (tmp_path / "link").symlink_to("file")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    assert read_regular_file(tmp_path / "file", 5) == b"12345"
    for name, why in {
        "link": "it is a link",
        "zeros": "it is a link",
        "folder": "it is a folder",
        "pipe": "it is a pipe",
        "file/more": "Not a directory",
        "nul\0": "null byte",
    }.items():
        with pytest.raises(UnreadableError, match=why):
            read_regular_file(tmp_path / name, 5)
    with pytest.raises(UnreadableError, match="larger than"):
        read_regular_file(tmp_path / "file", 4)
    with pytest.raises(FileNotFoundError):
        read_regular_file(tmp_path / "nothing", 5)


@each("text", ["a\nb", "a\r\nb", "\x1b[31mred", "a\u2028b", "\udc80", "x" * 1000, "\u202eabc"])
def test_what_is_told_of_it_is_one_line_that_can_be_printed(text):
    told = one_line(text)
    assert len(told.encode().decode().splitlines()) == 1
    assert len(told) <= 300
    assert "\x1b" not in told
    assert "\u202e" not in told
