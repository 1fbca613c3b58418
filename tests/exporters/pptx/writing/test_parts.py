"""A finished slide is freed at once, without waiting for the garbage collector."""

import errno
import gc
import io
import weakref
import zipfile
import zlib

import pytest
from PIL import Image
from pptx import Presentation
from pptx.opc.packuri import PackURI

from narrate.exporters.pptx.writing.archive import Packed
from narrate.exporters.pptx.writing.parts import SpooledPart, freeze, save
from narrate.exporters.pptx.writing.spool import Spool
from narrate.store import Store
from narrate.store.memo import NO_MEMO, Memo


def unpacked(packed: Packed) -> bytes:
    content = zlib.decompress(packed.content, wbits=-zlib.MAX_WBITS)
    assert (packed.crc, packed.size) == (zlib.crc32(content), len(content))
    return content


@pytest.fixture
def spool():
    with Spool(io.BytesIO()) as spool:
        yield spool


def test_a_frozen_slide_is_freed_and_its_bytes_are_kept(tmp_path, spool):
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Rest"
    part, whole = weakref.ref(slide.part), slide.part.blob
    relations, targets = slide.part.rels.xml, tuple(relation.target_part for relation in slide.part.rels.values())
    gc.collect()
    gc.disable()
    try:
        frozen = freeze(presentation, slide, spool)
        del slide
        assert part() is None
    finally:
        gc.enable()
    assert unpacked(frozen.packed) == whole
    assert (unpacked(frozen.relations), frozen.targets) == (relations, targets)
    save(presentation, tmp_path / "deck.pptx")
    assert Presentation(tmp_path / "deck.pptx").slides[0].shapes.title.text == "Rest"


def test_a_saved_deck_holds_the_parts_of_python_pptx_in_its_order(tmp_path, spool):
    presentation, picture = Presentation(), io.BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    for number in (0, 6, 0):
        presentation.slides.add_slide(presentation.slide_layouts[number]).shapes.add_picture(picture, 0, 0)
    presentation.save(tmp_path / "theirs.pptx")
    slides = list(presentation.slides)
    for slide in slides:
        freeze(presentation, slide, spool)
    save(presentation, tmp_path / "ours.pptx")
    with zipfile.ZipFile(tmp_path / "theirs.pptx") as theirs, zipfile.ZipFile(tmp_path / "ours.pptx") as ours:
        assert ours.namelist() == theirs.namelist()
        assert all(ours.read(name) == theirs.read(name) for name in ours.namelist())


def test_a_part_without_relationships_has_none(spool):
    part = SpooledPart(PackURI("/ppt/media/track1.vtt"), "text/vtt", spool, b"WEBVTT")
    assert (unpacked(part.packed), part.relations, part.targets) == (b"WEBVTT", None, ())


def test_a_picture_is_kept_as_it_is(spool):
    part = SpooledPart(PackURI("/ppt/media/image1.png"), "image/png", spool, b"\x89PNG" * 9)
    assert part.packed == (b"\x89PNG" * 9, zlib.crc32(b"\x89PNG" * 9), 36)


def test_a_spool_gives_back_each_of_its_parts_in_any_order(spool):
    places = [spool.put(bytes([n]) * n) for n in range(100)]
    for n in (3, 0, 99, 3):
        assert unpacked(spool.get(places[n])) == bytes([n]) * n


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"<svg>" + b"<path/>" * 500 + b"</svg>", bytes(range(256)) * 40])
def test_shared_content_is_compressed_once_and_has_the_same_bytes(monkeypatch, tmp_path, content):
    def packed(memo):
        with Spool(io.BytesIO(), memo) as spool:
            return spool.get(spool.put(content, shared=True))

    memo = Memo(Store(tmp_path))
    with Spool(io.BytesIO()) as spool:
        plain = spool.get(spool.put(content))
    assert packed(NO_MEMO) == packed(memo) == plain
    monkeypatch.setattr(zlib, "compress", None)
    assert packed(memo) == plain


def test_remembered_content_that_is_damaged_is_compressed_again(tmp_path):
    memo, content = Memo(Store(tmp_path)), b"<svg>" + b"<path/>" * 500 + b"</svg>"
    for _ in range(2):
        with Spool(io.BytesIO(), memo) as spool:
            assert unpacked(spool.get(spool.put(content, shared=True))) == content
        [kept] = tmp_path.rglob("*.memo")
        kept.write_bytes(kept.read_bytes()[:-1])


def test_a_full_disk_is_reported_with_the_next_part_or_when_the_deck_is_written():
    class Full(io.BytesIO):
        def write(self, content):
            raise OSError(errno.ENOSPC, "No space left on device")

    with Spool(Full()) as spool:
        place = spool.put(b"slide")
        with pytest.raises(OSError, match="No space"):
            spool.get(place)
        with pytest.raises(OSError, match="No space"):
            [spool.put(b"slide") for _ in range(100)]
