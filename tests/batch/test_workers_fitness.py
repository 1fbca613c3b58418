"""A worker that would write other bytes, or that lacks a folder, is refused in one line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from narrate.batch.run_settings import RunSettings, require_offline
from narrate.batch.workers_fitness import Needs, unfit
from narrate.errors import UsageError
from tests.fake_engine import FakeEngine


@pytest.fixture
def needs(tmp_path: Path) -> Needs:
    (tmp_path / "script").mkdir()
    settings = RunSettings(str(tmp_path / "out"), str(tmp_path / "store"), to=("vtt",))
    return Needs.here(settings, (str(tmp_path / "script"),))


def test_the_same_machine_is_fit(needs: Needs):
    assert unfit(needs) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"python": "3.9.0"}, "and 3.9.0 is asked for; install the same"),
        ({"program": "00"}, "it has another version of narrate than the machine that asks; install the same on both"),
        ({"epoch": "86400"}, "its SOURCE_DATE_EPOCH is not '86400'; set it before the worker starts"),
        (
            {"folders": ("/mnt/none",)},
            "it has no folder /mnt/none; share that folder under the same path, or use a bucket",
        ),
        ({"made_from": ("00",)}, "its added voices or its liblouis differ"),
    ],
)
def test_what_differs_is_named(needs: Needs, change: dict[str, object], reason: str):
    assert reason in unfit(replace(needs, **change))


def test_packages_that_differ_are_named(needs: Needs):
    others = tuple("numpy-1.0" if one.startswith("numpy-") else one for one in needs.packages)
    assert "its packages differ from those of the machine that asks (numpy); install" in unfit(
        replace(needs, packages=others)
    )
    assert "…" in unfit(replace(needs, packages=("nothing-1",)))


def test_buckets_need_no_folder():
    assert Needs.here(RunSettings("s3://slides/out", "s3://slides/spoken", to=("vtt",))).folders == ()


def test_what_cannot_travel():
    require_offline(RunSettings("out", "store", voice="espeak"))
    with pytest.raises(UsageError, match="is an object cannot travel"):
        require_offline(RunSettings("out", "store", voice=FakeEngine()))
    with pytest.raises(UsageError, match="the voice gtts sends text to a service"):
        require_offline(RunSettings("out", "store", voice="gtts"))
