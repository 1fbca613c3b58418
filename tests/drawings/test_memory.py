"""What was found out about a drawing comes from the store, and is the same."""

import pytest

from narrate.drawings import cleaning, reading
from narrate.drawings.memory import remembered, remembering
from narrate.drawings.reading import examine
from narrate.drawings.room import ink_of
from narrate.store import Store

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="3 4 120.5 90"><script>1</script>'
    '<rect id="a" x="10" y="10" width="40.25" height="30"/></svg>'
)


@pytest.fixture
def drawing(tmp_path):
    path = tmp_path / "a.svg"
    path.write_text(SVG)
    return path


def forgotten(path):
    """What is found when this process has not seen the file yet."""
    reading._known.clear()
    return examine(path)


def test_a_picture_from_the_store_is_the_one_that_was_cleaned(drawing, tmp_path, monkeypatch):
    bare = forgotten(drawing)
    with remembering(Store(tmp_path / "store")):
        first = forgotten(drawing)
        monkeypatch.setattr(cleaning, "clean_svg", None)  # it is not cleaned again
        second = forgotten(drawing)
    assert bare == first == second
    assert second[0].parts == ("a",)
    assert [remark.code for remark in second[1]] == ["figure-cleaned"]


def test_what_cannot_be_shown_is_looked_at_each_time(drawing, tmp_path):
    drawing.write_text("<svg")
    with remembering(Store(tmp_path / "store")):
        first, second = forgotten(drawing), forgotten(drawing)
    assert first == second
    assert first[0] is None
    assert first[1]
    assert not (tmp_path / "store").exists()


def test_a_damaged_entry_is_made_anew(tmp_path):
    store, made = Store(tmp_path / "store"), []

    def make():
        made.append(1)
        return b"found", {"n": 1.5}

    with remembering(store):
        assert [remembered("kind", {"of": 1}, make) for _ in range(3)] == [(b"found", {"n": 1.5})] * 3
        assert len(made) == 1
        (payload,) = (tmp_path / "store").glob("*/*.drawing")
        payload.write_bytes(b"fount")
        assert remembered("kind", {"of": 1}, make) == (b"found", {"n": 1.5})
        remembered("kind", {"of": 2}, make)
    assert len(made) == 3
    remembered("kind", {"of": 1}, make)
    assert len(made) == 4


def test_ink_is_the_same_from_the_store(tmp_path):
    svg = SVG.encode()
    bare = ink_of.__wrapped__(svg, 120.5, 90.0)
    with remembering(Store(tmp_path / "store")):
        for _ in range(2):
            assert (ink_of.__wrapped__(svg, 120.5, 90.0) == bare).all()
    assert 0 < bare.sum() < bare.size
