"""What exporters declare is what they write."""

from narrate.exporters import ALWAYS, DEFAULT_FORMATS, EXPORTERS
from narrate.exporters.edition import open_exporter
from narrate.exporters.exported_files import ExportedFile, downloads
from narrate.languages import language_data
from narrate.manifest import load_manifest
from tests.tables import each
from tests.writing import write


@each("name", EXPORTERS)
def test_an_exporter_has_the_name_it_is_listed_under(name):
    assert open_exporter(name).name == name
    assert set(open_exporter(name).needs) <= set(EXPORTERS)


def test_every_file_that_is_written_is_declared(built, rich):
    folders = [(built.folder, "heart"), *((rich.output / "back" / one, "back") for one in ("en", "ar"))]
    for folder, name in folders:
        manifest = load_manifest(folder)
        declared = {
            format_: {path for file in open_exporter(format_).files for path in file.find(folder, name)}
            for format_ in manifest.formats
        }
        assert set().union(*declared.values()) == set(manifest.files)
        assert all(declared.values())


def test_the_page_lists_deck_sound_book_captions_and_text_in_this_order():
    listed = downloads(file for name in EXPORTERS for file in open_exporter(name).files)
    assert [file.path("heart") for file in listed] == [
        "heart.pptx",
        "heart.pptm",  # of a deck with macros, in its place
        "heart.mp4",
        "heart.mp3",
        "heart.epub",
        "heart.m4b",
        "heart.vtt",
        "heart.txt",
        "heart.pdf",
        "heart.large.pdf",
        "heart.slides.pdf",
        "heart.brf",
        "heart.daisy.zip",
    ]


@each("language", ["en", "es", "ar", "fr", "de", "zh", "hi"])
def test_the_labels_are_phrases_of_every_language(language):
    phrases = language_data(language).phrases
    assert {file.label for name in EXPORTERS for file in open_exporter(name).files if file.label} <= set(phrases)


def test_what_is_built_by_default_is_ours():
    assert {*DEFAULT_FORMATS, ALWAYS} <= set(EXPORTERS)


@each("name", ["heart", "h[e]art", "her*z", "दिल", "قلب", "心臓?"])
def test_only_files_of_that_name_are_found(tmp_path, name):
    for path in (
        f"{name}.mp3",
        "heat.mp3",
        "hart.mp3",
        "herbz.mp3",
        "心臓a.mp3",
        "tracks/01-a.mp3",
        "tracks/notes.txt",
    ):
        write(tmp_path / path, "x")
    assert ExportedFile("{name}.mp3").find(tmp_path, name) == [f"{name}.mp3"]
    assert ExportedFile("tracks/*.mp3").find(tmp_path, name) == ["tracks/01-a.mp3"]
    assert ExportedFile("{name}.vtt").find(tmp_path, name) == []
