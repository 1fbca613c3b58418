"""An edition that is not the standard one lies beneath it, and neither touches the other."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import narrate
from narrate.batch import prune
from narrate.build_plan import plan_build
from narrate.build_settings import BuildSettings
from narrate.catalogue import find_listed, write_catalogue
from narrate.editions import EDITIONS, STANDARD, edition_folder, file_stem, lies_beneath, shown_title, to_output
from narrate.errors import UsageError
from narrate.exporters.edition import choose_exporters
from narrate.freshness import find_fresh
from narrate.manifest import NAME, find_manifests, load_manifest
from narrate.pipeline import build_editions, examine
from narrate.publishing import publish
from narrate.script import Source, find_sources
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.planting import faults, in_text, lent, sign
from tests.tables import each
from tests.test_build import hashes
from tests.writing import write

SCRIPTS = {
    "en": ("Rest", "Sit down", "Sit down and breathe slowly.", "A nurse sits beside you."),
    "es": ("Descanso", "Siéntese", "Siéntese y respire despacio.", "Una enfermera se sienta a su lado."),
    "ar": ("الراحة", "اجلس", "اجلس وتنفس ببطء.", "تجلس ممرضة بجانبك."),
}
FORMATS = ("mp3", "vtt", "srt", "txt", "html")
MADE_FROM = "a-digest-of-settings"


def write_script(folder: Path, language: str) -> Path:
    title, heading, *sentences = SCRIPTS[language]
    text = "\n".join(sentences)
    path = folder / "heart" / f"{language}.md"
    return write(path, f"---\ntitle: {title}\nlang: {language}\n---\n\n## {heading}\n\n{text}\n")


def build(path: Path, base: Path, *editions: str, to=FORMATS):
    """Make editions of the script in ``path`` by the functions of the pipeline. Return what was published, by name."""
    sources, _ = find_sources([path])
    settings = BuildSettings(base / "output", (), Store(base / "store"), "", FakeEngine())
    plan = plan_build(choose_exporters(to), editions, settings, lambda _: MADE_FROM)
    prepared = examine(sources[0], [], FakeEngine(), editions=plan.editions).prepared
    assert prepared is not None
    return {name: one.published for name, one in build_editions(prepared, plan).items()}


@pytest.fixture(scope="module")
def built_once(tmp_path_factory) -> Path:
    """Both editions in three languages, each in the same formats."""
    base = tmp_path_factory.mktemp("editions")
    for language in SCRIPTS:
        build(write_script(base / "script", language), base, *EDITIONS)
    write_catalogue(base / "output")
    return base


@pytest.fixture
def base(built_once) -> Iterator[Path]:
    with lent(built_once) as folder:
        yield folder


def test_its_files_have_its_name_and_verify_like_any(built_once):
    output, store = built_once / "output", Store(built_once / "store")
    assert [(folder.relative_to(output).as_posix(), m.edition) for folder, m in find_manifests(output)] == [
        (f"heart/{place}", edition)
        for language in sorted(SCRIPTS)
        for place, edition in ((language, STANDARD), (f"{language}/described", "described"))
    ]
    for language in SCRIPTS:
        names = {path.name for path in (output / "heart" / language).iterdir() if path.is_file()}
        beneath = {path.name for path in (output / "heart" / language / "described").iterdir() if path.is_file()}
        assert beneath == {name.replace("heart.", "heart.described.") for name in names}
        assert "heart.described.mp3" in beneath
        assert faults(output / "heart" / language / "described", store) == {}
    assert faults(output, store) == {}


def test_its_page_leads_to_the_list_which_holds_standard_editions_only(built_once):
    output = built_once / "output"
    assert [listed.page for listed in find_listed(output)] == [f"heart/{one}/index.html" for one in sorted(SCRIPTS)]
    assert all(listed.described_ms for listed in find_listed(output))
    for folder, manifest in find_manifests(output):
        page = (folder / "index.html").read_text()
        assert f'href="{to_output(manifest.edition)}index.html"' in page
        assert (folder / to_output(manifest.edition) / "index.html").samefile(output / "index.html")


@pytest.mark.parametrize(("edition", "other"), [(STANDARD, "described"), ("described", STANDARD)])
def test_a_build_removes_what_is_stale_of_its_own_edition_only(base, edition, other):
    output = base / "output"
    for language in SCRIPTS:
        folder = edition_folder(output, "heart", language, edition)
        kept = edition_folder(output, "heart", language, other)
        named = set(load_manifest(kept).files)
        before = {name: digest for name, digest in hashes(kept).items() if name in named}
        published = build(base / "script/heart" / f"{language}.md", base, edition, to=["txt"])[edition]
        stem = file_stem("heart", edition)
        removed = {path.relative_to(folder).as_posix() for path in published.removed}
        assert {f"{stem}.{ending}" for ending in ("vtt", "srt")} | {"index.html"} <= removed
        assert {name: digest for name, digest in hashes(kept).items() if name in named} == before
        assert (kept / NAME).is_file()


def test_a_stale_file_in_the_folder_of_another_edition_stays(base):
    folder = base / "output/heart/en"
    manifest, theirs = load_manifest(folder), load_manifest(folder / "described")
    taken = {f"described/{name}": digest for name, digest in theirs.files.items()}
    (folder / NAME).write_text(replace(manifest, files={**manifest.files, **taken}).to_json())
    stage = base / "output/stage"
    for name in manifest.files:
        (stage / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, stage / name)
    published = publish(stage, folder, manifest)
    assert (published.removed, published.left) == ((), ())
    assert all((folder / name).is_file() for name in taken)


def test_each_is_fresh_by_itself(base):
    output = base / "output"
    settings = BuildSettings(output, (), Store(base / "store"), MADE_FROM)
    described = replace(settings, edition="described")
    for language in SCRIPTS:
        path = base / "script/heart" / f"{language}.md"
        known, unknown = (Source(path, "heart", tag, path.parent) for tag in (language, ""))
        folder = output / "heart" / language
        assert find_fresh(unknown, settings)[0] == folder
        assert find_fresh(known, described)[0] == folder / "described"
        assert find_fresh(known, replace(described, made_from="another digest")) is None
        assert find_fresh(known, replace(settings, made_from="")) is None
        (folder / "heart.txt").unlink()
        assert find_fresh(known, settings) is None
        assert find_fresh(unknown, described) is not None


def test_pruning_keeps_what_every_edition_uses(base):
    store = Store(base / "store")
    before = hashes(store.folder)
    prune([base / "output"], days=0, store=store.folder)
    assert not [name for name in before if name not in hashes(store.folder) and ".drawing" not in name]
    for language in SCRIPTS:
        (base / "output/heart" / language / "described" / NAME).unlink()
    prune([base / "output"], days=0, store=store.folder)
    assert len(hashes(store.folder)) < len(before)  # what only those said


BROKEN = {
    "a file gone": lambda folder: (folder / "heart.described.srt").unlink(),
    "a file changed": lambda folder: (folder / "heart.described.txt").write_text("Breathe."),
    "a manifest that cannot be read": lambda folder: (folder / NAME).write_text("{"),
    "a manifest of another edition": lambda folder: (folder / NAME).write_text(
        replace(load_manifest(folder), edition=STANDARD).to_json()
    ),
    "a file that is not named": lambda folder: (folder / NAME).write_text(
        replace(load_manifest(folder), formats=("timeline", "mp3")).to_json()
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(("fault", "language"), list(zip(BROKEN, [*SCRIPTS, *SCRIPTS], strict=False)))
def test_a_fault_in_it_is_found_from_the_output(base, fault, language):
    BROKEN[fault](base / "output/heart" / language / "described")
    assert faults(base / "output", Store(base / "store"))


@pytest.mark.parametrize("language", SCRIPTS)
def test_a_way_back_that_leads_elsewhere_is_found(base, language):
    folder = base / "output/heart" / language / "described"
    in_text("index.html", r"\.\./\.\./\.\./index", "../../index")(folder)
    sign(folder, "html")
    assert "html links" in faults(folder, Store(base / "store"))


def test_no_edition_is_taken_for_one_of_a_folder_above_or_below(built_once):
    assert find_manifests(built_once) == []
    assert find_manifests(built_once / "output/heart") == []
    assert find_manifests(built_once / "output/heart/en") == []
    for output in (built_once, built_once / "output/heart"):
        with pytest.raises(UsageError, match="nothing was built here"):
            list(narrate.verify(output, built_once / "store"))


NAMES = st.text("abz09-", max_size=6).map("a{}".format) | st.just(STANDARD)


@given(NAMES, NAMES, NAMES)
def test_the_place_tells_which_edition_lies_there(topic, language, edition):
    output = Path("output")
    folder = edition_folder(output, topic, language, edition)
    assert lies_beneath(folder, edition) == (edition != STANDARD)
    assert folder.is_relative_to(edition_folder(output, topic, language))
    assert Path(folder, to_output(edition)).parts.count("..") == len(folder.relative_to(output).parts)
    assert (file_stem(topic, edition) == topic) == (edition == STANDARD)


@each("name", ["", "..", "/tmp", "a/b", "Described", "1", "día", ".partial-x"])
def test_a_name_that_is_no_folders_is_refused(name):
    with pytest.raises(UsageError, match="its name may hold a to z"):
        edition_folder(Path("output"), "heart", "en", name)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Your back, with the pictures described"),
        ("es", "Your back, con las imágenes descritas"),
        ("ar", "Your back، مع وصف الصور"),
    ],
)
def test_a_player_lists_the_described_edition_under_a_title_that_says_so(language, title):
    assert shown_title("Your back", language, "described") == title
    assert shown_title("Your back", language) == "Your back"
