"""Tables of many small rows: one test a table, which tries every row and names each that fails."""

from __future__ import annotations

import functools
import inspect
import reprlib
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest


def each(
    names: str | Iterable[str], rows: Iterable[Any], ids: Iterable[str] | Callable[[Any], str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Like ``pytest.mark.parametrize``, in one test: thousands of tests cost more than what they look at.

    Every row is tried, whatever the others do, with a folder and a patch of its own where the test asks for
    ``tmp_path`` or ``monkeypatch``. What else the test asks for is shared.
    """
    columns = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    table = [row if len(columns) > 1 else (row,) for row in rows]
    assert table, "a table without rows"
    titles = [reprlib.repr(row) for row in table]
    if ids is not None:
        titles = [", ".join(map(str, map(ids, row))) for row in table] if callable(ids) else list(ids)

    def decorate(test: Callable[..., None]) -> Callable[..., None]:
        signature = inspect.signature(test)

        @functools.wraps(test)
        def of_every_row(**fixtures: Any) -> None:
            wrong = []
            for at, row in enumerate(table):
                try:
                    _try(test, dict(zip(columns, row, strict=True)), fixtures, at)
                except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001  # told with its row
                    error.add_note(f"in row {at + 1}, {titles[at]}")
                    wrong.append(error)
            if wrong:
                told = "; ".join(error.__notes__[-1] for error in wrong)
                raise BaseExceptionGroup(f"{len(wrong)} of {len(table)} rows fail: {told}", wrong)

        kept = [parameter for name, parameter in signature.parameters.items() if name not in columns]
        assert len(kept) + len(columns) == len(signature.parameters), "a column that the test does not ask for"
        of_every_row.__signature__ = signature.replace(parameters=kept)  # what pytest gives
        return of_every_row

    return decorate


def _try(test: Callable[..., None], row: dict[str, Any], fixtures: dict[str, Any], at: int) -> None:
    own = dict(fixtures)
    with ExitStack() as stack:
        if "tmp_path" in own:
            own["tmp_path"] = Path(own["tmp_path"]) / f"row{at}"
            own["tmp_path"].mkdir()
        if "monkeypatch" in own:
            own["monkeypatch"] = stack.enter_context(pytest.MonkeyPatch.context())
        test(**own, **row)


def few_quick(names: Iterable[Any], every: int = 5) -> list[Any]:
    """Return ``names`` for ``parametrize``, of which one in ``every`` is run with the quick tests, and all with the slow ones."""
    return [
        name if place % every == 0 else pytest.param(name, marks=pytest.mark.slow) for place, name in enumerate(names)
    ]
