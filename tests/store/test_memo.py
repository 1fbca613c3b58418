"""What was found out about a drawing comes from the store, and is the same."""

from dataclasses import replace

import pytest

import narrate
from narrate.drawings import cleaning, ink_map, loudspeaker, numeral_drawings, outlines, reading
from narrate.drawings.reading import examine
from narrate.slides import label_placement
from narrate.store import Store
from narrate.store.memo import NO_MEMO, FactKind, Found, Memo
from tests.fake_engine import FakeEngine

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="3 4 120.5 90"><script>1</script>'
    '<rect id="a" x="10" y="10" width="40.25" height="30"/></svg>'
)
KIND = FactKind("kind", 1, ("numpy",))


@pytest.fixture
def drawing(tmp_path):
    path = tmp_path / "a.svg"
    path.write_text(SVG)
    return path


@pytest.fixture
def memo(tmp_path):
    return Memo(Store(tmp_path / "store"))


class Finder:
    """Finds the same each time, and counts how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> Found:
        self.asked += 1
        return Found(b"found", {"n": 1.5})


def forgotten(path, memo):
    """What is found when this process has not seen the file yet."""
    reading._known.clear()
    return examine(path, memo)


def test_a_fact_is_found_once_and_again_where_it_was_damaged(memo):
    finder = Finder()
    assert [memo.recall(KIND, {"of": 1}, finder) for _ in range(3)] == [Found(b"found", {"n": 1.5})] * 3
    assert finder.asked == 1
    (payload,) = memo.store.folder.glob("*/*.memo")
    payload.write_bytes(b"fount")
    assert memo.recall(KIND, {"of": 1}, finder) == Found(b"found", {"n": 1.5})
    assert finder.asked == 2


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        (KIND, {"of": 2}),
        (replace(KIND, version=2), {"of": 1}),
        (replace(KIND, name="other"), {"of": 1}),
        (replace(KIND, packages=("numpy", "lxml")), {"of": 1}),
    ],
)
def test_another_version_kind_or_content_is_another_fact(memo, kind, of):
    finder = Finder()
    memo.recall(KIND, {"of": 1}, finder)
    memo.recall(kind, of, finder)
    assert finder.asked == 2


def test_another_version_of_a_package_is_another_fact(memo, monkeypatch):
    finder = Finder()
    memo.recall(KIND, {"of": 1}, finder)
    monkeypatch.setattr("narrate.store.memo.version", lambda name: "0.0")
    memo.recall(KIND, {"of": 1}, finder)
    assert finder.asked == 2


def test_without_a_store_everything_is_found_anew():
    finder = Finder()
    assert [NO_MEMO.recall(KIND, {"of": 1}, finder) for _ in range(2)] == [Found(b"found", {"n": 1.5})] * 2
    assert finder.asked == 2


def test_what_could_not_be_found_is_not_kept(memo):
    def fails() -> Found:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011
        memo.recall(KIND, {"of": 1}, fails)
    assert not list(memo.store.folder.glob("*/*"))


def test_a_picture_from_the_store_is_the_one_that_was_cleaned(drawing, memo, monkeypatch):
    bare = forgotten(drawing, NO_MEMO)
    first = forgotten(drawing, memo)
    monkeypatch.setattr(cleaning, "clean_svg", None)  # it is not cleaned again
    second = forgotten(drawing, memo)
    assert bare == first == second
    assert second[0].parts == ("a",)
    assert [remark.code for remark in second[1]] == ["figure-cleaned"]


def test_what_cannot_be_shown_is_looked_at_each_time(drawing, memo):
    drawing.write_text("<svg")
    first, second = forgotten(drawing, memo), forgotten(drawing, memo)
    assert first == second
    assert first[0] is None
    assert first[1]
    assert not list(memo.store.folder.glob("*/*"))


def test_ink_is_the_same_from_the_store(memo):
    svg = SVG.encode()
    bare = ink_map.ink_of.__wrapped__(svg, 120.5, 90.0)
    for _ in range(2):
        assert (ink_map.ink_of.__wrapped__(svg, 120.5, 90.0, memo) == bare).all()
    assert 0 < bare.sum() < bare.size


SCRIPT = """---
title: The neck
lang: en
theme: {{logo: logo.svg}}
---

# A part

## Where the needle goes

The needle goes into [the bone](#bone "Bone"). {more}

![A bone](neck.svg)
"""
FINDERS = [
    (cleaning, "clean_svg"),
    (outlines, "_traced"),
    (ink_map, "_painted"),
    (numeral_drawings, "_traced"),
    (label_placement, "_placed"),
    (loudspeaker, "_drawn"),
]


@pytest.mark.slow
def test_an_edit_of_a_sentence_finds_nothing_out_anew(tmp_path, monkeypatch):
    """Whoever looks at a drawing was handed the memo: reading, pagination, labels, painting, page and deck."""
    folder = tmp_path / "script/neck"
    folder.mkdir(parents=True)
    (folder / "neck.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path id="bone" d="M150 100h80v90h-80z"/></svg>'
    )
    (folder / "neck.dark.svg").write_text((folder / "neck.svg").read_text().replace('z"/>', 'z" fill="#fff"/>'))
    (folder / "logo.svg").write_text(SVG)
    found: list[str] = []

    def counted(module, name):
        real = getattr(module, name)

        def count(*args, **options):
            found.append(name)
            return real(*args, **options)

        monkeypatch.setattr(module, name, count)

    for module, name in FINDERS:
        counted(module, name)

    def build(more: str) -> None:
        reading._known.clear()
        for cached in (outlines.outline_of, ink_map.ink_of, numeral_drawings._outline):
            cached.cache_clear()
        (folder / "en.md").write_text(SCRIPT.format(more=more))
        narrate.build(
            folder, tmp_path / "out", voice=FakeEngine(), to=["pptx", "html", "png"], store=tmp_path / "store"
        )

    build("You feel a light pressure.")
    assert set(found) == {name for _, name in FINDERS}
    found.clear()
    build("You may feel a light pressure.")
    assert found == []
