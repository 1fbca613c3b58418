"""The door by which pictures come in: plain files only, never waiting, each cleaned once."""

import os
import threading
from pathlib import Path

import pytest
from PIL import Image

from narrate.drawings import cleaning, reading
from narrate.drawings.reading import MOST_BYTES, examine, read_picture
from narrate.errors import InputError
from narrate.sources.regular_files import read_regular
from tests.drawings.making import drawing

RECT = '<rect id="a" width="90" height="90"/>'


def test_a_picture_by_its_ending(tmp_path: Path):
    (tmp_path / "a.svg").write_bytes(drawing(RECT))
    Image.new("RGB", (30, 20)).save(tmp_path / "b.PNG")
    Image.new("RGB", (30, 20)).save(tmp_path / "c.jpeg")
    Image.new("RGB", (30, 20)).save(tmp_path / "d.webp", lossless=True)
    found = {path.name: read_picture(path) for path in sorted(tmp_path.iterdir())}
    assert {name: picture.ending for name, picture in found.items()} == {
        "a.svg": ".svg", "b.PNG": ".png", "c.jpeg": ".jpg", "d.webp": ".png",
    }  # fmt: skip
    assert [picture.size for picture in found.values()] == [(400, 300), (30, 20), (30, 20), (30, 20)]
    assert found["a.svg"].parts == ("a",)
    assert [name for name, picture in found.items() if picture.vector] == ["a.svg"]


def test_what_was_read_once_is_not_cleaned_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.svg"
    path.write_bytes(drawing(RECT))
    first = read_picture(path)
    monkeypatch.setattr(cleaning, "clean_svg", None)
    assert read_picture(path) is first
    (tmp_path / "b.svg").write_bytes(drawing(RECT))
    assert read_picture(tmp_path / "b.svg") is first


def test_a_file_that_changes_is_read_anew_and_refused_if_it_turned_bad(tmp_path: Path):
    path = tmp_path / "a.svg"
    path.write_bytes(drawing(RECT))
    read_picture(path)
    path.write_bytes(drawing(RECT.replace("90", "91")))
    assert b"91" in read_picture(path).content
    path.write_bytes(drawing('<image href="/etc/passwd"/>'))
    with pytest.raises(InputError, match=r"a\.svg: error figure-unreadable: 'a\.svg' shows the picture"):
        read_picture(path)
    path.unlink()
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_picture(path)


def test_no_more_is_kept_than_a_deck_needs(tmp_path: Path):
    for number in range(reading._KEPT + 10):
        path = tmp_path / f"{number}.svg"
        path.write_bytes(drawing(f'<rect width="{number + 1}" height="9"/>'))
        examine(path)
    assert len(reading._known) == reading._KEPT


def test_links_pipes_folders_and_devices_are_not_read(tmp_path: Path):
    (tmp_path / "real").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    done = threading.Event()

    def read_all() -> None:
        for path in (tmp_path / "link", tmp_path / "pipe", tmp_path / "folder", Path("/dev/zero"), Path("/dev/tty")):
            with pytest.raises(OSError):  # noqa: PT011 - whatever the system says of each
                read_regular(path, 100, links=False)
        done.set()

    threading.Thread(target=read_all, daemon=True).start()
    assert done.wait(5)  # the pipe would wait for ever
    assert read_regular(tmp_path / "real", 100) == b"x"


def test_a_file_that_is_too_large_is_not_read_whole(tmp_path: Path):
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES * 50)
    with pytest.raises(OSError, match="larger than 20 MB"):
        examine(path)
