"""Faults in what tells of an edition, its timeline, its manifest and the catalogue: each is found."""

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from narrate.manifest import file_hash
from narrate.store import Store
from tests.planting import faults, in_json, in_text, lent, sign
from tests.tables import few_quick

MANIFEST = "manifest.json"


def timeline(change):
    """Change the document of ``timeline.json``, and sign."""

    def plant(output: Path) -> None:
        in_json(change)(output / "back/en")
        sign(output / "back/en")

    return plant


def manifest(change):
    def plant(output: Path) -> None:
        in_json(change, MANIFEST)(output / "back/en")

    return plant


def stray(like: str, name: str):
    """Copy a file of the edition to ``name``, and let the manifest name it."""

    def plant(output: Path) -> None:
        folder = output / "back/en"
        source = next(iter(sorted(folder.glob(like))), None) or next(folder.glob("slides/*"))
        shutil.copy(source, folder / name)
        in_json(lambda document: document["files"].update({name: file_hash(folder / name)}), MANIFEST)(folder)

    return plant


def catalogue(pattern: str, by: str, name: str = "languages/ar.html"):
    def plant(output: Path) -> None:
        in_text(name, pattern, by)(output)

    return plant


def lose_segment(number: int):
    """A slide is gone, and what follows moves up: the times agree with one another."""

    def change(document: dict) -> None:
        gone = document["segments"].pop(number)
        lasted = gone["end_ms"] - gone["start_ms"]
        for segment in document["segments"][number:]:
            _move(segment, -lasted)
        document["duration_ms"] -= lasted

    return change


def _move(segment: dict, by_ms: int) -> None:
    segment["start_ms"] += by_ms
    segment["end_ms"] += by_ms
    for sentence in segment["sentences"]:
        sentence["start_ms"] += by_ms
        sentence["end_ms"] += by_ms
        sentence["words"] = [[text, start + by_ms, end + by_ms] for text, start, end in sentence["words"]]


def set_(**values):
    return lambda document: document.update(values)


def segment(number: int, **values):
    return lambda document: document["segments"][number].update(values)


def sentence(number: int, **values):
    return lambda document: document["segments"][number]["sentences"][1].update(values)


def lose_sentence(document: dict) -> None:
    del document["segments"][2]["sentences"][1]


def move_word(document: dict) -> None:
    words = document["segments"][2]["sentences"][0]["words"]
    words[2][2] += 20
    words[3][1] += 20


def words_by_length(document: dict) -> None:
    """Times that are guessed in place of those that the voice told."""
    one = document["segments"][2]["sentences"][0]
    count, start, end = len(one["words"]), one["start_ms"], one["end_ms"]
    one["words"] = [
        [text, start + (end - start) * n // count, start + (end - start) * (n + 1) // count]
        for n, (text, _, _) in enumerate(one["words"])
    ]


def exchange_clips(document: dict) -> None:
    clips = document["clips"]
    # the two whose lengths are most alike: a clip that is too long for its sentence is found before it is listened for
    pairs = [(a, b) for a, b in combinations(clips, 2) if clips[a][0] != clips[b][0]]
    a, b = min(pairs, key=lambda pair: abs(clips[pair[0]][2] - clips[pair[1]][2]))
    clips[a], clips[b] = clips[b], clips[a]


def exchange_long_and_short_clip(document: dict) -> None:
    clips = document["clips"]
    a, b = min(clips, key=lambda name: clips[name][2]), max(clips, key=lambda name: clips[name][2])
    clips[a], clips[b] = clips[b], clips[a]


def forget(*names: str):
    def change(document: dict) -> None:
        for name in names:
            del document["files"][name]

    return change


def no_formats(*gone: str):
    def change(document: dict) -> None:
        document["formats"] = [name for name in document["formats"] if name not in gone]

    return change


def cut_manifest(output: Path) -> None:
    path = output / "back/ar" / MANIFEST
    path.write_bytes(path.read_bytes()[:-200])


def no_manifest(output: Path) -> None:
    (output / "back/ar" / MANIFEST).unlink()


def no_catalogue(output: Path) -> None:
    (output / "index.html").unlink()


def old_catalogue(output: Path) -> None:
    """It is of the time before Arabic was added."""
    catalogue(r'<li><a href="languages/ar.html".*?</li>\n', "", "index.html")(output)


def picture_gone_from_catalogue(output: Path) -> None:
    catalogue(r'<img loading="lazy" src="../back/ar[^>]*>', '<img src="../back/ar/slides/99-x.png" alt="">')(output)


FAULTS = {
    # timeline.json
    "a slide missing": (timeline(lambda d: d["segments"].pop(2)), "timeline agrees with itself"),
    "a slide missing and all moved up": (timeline(lose_segment(2)), "timeline agrees with itself"),
    "the last slide missing": (timeline(lose_segment(6)), "timeline agrees with itself"),
    "a sentence missing": (timeline(lose_sentence), "timeline agrees with itself"),
    "a word moved": (timeline(move_word), "timeline times of words"),
    "words by their length": (timeline(words_by_length), "timeline times of words"),
    "times said to be exact": (timeline(sentence(2, timing="estimated")), "timeline times of words"),
    "another title": (timeline(set_(title="A heart")), "timeline agrees with the manifest"),
    "another language": (timeline(set_(language="es")), "timeline agrees with the manifest"),
    "another voice": (timeline(set_(voice="fake:other")), "timeline agrees with the manifest"),
    "another edition": (timeline(set_(edition="described")), "timeline agrees with the manifest"),
    "another schema": (timeline(set_(schema=7)), "timeline can be read"),
    "a slide of no kind": (timeline(segment(2, kind="thing")), "timeline can be read"),
    "two slides of one name": (timeline(segment(3, id="what-your-spine-is")), "timeline agrees with itself"),
    "a track of another slide": (
        timeline(segment(3, track="tracks/03-what-your-spine-is.mp3")),
        "timeline agrees with itself",
    ),
    "a track outside": (timeline(segment(3, track="../../../etc/passwd")), "timeline can be read"),
    "an empty heading": (timeline(segment(3, heading="")), "timeline can be read"),
    "a time that is no number": (timeline(segment(3, start_ms="12800")), "timeline can be read"),
    "a time with a fraction": (timeline(segment(3, end_ms=19200.5)), "timeline can be read"),
    "a length that is not the sum": (timeline(set_(duration_ms=99)), "timeline agrees with itself"),
    "a sentence altered": (timeline(sentence(2, text="Your neck is long.")), "timeline agrees with itself"),
    # manifest.json
    "a hash that does not match": (
        manifest(lambda d: d["files"].update({"back.txt": "0" * 64})),
        "manifest files as written",
    ),
    "a file that is not named": (manifest(forget("back.pptx")), "manifest files as written"),
    "a track that is not named": (manifest(forget("tracks/02-before-you-come.mp3")), "manifest files as written"),
    "a picture that is not named": (manifest(forget("slides/04-two-pictures.png")), "manifest files as written"),
    "a format that is not named": (manifest(no_formats("pptx")), "manifest files as written"),
    "no formats": (manifest(set_(formats=[])), "manifest files as written"),
    "no timeline format": (manifest(no_formats("timeline")), "manifest files as written"),
    "a file that is gone": (lambda output: (output / "back/en/back.srt").unlink(), "manifest files as written"),
    "fewer slides": (manifest(set_(slides=6)), "timeline agrees with the manifest"),
    "another length": (manifest(set_(duration_ms=5)), "timeline agrees with itself"),
    "other timings": (manifest(set_(timing={"estimated": 13})), "timeline agrees with the manifest"),
    "clips exchanged": (manifest(exchange_clips), "mp3 tracks onset of clips"),
    "a clip that is too long": (manifest(exchange_long_and_short_clip), "mp3 tracks sentences heard"),
    "a track forgotten": (manifest(lambda d: d["tracks"].pop()), "timeline agrees with the manifest"),
    "a file outside": (
        manifest(lambda d: d["files"].update({"../../../etc/passwd": "0" * 64})),
        "manifest can be read",
    ),
    "a picture of no slide": (stray("slides/05*", "slides/draft-patient.png"), "html pictures"),
    "a picture of another number": (stray("slides/04*", "slides/44-two-pictures.png"), "html pictures"),
    "a figure of no slide": (stray("figures/*", "figures/patient.svg"), "html pictures"),
    "a track of no slide": (stray("tracks/05*", "tracks/05-draft.mp3"), "mp3 tracks files"),
    # the output
    "a manifest cut off": (cut_manifest, "catalogue editions"),
    "a manifest gone": (no_manifest, "catalogue editions"),
    "no catalogue": (no_catalogue, "catalogue pages"),
    "a page missing in the catalogue": (old_catalogue, "catalogue pages"),
    "a link to another page": (catalogue('back/ar/index.html"', 'back/en/index.html"'), "catalogue pages"),
    "a link to nothing": (catalogue('back/ar/index.html"', 'back/fr/index.html"'), "catalogue pages"),
    "a page of another title in the catalogue": (
        catalogue("Your back, step by step", "A heart", "back/index.html"),
        "catalogue pages",
    ),
    "a page of another language in the catalogue": (
        catalogue('(ar/index.html" hreflang=)"ar"', r'\1"en"', "back/index.html"),
        "catalogue pages",
    ),
    "a list of no language": (
        lambda output: shutil.copy(output / "languages/ar.html", output / "languages/fr.html"),
        "catalogue other pages",
    ),
    "another size of a file to keep": (
        manifest(lambda d: d["downloads"][0].__setitem__(2, 7)),
        "catalogue files to keep",
    ),
    "a picture gone from the catalogue": (picture_gone_from_catalogue, "catalogue pages"),
    "rubbish for a catalogue": (lambda output: (output / "index.html").write_bytes(b"\x00\xff"), "catalogue pages"),
}


@pytest.mark.parametrize("fault", few_quick(FAULTS))
def test_a_planted_fault_is_found(rich, fault):
    plant, check = FAULTS[fault]
    about = check.split()[0]
    with lent(rich.output) as output:
        plant(output)
        found = faults(output if about == "catalogue" else output / "back/en", Store(rich.store), about)
    assert check in found, found


def test_what_is_sound_is_found_sound(rich):
    assert faults(rich.output, Store(rich.store)) == {}
