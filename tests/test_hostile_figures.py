"""A build from figures that hold more than pictures: none of it reaches what is given to patients."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

import narrate
from narrate.errors import InputError
from tests.fake_engine import FakeEngine
from tests.script.test_figures_found import DRAWING
from tests.writing import write

SECRET = "Margarete-Muster-47.3769N"
DIRTY = (
    '<?xml version="1.0"?><!-- {0} --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 300" onload="{0}()">'
    "<metadata>{0}</metadata><title>{0}</title><script>{0}</script><style>#neck{{fill:#204060}} /* {0} */</style>"
    '<a href="https://example.org/{0}"><rect id="neck" x="120" y="100" width="60" height="60" data-note="{0}"/></a>'
    '<image width="30" height="20" href="data:image/jpeg;base64,{1}"/></svg>'
)


def photograph(kind: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(buffer, kind, exif=exif)
    assert SECRET.encode() in buffer.getvalue()
    return buffer.getvalue()


def everything(folder: Path) -> dict[str, bytes]:
    """Each file under ``folder``, and each in each zip file there."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path.name] = path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    found |= {f"{path.name}/{name}": archive.read(name) for name in archive.namelist()}
    return found


@pytest.mark.slow
def test_nothing_but_the_picture_reaches_deck_page_and_pictures(tmp_path: Path):
    import base64

    topic = tmp_path / "script" / "neck"
    write(topic / "en.md", (
        "---\ntitle: Your neck\ntheme:\n  logo: logo.webp\n---\n## Your neck\n\n![A neck from the side](neck.svg)\n\n"
        "You can turn [your neck](#neck).\n\n## A photograph\n\n![A person who turns the neck](photo.jpg)\n\nYou can turn it left.\n\n"
        "## Another\n\n![A person at rest](rest.webp)\n\nThen rest.\n"
    ))  # fmt: skip
    (topic / "neck.svg").write_text(DIRTY.format(SECRET, base64.b64encode(photograph("JPEG")).decode()))
    (topic / "photo.jpg").write_bytes(photograph("JPEG"))
    (topic / "rest.webp").write_bytes(photograph("WEBP"))
    (topic / "logo.webp").write_bytes(photograph("WEBP"))
    report = narrate.build(
        [topic], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", to=["all"], editions=["standard"]
    )
    assert [problem.code for problem in report.warnings].count("figure-cleaned") >= 3
    written = everything(tmp_path / "out")
    pictures = [name for name in written if Path(name).suffix in (".svg", ".png", ".jpg", ".jpeg", ".webp")]
    assert len(pictures) >= 6
    for name, content in written.items():
        assert SECRET.encode() not in content, name
        assert b"Exif\x00" not in content, name
    for name in pictures:
        assert not name.endswith(".webp")
        if name.endswith(".svg"):
            tags = {etree.QName(element).localname for element in etree.fromstring(written[name]).iter()}
            assert not tags & {"script", "metadata", "title", "a", "style"}
        else:
            with Image.open(io.BytesIO(written[name])) as image:
                assert not image.getexif()
                assert max(image.size) <= (2020 if name.endswith(".sheet.png") else 1920)
    upright = [Image.open(io.BytesIO(written[name])).size for name in pictures if name.endswith(".jpg")]
    assert upright
    assert set(upright) == {(300, 400)}


def test_what_is_refused_stops_the_build_with_its_line_and_nothing_is_written(tmp_path: Path):
    topic = tmp_path / "script" / "neck"
    write(topic / "en.md", "---\ntitle: A\n---\n## Your neck\n\n![A neck](neck.svg)\n\nYou can turn it.\n")
    (topic / "neck.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">\n<image href="/etc/passwd"/></svg>'
    )
    with pytest.raises(
        InputError,
        match=r"en\.md:6:1: error figure-unreadable: 'neck\.svg' shows the picture '/etc/passwd'.*\(line 2\)",
    ):
        narrate.build([topic], tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store")
    assert not list((tmp_path / "out").rglob("*.pptx"))


def test_points_that_change_make_a_new_build(tmp_path: Path):
    topic = tmp_path / "script" / "neck"
    write(
        topic / "en.md", "---\ntitle: A\n---\n## Your neck\n\n![A neck](neck.svg)\n\nYou can turn [your neck](#neck).\n"
    )
    (topic / "neck.svg").write_bytes(DRAWING)

    def build() -> bool:
        report = narrate.build([topic], tmp_path / "out", voice="espeak", store=tmp_path / "store", to=["txt"])
        return report.made[0].is_new

    assert build()
    assert not build()
    (topic / "neck.json").write_text('{"neck": [60, 60]}')
    assert build()
    assert not build()
    (topic / "neck.json").write_text('{"neck": [50, 60]}')
    assert build()
    (topic / "neck.json").unlink()
    assert build()
