"""The described edition as builds make it: beside the standard one, which offers it on its page."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import narrate
from narrate.cli import main
from narrate.editions import DESCRIBED, STANDARD
from narrate.errors import InputError
from narrate.manifest import NAME, load_manifest
from narrate.store import Store
from tests import test_build
from tests.fake_engine import FakeEngine
from tests.fixtures import FIGURE
from tests.planting import faults, in_json, in_text, lent, look_only_at, sign
from tests.tables import each, few_quick
from tests.writing import write

SCRIPT = """---
title: {0}
lang: {language}
---

## {1}

![{2}](spine.svg)

- {3}
- {4}

{3}

{5} {6}
"""
WORDS = {
    "en": ("Rest", "How you sit", "A spine seen from the side.", "Sit down.", "Bring your card.", "Breathe slowly.", "A nurse is with you."),
    "es": ("Descanso", "Cómo se sienta", "Una columna vista de lado.", "Siéntese.", "Traiga su tarjeta.", "Respire despacio.", "Una enfermera está con usted."),
    "ar": ("الراحة", "كيف تجلس", "عمود فقري من الجانب.", "اجلس.", "أحضر بطاقتك.", "تنفس ببطء.", "الممرضة معك."),
}  # fmt: skip
FORMATS = ["html", "vtt", "txt"]


def hashes(base: Path) -> dict[str, str]:
    """The hashes of all files, without the index of the output."""
    return {name: one for name, one in test_build.hashes(base).items() if "outputs/" not in name}


def write_script(folder: Path, language: str) -> Path:
    write(folder / "heart/spine.svg", FIGURE)
    return write(folder / "heart" / f"{language}.md", SCRIPT.format(*WORDS[language], language=language))


@dataclass(frozen=True)
class Both:
    base: Path
    report: narrate.Report
    spoken: tuple[str, ...]

    @property
    def store(self) -> Store:
        return Store(self.base / "store")


@pytest.fixture(scope="module")
def both(tmp_path_factory) -> Both:
    """The standard and the described edition in three languages, as a build makes them unless somebody names any."""
    base, engine = tmp_path_factory.mktemp("both"), FakeEngine()
    paths = [write_script(base / "script", language) for language in WORDS]
    report = narrate.build(paths, base / "output", voice=engine, store=base / "store", to=FORMATS)
    return Both(base, report, tuple(engine.spoken))


@pytest.fixture(scope="module")
def silent(both, tmp_path_factory) -> Path:
    """A copy of the output without sound and pictures of slides."""
    ignored = shutil.ignore_patterns("*.mp3", "slides")
    return shutil.copytree(both.base / "output", tmp_path_factory.mktemp("silent") / "output", ignore=ignored)


@pytest.fixture
def output(both, tmp_path) -> Path:
    """A copy of the output without pictures of slides, which no check here looks at."""
    return shutil.copytree(both.base / "output", tmp_path / "output", ignore=shutil.ignore_patterns("slides"))


def build(base: Path, *languages: str, **options) -> narrate.Report:
    """Build with espeak-ng, whose name is known, so that an edition can be up to date."""
    paths = [base / "script/heart" / f"{language}.md" for language in languages or ("en",)]
    return narrate.build(paths, base / "out", voice="espeak", store=base / "store", **{"to": FORMATS, **options})


def names(report: narrate.Report) -> list[tuple[str, bool]]:
    return [(made.manifest.edition, made.is_new) for made in report.made]


def test_both_are_made_and_found_sound(both):
    assert [(made.manifest.language, made.manifest.edition) for made in both.report.made] == [
        (language, edition) for language in WORDS for edition in (STANDARD, DESCRIBED)
    ]
    for standard, described in zip(both.report.made[::2], both.report.made[1::2], strict=True):
        assert standard.manifest.formats == ("vtt", "txt", "timeline", "html", "mp3")
        assert described.manifest.formats == ("vtt", "txt", "timeline", "mp3")
        assert described.folder == standard.folder / DESCRIBED
        assert described.manifest.duration_ms > standard.manifest.duration_ms
        assert standard.manifest.offers[DESCRIBED].duration_ms == described.manifest.duration_ms
        assert described.manifest.offers == {}
    assert faults(both.base / "output", both.store) == {}


def test_a_sentence_of_both_is_spoken_once(both):
    assert max(Counter(both.spoken).values()) == 1
    for standard, described in zip(both.report.made[::2], both.report.made[1::2], strict=True):
        own, more = standard.manifest.clips, described.manifest.clips
        assert own.items() <= more.items()  # the same sound under the same id
        assert standard.spoken == len({key for key, _, _ in own.values()})
        assert standard.spoken + standard.kept == len(own)
        assert described.spoken == len({key for key, *_ in more.values()} - {key for key, *_ in own.values()})
        assert described.spoken + described.kept == len(more)


def test_the_page_offers_the_described_sound_and_its_files(both):
    for made, listen in zip(both.report.made[::2], ("with the pictures", "descritas", "وصف الصور"), strict=True):
        page = (made.folder / "index.html").read_text(encoding="utf-8")
        assert page.count('<div class="listen">') == 2
        assert page.index('src="heart.mp3"') < page.index('src="described/heart.described.mp3"')
        label = page.partition('<p id="listen-described"')[2].partition("</p>")[0]
        assert listen in label
        for ending in ("mp3", "vtt", "txt"):
            assert page.count(f'href="described/heart.described.{ending}" download') == 1
            assert (made.folder / f"described/heart.described.{ending}").is_file()


def test_nothing_is_built_twice(both, tmp_path):
    base = shutil.copytree(both.base / "script", tmp_path / "script").parent
    assert names(build(base)) == [(STANDARD, True), (DESCRIBED, True)]
    before = hashes(base)
    assert names(build(base)) == [(STANDARD, False), (DESCRIBED, False)]
    assert hashes(base) == before
    # one alone is stale
    (base / "out/heart/en/described/heart.described.vtt").write_text("damaged")
    assert names(build(base)) == [(STANDARD, False), (DESCRIBED, True)]
    (base / "out/heart/en/heart.vtt").write_text("damaged")
    assert names(build(base)) == [(STANDARD, True), (DESCRIBED, False)]
    assert hashes(base) == before
    # the described edition alone, with fewer files: the page is no longer right, which verify says and a build mends
    assert names(build(base, to=["mp3"], editions=[DESCRIBED])) == [(DESCRIBED, True)]
    found = faults(base / "out", Store(base / "store"))
    assert {"html other editions", "html links"} <= found.keys()
    assert names(build(base)) == [(STANDARD, False), (DESCRIBED, True)]
    assert hashes(base) == before
    # the page tells another length than the edition has
    manifest = load_manifest(base / "out/heart/en")
    offer = replace(manifest.offers[DESCRIBED], duration_ms=1)
    (base / "out/heart/en" / NAME).write_text(replace(manifest, offers={DESCRIBED: offer}).to_json())
    assert names(build(base)) == [(STANDARD, True), (DESCRIBED, False)]
    assert hashes(base) == before
    # no longer made: the page no longer offers it, and the folder stays
    assert names(build(base, editions=[STANDARD])) == [(STANDARD, True)]
    page = (base / "out/heart/en/index.html").read_text(encoding="utf-8")
    assert not re.search('="described/|"described":', page)
    assert (base / "out/heart/en/described" / NAME).is_file()
    assert faults(base / "out", Store(base / "store")) == {}
    assert names(build(base, editions=[STANDARD])) == [(STANDARD, False)]
    assert names(build(base)) == [(STANDARD, True), (DESCRIBED, False)]
    assert hashes(base) == before


def test_a_language_without_phrases(tmp_path):
    path = write(tmp_path / "script/hart/nl.md", "---\ntitle: Rust\nlang: nl\n---\n\n## Zitten\n\nGa rustig zitten.\n")
    options = {"store": tmp_path / "store", "voice": "espeak", "to": ["html"]}
    with pytest.raises(InputError) as caught:
        narrate.build(path, tmp_path / "out", editions=[DESCRIBED], **options)
    (problem,) = caught.value.problems
    assert (problem.code, problem.severity, problem.place.file, problem.place.line) == (
        "no-phrases",
        "error",
        str(path),
        3,
    )
    assert "Dutch (nl)" in problem.message
    assert "--edition standard" in problem.hint
    assert not (tmp_path / "out").exists()
    report = narrate.build(path, tmp_path / "out", **options)
    assert [(warning.code, warning.severity) for warning in report.warnings] == [("no-phrases", "warning")]
    assert names(report) == [(STANDARD, True)]
    assert names(narrate.build(path, tmp_path / "out", **options)) == [(STANDARD, False)]
    assert narrate.build(path, tmp_path / "o2", editions=[STANDARD], **options).warnings == ()


@each(
    ("alt", "code"),
    [
        ("A box of 5 mg tablets, @ noon", "risky-form"),
        ("The valve CX9b from above", "unsure-spoken"),
        ("Taken on 03/04/2026", "ambiguous-date"),
        ("A scale with the sign §", "unsure-spoken"),
    ],
)
def test_a_word_of_a_description_that_no_voice_can_say_is_reported_once(tmp_path, alt, code):
    write(tmp_path / "heart/spine.svg", FIGURE)
    words = list(WORDS["en"])
    words[2] = alt
    path = write(tmp_path / "heart/en.md", SCRIPT.format(*words, language="en"))
    found = [problem for problem in narrate.check(path) if problem.code == code]
    assert [(problem.place.file, problem.place.line) for problem in found] == [(str(path), 8)]


def sentences(document: dict, purpose: str) -> list[tuple[dict, int]]:
    """(segment, index) of each sentence with a purpose."""
    return [
        (segment, index)
        for segment in document["segments"]
        for index, one in enumerate(segment["sentences"])
        if one.get("purpose", "narration") == purpose
    ]


def changed(purpose: str, number: int = 0, /, **values):
    """Change a sentence: the one with this number among those with a purpose. None takes a value away."""

    def change(document: dict) -> None:
        segment, index = sentences(document, purpose)[number]
        one = {**segment["sentences"][index], **values}
        segment["sentences"][index] = {key: value for key, value in one.items() if value is not None}

    return change


def lost(purpose: str, number: int = 0):
    def change(document: dict) -> None:
        segment, index = sentences(document, purpose)[number]
        del segment["sentences"][index]

    return change


def twice(purpose: str, number: int = 0):
    def change(document: dict) -> None:
        segment, index = sentences(document, purpose)[number]
        one = segment["sentences"][index]
        segment["sentences"].insert(index + 1, {**one, "id": f"{one['id']}-2", "start_ms": one["end_ms"], "words": []})

    return change


def exchanged(document: dict) -> None:
    segment, index = sentences(document, "heading")[0]
    said = segment["sentences"]
    said[index - 1], said[index] = said[index], said[index - 1]


def moved(document: dict) -> None:
    """Let the last sentence of the narration, and all after it, begin 20 ms later."""
    segment, index = sentences(document, "narration")[-1]
    for one in segment["sentences"][index:]:
        one["start_ms"] += 20
        one["end_ms"] += 20
        one["words"] = [[text, start + 20, end + 20] for text, start, end in one["words"]]


SEEN, SAYS, LASTS = ("timeline sentences about what is seen", "timeline says what the standard edition says",
                     "timeline takes as long as the standard edition")  # fmt: skip
PLANTED = {
    "a description twice": (twice("figure"), SEEN),
    "a number twice": (twice("slide-number", 1), SEEN),
    "a heading twice": (twice("heading"), SEEN),
    "other words twice": (twice("words"), SEEN),
    "a sentence lost": (lost("narration", 2), SAYS),
    "the first sentence lost": (lost("narration"), SAYS),
    "a number lost": (lost("slide-number"), SEEN),
    "a point lost": (lost("point"), SEEN),
    "a description lost": (lost("figure"), SEEN),
    "narration that is a point": (changed("narration", 2, purpose="point", about=0), SAYS),
    "a point that is narration": (changed("point", purpose="narration", about=-1), SAYS),
    "a description that is narration": (changed("figure", purpose="narration", about=-1), SAYS),
    "a heading that is other words": (changed("heading", purpose="words"), SEEN),
    "a point that is a description": (changed("point", purpose="figure"), "timeline as narrate makes it"),
    "a point that is other words": (changed("point", purpose="words", about=-1), SEEN),
    "a description of another figure": (changed("figure", about=1), SEEN),
    "a description of no figure": (changed("figure", about=-1), SEEN),
    "another point": (changed("point", about=0), SEEN),
    "a heading about a figure": (changed("heading", about=0), SEEN),
    "a description that is shown": (changed("figure", shown=None), SEEN),
    "narration that is not shown": (changed("narration", 2, shown=False), SAYS),
    "another number": (changed("slide-number", text="Slide 7 of 9."), SEEN),
    "another heading": (changed("heading", text="Stand up."), SEEN),
    "another sentence": (changed("narration", 2, text="Stand up."), SAYS),
    "the heading before the number": (exchanged, SEEN),
    "a longer pause": (moved, LASTS),
}


@pytest.mark.parametrize("fault", few_quick(PLANTED))
def test_a_planted_fault_is_found(both, silent, fault):
    change, check = PLANTED[fault]
    with lent(silent) as output:
        for language in WORDS:
            folder = output / "heart" / language / "described"
            in_json(change)(folder)
            look_only_at(folder, "timeline")
            found = faults(folder, both.store)
            assert check in found, (language, found)


@each("change", [lost("narration", 1), lost("narration", 2), changed("narration", 2, text="Stand up."), moved])
def test_a_fault_in_the_standard_edition_is_one_of_both(both, silent, change):
    with lent(silent) as output:
        folder = output / "heart/en"
        in_json(change)(folder)
        look_only_at(folder / "described", "timeline")
        assert {SAYS, LASTS} & faults(folder / "described", both.store).keys()


OFFERS = {
    "the folder gone": lambda folder: shutil.rmtree(folder / "described"),
    "the manifest gone": lambda folder: (folder / "described" / NAME).unlink(),
    "a manifest that cannot be read": lambda folder: (folder / "described" / NAME).write_text("{"),
    "a file gone": lambda folder: (folder / "described/heart.described.txt").unlink(),
    "another edition in its place": lambda folder: (folder / "described" / NAME).write_text(
        replace(load_manifest(folder), edition=STANDARD).to_json()
    ),
    "another length in the manifest": lambda folder: (folder / "described" / NAME).write_text(
        replace(load_manifest(folder / "described"), duration_ms=1_280).to_json()
    ),
    "another length on the page": in_text("index.html", r'(<p id="listen-described"[^(]*\([^0-9]*)[0-9]+', r"\g<1>99"),
    "no player": in_text("index.html", r'(?s)<div class="listen">\n<p id="listen-described".*?</div>\n', ""),
    "the sound of the standard edition": in_text("index.html", r'src="described/[^"]*', 'src="heart.mp3'),
    "a file that is not offered": in_text("index.html", r'<li><a href="described/.*\n', ""),
}


@pytest.mark.parametrize("fault", few_quick(OFFERS))
def test_a_page_that_offers_what_is_not_so_is_found(both, output, fault):
    for language in ("en", "ar"):
        folder = output / "heart" / language
        OFFERS[fault](folder)
        sign(folder, "html")
        assert {"html other editions", "html links", "html markup"} & faults(folder, both.store).keys(), language


def test_editions_of_two_states_of_a_script_are_not_compared(both, tmp_path):
    base = shutil.copytree(both.base, tmp_path / "base")
    path = write_script(base / "script", "en")
    write(path, path.read_text(encoding="utf-8").replace("Breathe slowly.", "Breathe in and out."))
    options = {"voice": FakeEngine(), "store": base / "store", "to": FORMATS}
    narrate.build([path], base / "output", editions=[DESCRIBED], **options)
    (found,) = narrate.verify(base / "output/heart/en/described", base / "store")
    notes = {finding.check: finding.note for finding in found.findings if finding.note}
    assert "another version of the script" in notes["says what the standard edition says"]
    assert found.ok


def test_a_build_says_that_the_page_is_no_longer_right(both, tmp_path):
    base = shutil.copytree(both.base, tmp_path / "base", ignore=shutil.ignore_patterns("slides"))
    options = {"voice": FakeEngine(), "store": base / "store", "editions": [DESCRIBED]}
    for language in WORDS:
        path, page = base / f"script/heart/{language}.md", base / f"output/heart/{language}"
        (same,) = narrate.build([path], base / "output", to=["vtt", "txt", "mp3"], **options).made
        assert same.notes == ()
        assert "html other editions" not in faults(page, base / "store", "html")
        (fewer,) = narrate.build([path], base / "output", to=["mp3"], **options).made
        (note,) = fewer.notes
        assert f"the page in {page} offers this edition as it was before" in note
        assert "--edition standard,described" in note
        assert "html other editions" in faults(page, base / "store", "html")
    made = narrate.build([path], base / "output", to=FORMATS, **{**options, "editions": [STANDARD, DESCRIBED]}).made
    assert [one.notes for one in made] == [(), ()]
    assert "html other editions" not in faults(page, base / "store", "html")


def test_a_build_says_so_again_while_nothing_has_changed(tmp_path):
    write_script(tmp_path / "script", "en")
    build(tmp_path)
    first, again = (build(tmp_path, editions=[DESCRIBED], to=["mp3"]).made for _ in range(2))
    assert [one.is_new for one in (*first, *again)] == [True, False]
    assert first[0].notes == again[0].notes != ()
    assert build(tmp_path, editions=[STANDARD], to=["vtt"]).made[0].notes == ()  # this run leaves no page
    assert build(tmp_path, editions=[DESCRIBED], to=["vtt"]).made[0].notes == ()


@pytest.mark.slow
def test_the_commands_name_the_edition(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NARRATE_STORE", str(tmp_path / "store"))
    write_script(tmp_path / "script", "en")
    assert main(["build", "--to", "html,vtt", "--voice", "espeak"]) == 0
    told = capsys.readouterr().out.splitlines()
    heads = [line.partition(":")[0] for line in told if line.startswith("heart")]
    assert heads == ["heart [en]", "heart [en], described"]
    assert main(["verify"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if line.startswith("heart")] == heads
    assert main(["build", "--edition", "standard, described", "--to", "txt", "--voice", "espeak"]) == 0
    assert (tmp_path / "output/heart/en/described/heart.described.txt").is_file()


def test_an_edition_that_does_not_exist(capsys):
    assert main(["build", "--edition", "standard,loud"]) == 2
    assert "unknown edition 'loud' for --edition; the editions are standard, described" in capsys.readouterr().err


@each("jobs", [1, 4])
def test_one_changed_sentence_gives_the_bytes_of_a_build_into_an_empty_folder(tmp_path, jobs):
    """Tracks of both editions are encoded at once, and drawings of the deck keep their compressed form."""
    base = tmp_path / str(jobs)
    path = write_script(base / "script", "en")

    def built(folder: str, store: str) -> dict[str, str]:
        to = ["pptx", "mp3", "html", "vtt"]
        narrate.build([path], base / folder, voice=FakeEngine(), store=base / store, jobs=jobs, to=to)
        return hashes(base / folder)

    before = built("out", "store")
    path.write_text(path.read_text().replace("Breathe slowly.", "Breathe out slowly."))
    changed = built("out", "store")
    assert changed != before
    assert changed == built("cold", "other store")
