"""Which editions a run makes, and in which formats."""

from __future__ import annotations

from pathlib import Path

import pytest

import narrate
from narrate.build_plan import BuildPlan, offer_of, plan_build
from narrate.build_settings import BuildSettings
from narrate.edition_facts import facts_of
from narrate.errors import UsageError
from narrate.exporters import EXPORTERS, NAMED_ONLY
from narrate.exporters.edition import choose_exporters
from narrate.manifest import Manifest
from narrate.store import Store
from tests.tables import each


class Book(narrate.Exporter):
    """A talking book, which both editions have."""

    name = "book"
    needs = ("txt",)
    editions = ("standard", "described")

    def write(self, edition, folder): ...

    def verify(self, record):
        return ()


def plan(to, editions=()) -> BuildPlan:
    settings = BuildSettings(Path("output"), (), Store(Path("store")), "")
    return plan_build(choose_exporters(to), editions, settings, lambda chosen: "+".join(one.name for one in chosen))


def formats(made: BuildPlan) -> dict[str, set[str]]:
    return {one.edition: {exporter.name for exporter in one.exporters} for one in made.settings}


SOUND = {"mp3", "timeline"}
EVERY = set(EXPORTERS) - set(NAMED_ONLY)
FOR_EYES = {"html", "mp4", "pdf", "png", "pptx", "sheet"}


@each(
    ("to", "editions", "made"),
    [
        (["pptx"], [], {"standard": SOUND | {"pptx"}}),
        (["mp3"], [], {"standard": SOUND}),
        (["vtt", "txt", "png"], [], {"standard": SOUND | {"vtt", "txt", "png"}}),
        (["html"], [], {"described": SOUND, "standard": SOUND | {"html"}}),
        (["html", "pptx", "vtt"], [], {"described": SOUND | {"vtt"}, "standard": SOUND | {"html", "pptx", "vtt"}}),
        (["all"], [], {"described": EVERY - FOR_EYES, "standard": EVERY}),
        ([Book(), "pptx"], [], {"described": SOUND | {"book", "txt"}, "standard": SOUND | {"book", "txt", "pptx"}}),
        (["html"], ["standard"], {"standard": SOUND | {"html"}}),
        (["html"], ["described"], {"described": SOUND | {"html"}}),
        (["pptx"], ["described", "standard"], {"described": SOUND | {"pptx"}, "standard": SOUND | {"pptx"}}),
        (["pptx"], ["described", "described"], {"described": SOUND | {"pptx"}}),
        (["all"], ["standard", "described"], {"described": EVERY, "standard": EVERY}),
    ],
)
def test_which_formats_each_edition_has(to, editions, made):
    found = plan(to, editions)
    assert formats(found) == made
    assert list(formats(found)) == [name for name in ("described", "standard") if name in made]
    assert found.is_named is bool(editions)


@each(
    ("to", "editions", "offered"),
    [
        (["html"], [], ("described",)),
        (["html"], ["standard", "described"], ("described",)),
        (["html"], ["standard"], ()),
        (["mp3"], ["standard", "described"], ()),
        ([Book()], [], ()),
    ],
)
def test_only_the_page_of_the_standard_edition_offers_another(to, editions, offered):
    found = {one.edition: one.offers for one in plan(to, editions).settings}
    assert found.pop("standard") == offered
    assert set(found.values()) <= {()}


def test_the_digest_is_that_of_the_editions_own_formats():
    described, standard = plan(["html", "vtt"]).settings
    assert described.made_from == "vtt+timeline+mp3"
    assert standard.made_from == "vtt+timeline+html+mp3"


@each("language", ["nl", "sw", "he", "th", "fo"])
def test_a_language_without_phrases_has_the_standard_edition_unless_another_is_named(language):
    assert [one.edition for one in plan(["html"]).in_language(language)] == ["standard"]
    assert [one.edition for one in plan(["html"]).in_language("es-MX")] == ["described", "standard"]
    assert [one.edition for one in plan(["html"], ["described"]).in_language(language)] == ["described"]


@each("name", ["", "large-print", "Described", "standard described", "all"])
def test_an_edition_that_does_not_exist(name):
    with pytest.raises(
        UsageError, match=f"unknown edition '{name}' for --edition; the editions are standard, described"
    ):
        plan(["html"], [name])


def test_what_a_page_needs_to_know_of_another_edition():
    manifest = Manifest(
        "heart", "Heart", "en", "described", "fake:hum", 3, 61_440, "", {}, {"timeline.json": "f" * 64}, {}, (), (),
        ("vtt", "timeline", "mp3"),
    )  # fmt: skip
    offer = offer_of(facts_of(manifest), choose_exporters(["vtt", "txt"]))
    assert offer.duration_ms == 61_440
    assert offer.timeline == "f" * 64
    assert offer.files == (
        ("heart.described.mp3", "sound_file"),
        ("heart.described.vtt", "captions_file"),
        ("heart.described.txt", "text_file"),
    )
    assert plan(["html"]).offers(plan(["html"]).settings[1], {}) == {}
