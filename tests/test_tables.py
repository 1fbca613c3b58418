"""A table in one test tries every row, each with its own surroundings, and names those that fail."""

import os
from pathlib import Path

import pytest

from tests.tables import each


def test_every_row_that_fails_is_named_and_all_are_tried():
    tried = []

    @each(("one", "other"), [(1, 1), (2, 3), (4, 4), (5, 6)], ids=["a", "b", "c", "d"])
    def same(one: int, other: int):
        tried.append(one)
        assert one == other

    with pytest.raises(BaseExceptionGroup, match=r"^2 of 4 rows fail: in row 2, b; in row 4, d"):
        same()
    assert tried == [1, 2, 4, 5]


def test_what_a_row_should_have_raised_is_a_failure_of_its_own():
    @each("text", ["x", "1"])
    def raises(text: str):
        with pytest.raises(ValueError, match="invalid"):
            int(text)

    with pytest.raises(BaseExceptionGroup, match=r"1 of 2 rows fail: in row 2, \('1',\)"):
        raises()


@each("value", "ab")
def test_each_row_has_a_folder_and_a_patch_of_its_own(value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert os.environ.get("NARRATE_ROW") is None
    monkeypatch.setenv("NARRATE_ROW", value)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "a").touch()


def test_no_rows_and_no_such_column_are_refused():
    with pytest.raises(AssertionError, match="without rows"):
        each("value", [])
    with pytest.raises(AssertionError, match="does not ask for"):
        each("other", [1])(lambda value: None)
