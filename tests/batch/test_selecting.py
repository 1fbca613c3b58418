"""Which scripts a run is about, and where two of them would be written to one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrate.batch.selecting import Selection, parse_tags, select
from narrate.build_plan import BuildPlan
from narrate.build_settings import BuildSettings
from narrate.errors import UsageError
from narrate.store import Store


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """Three topics in two or three languages."""
    for topic, tags in (("hip", ("en", "es")), ("knee", ("en", "de", "ar")), ("neck", ("en", "vi"))):
        (tmp_path / "script" / topic).mkdir(parents=True)
        for tag in tags:
            (tmp_path / "script" / topic / f"{tag}.md").write_text("# Your visit\n\nYou can eat before you come.\n")
    return tmp_path / "script"


def selected(topics: Path, *tags: str) -> Selection:
    settings = BuildSettings(topics.parent / "output", (), Store(topics.parent / "store"), made_from="")
    return select([topics], tags, BuildPlan((settings,)))


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        ((), 7),
        (("en",), 3),
        (("es",), 1),
        (("ar", "vi"), 2),
    ],
)
def test_only_scripts_in_the_languages_given_are_wanted(topics: Path, tags: tuple[str, ...], wanted: int):
    selection = selected(topics, *tags)
    assert len(selection.sources) == 7
    assert len(selection.wanted) == len(selection.stale) == wanted
    assert all(not tags or source.language in tags for source in selection.wanted)


def test_without_a_digest_of_the_settings_nothing_is_up_to_date(topics: Path):
    assert selected(topics).fresh == {}


def test_a_language_in_which_there_is_no_script(topics: Path):
    with pytest.raises(UsageError, match=r"no script in fr; there are scripts in ar, de, en, es, vi"):
        selected(topics, "fr")


@pytest.mark.parametrize("other", ["en.txt", "visit.txt"])  # the second states its language in its header
def test_two_scripts_for_one_place(topics: Path, other: str):
    path = topics / "hip" / other
    if other == "en.txt":
        path.write_text("You can eat before you come.\n")
        with pytest.raises(UsageError, match=r"en\.md and .*en\.txt are both 'hip' in 'en'; keep one of them"):
            selected(topics)
    else:
        twin = topics.parent / "more" / "hip"
        twin.mkdir(parents=True)
        (twin / "en.md").write_text("# Your visit\n\nYou can eat before you come.\n")
        settings = BuildSettings(topics.parent / "output", (), Store(topics.parent / "store"), made_from="")
        with pytest.raises(UsageError, match=r"are both 'hip' in 'en'; keep one of them"):
            select([topics, twin], (), BuildPlan((settings,)))


def test_tags_are_put_in_their_usual_form():
    assert parse_tags("EN_us, es,,zh-hant") == ["en-US", "es", "zh-Hant"]
    assert parse_tags("") == []
    with pytest.raises(UsageError, match="unknown language tag"):
        parse_tags("en, English!")
