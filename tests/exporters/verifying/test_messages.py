"""What a fault says: which file or place, what stands there and what should, and no words for programmers."""

import re
import shutil
from pathlib import Path
from zipfile import BadZipFile

import pytest
from lxml import etree

from narrate.cli.verifying import _print
from narrate.exporters.verifying.captions_checks import parse_captions
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.mp3_differences import sound_difference
from narrate.exporters.verifying.reading_errors import why_unread
from narrate.exporters.verifying.text_differences import text_difference
from narrate.store import Store
from tests.planting import faults, in_deck, in_json, in_text, look_only_at, sign, swap
from tests.tables import each

PAGE = "index.html"
SPINE, TWO = "tracks/03-what-your-spine-is.mp3", "tracks/04-two-pictures.mp3"


def exchanged(one: str, other: str):
    def plant(folder: Path) -> None:
        page = folder / PAGE
        text = page.read_text(encoding="utf-8")
        changed = text.replace(one, "\0").replace(other, one).replace("\0", other)
        assert changed != text
        page.write_text(changed, encoding="utf-8")

    return plant


def files_exchanged(one: str, other: str):
    def plant(folder: Path) -> None:
        a, b = (folder / one).read_bytes(), (folder / other).read_bytes()
        (folder / one).write_bytes(b)
        (folder / other).write_bytes(a)

    return plant


def becomes(part: str, other: str):
    return in_deck(lambda parts: parts.update({part: parts[other]}))


def part_changed(part: str, change):
    return in_deck(lambda parts: parts.update({part: change(parts[part])}))


def commented(sound: bytes) -> bytes:
    frame = b"COMM" + (12).to_bytes(4, "big") + b"\0\0" + b"\0eng\0Patient"
    size = 45 - 10 + len(frame)
    return sound[:6] + bytes([0, 0, size >> 7, size & 127]) + sound[10:45] + frame + sound[45:]


def another_end(sound: bytes) -> bytes:
    """A byte in a frame of the second half is another."""
    starts = [match.start() for match in re.finditer(rb"\xff\xfb[\x50\x52]\xc4", sound)]
    at = next(at for at in starts[len(starts) // 2 :] if sound[at + 30] != 0x55)
    return sound[: at + 30] + b"\x55" + sound[at + 31 :]


def timing_called(name: str):
    return in_json(lambda document: document["segments"][2]["sentences"][0].update(timing=name))


# (fault, formats, check, what must be said)
FAULTS = {
    "two figures of a slide exchanged": (
        exchanged('src="figures/two-pictures.svg"', 'src="figures/two-pictures_2.svg"'),
        ("html",),
        "html pictures",
        r"figures/two-pictures_2\.svg stands where figures/two-pictures\.svg belongs",
    ),
    "a figure of another slide": (
        in_text(PAGE, 'src="figures/what-your-spine-is.svg"', 'src="figures/two-pictures.svg"'),
        ("html",),
        "html pictures",
        r"figures/two-pictures\.svg stands where figures/what-your-spine-is\.svg belongs",
    ),
    "a figure gone": (
        in_text(PAGE, '(?s)<figure>(?:(?!</figure>).)*figures/two-pictures_2.*?</figure>\n', ""),
        ("html",),
        "html pictures",
        r"under 'Two pictures' figures/two-pictures_2\.svg is missing",
    ),
    "a picture of another slide on the page": (
        in_text(PAGE, 'src="slides/03-what-your-spine-is.png"', 'src="slides/04-two-pictures.png"'),
        ("html",),
        "html pictures",
        r"slides/04-two-pictures\.png stands where slides/03-what-your-spine-is\.png belongs",
    ),
    "the files of two pictures exchanged": (
        files_exchanged("slides/03-what-your-spine-is.png", "slides/04-two-pictures.png"),
        ("html",),
        "html pictures",
        r"slides/03-what-your-spine-is\.png.* is the picture of slide 4, 'Two pictures'",
    ),
    "other words under a heading": (
        in_text(PAGE, "six hours", "ten hours"),
        ("html",),
        "html parts",
        r"under 'What you do' .*for ten hours\. Take…' stands where .*for six hours",
    ),
    "sounds of two slides exchanged": (
        swap("ppt/media/media3.mp3", "ppt/media/media4.mp3"),
        ("html", "pptx"),
        "pptx sounds",
        r"the sound of 'What your spine is' is the track of slide 4, 'Two pictures' \(ppt/media/media3\.mp3\)",
    ),
    "a comment in a sound": (
        part_changed("ppt/media/media3.mp3", commented),
        ("html", "pptx"),
        "pptx sounds",
        r"not its track: it sounds the same, but its ID3 tag has COMM in addition",
    ),
    "the end of a sound is another": (
        part_changed("ppt/media/media3.mp3", another_end),
        ("html", "pptx"),
        "pptx sounds",
        r"not its track: it is as long, and differs from \d+\.\d to \d+\.\d s",
    ),
    "a sound cut": (
        part_changed("ppt/media/media3.mp3", lambda sound: sound[: -50 * 209]),
        ("html", "pptx"),
        "pptx sounds",
        r"not its track: it is 1\.3 s shorter, and differs from \d+\.\d s on",
    ),
    "a sound that is none": (
        part_changed("ppt/media/media3.mp3", lambda _: b"rubbish"),
        ("html", "pptx"),
        "pptx sounds",
        r"not its track: it is no MP3 as narrate writes it",
    ),
    "only the SVG is another figure's": (
        becomes("ppt/media/figure1.svg", "ppt/media/figure2.svg"),
        ("html", "pptx"),
        "pptx pictures",
        r"ppt/media/figure1\.svg is another drawing where figures/what-your-spine-is\.svg belongs, which ppt/media/image1",
    ),
    "only the PNG is another figure's": (
        becomes("ppt/media/image1.png", "ppt/media/image2.png"),
        ("html", "pptx"),
        "pptx pictures",
        r"ppt/media/image1\.png shows another drawing, .*beside, ppt/media/figure1\.svg, is figures/what-your-spine-is\.svg",
    ),
    "an SVG that nobody drew": (
        part_changed("ppt/media/figure1.svg", lambda svg: svg.replace(b"<svg ", b'<svg id="x" ', 1)),
        ("html", "pptx"),
        "pptx pictures",
        r"ppt/media/figure1\.svg is another drawing where figures/what-your-spine-is\.svg belongs",
    ),
    "a damaged PNG": (
        part_changed("ppt/media/image1.png", lambda png: png[:-20]),
        ("html", "pptx"),
        "pptx pictures",
        r"ppt/media/image1\.png is none that was painted",
    ),
    "captions of a slide that cannot be read": (
        part_changed("ppt/media/track3.vtt", lambda vtt: vtt.replace(b"WEBVTT", b"WEB", 1)),
        ("html", "pptx"),
        "pptx captions inside",
        r"the captions of 'What your spine is': it does not begin with WEBVTT",
    ),
    "other notes": (
        in_deck(
            lambda parts: parts.update(
                {name: part.replace(b"six hours", b"ten hours") for name, part in parts.items() if "/notesSlide" in name}
            )
        ),
        ("html", "pptx"),
        "pptx notes",
        r"notes of 'What you do' are not what it says: .*ten hours.* stands where .*six hours",
    ),
    "times that are called otherwise": (
        timing_called("model"),
        ("timeline",),
        "timeline times of words",
        r"the times of the words of '.*' are called 'model', and the voice's are '\w+'",
    ),
    "the track of another slide": (
        in_json(lambda document: document["segments"][2].update(track=TWO)),
        ("timeline",),
        "timeline agrees with itself",
        rf"has the track '{TWO}', not '{SPINE}'",
    ),
    "a setting of a caption": (
        in_text("back.vtt", r"(--> [\d:.]+)", r"\1 size:5%"),
        ("vtt",),
        "vtt can be read",
        r"back\.vtt: caption 1: 'size:5%' follows its times, .*; build the edition again",
    ),
    "no text": (
        lambda folder: (folder / "back.srt").write_bytes(b"\xff\xfe1\n"),
        ("srt",),
        "srt can be read",
        r"it is not text in UTF-8 from byte 1 on; build the edition again",
    ),
    "no deck": (
        lambda folder: (folder / "back.pptx").write_bytes(b"rubbish"),
        ("pptx",),
        "pptx can be read",
        r"it is damaged: .*; build the edition again",
    ),
}  # fmt: skip
_OF_PROGRAMMERS = re.compile(r"\b[A-Z]\w*(?:Error|Exception|BadZipFile)\b|\[Errno|Traceback")


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_says_where_it_is_and_what_is_wrong(rich, tmp_path, name):
    plant, formats, check, said = FAULTS[name]
    folder = shutil.copytree(rich.output / "back/en", tmp_path / "back/en")
    plant(folder)
    sign(folder)
    look_only_at(folder, *formats)
    found = faults(folder, Store(rich.store))
    assert any(re.search(said, fault) for fault in found[check]), "\n".join(found[check])
    assert not _OF_PROGRAMMERS.search(str(found)), found


@pytest.mark.parametrize("name", ["two figures of a slide exchanged", "a setting of a caption", "no text"])
def test_a_fault_says_where_it_is_quickly(rich, tmp_path, name):
    test_a_fault_says_where_it_is_and_what_is_wrong(rich, tmp_path, name)


TEXTS = {
    "a word": ("Tome 2.5 mg por la noche.", "Tome 2,5 mg por la noche.", "'Tome 2.5 mg por la noche.' stands where"),
    "lost": ("खाना न खाएं।", "खाना न खाएं। पानी पिएं।", "'…पानी पिएं।' is missing"),
    "added": ("لا تأكل. خذ حبتين.", "لا تأكل.", "'…خذ حبتين.' should not be there"),
    "nothing": ("", "Do not eat.", "stands where 'Do not eat.' should"),
    "without spaces": ("薬を10mg飲みます。", "薬を5mg飲みます。", "'薬を10mg飲みます。' stands where '薬を5mg飲みます。' should"),
}  # fmt: skip


@each("found, wanted, said", list(TEXTS.values()), list(TEXTS))
def test_two_texts_are_compared_word_by_word(found, wanted, said):
    assert said in text_difference(found, wanted)
    assert text_difference(wanted, f"\u200f{wanted}  ") == ""


CAPTION = "00:00:01.000 --> 00:00:02.000\nNo coma nada.\n"
NOT_CAPTIONS = {
    "WEBVTT\n\n" + CAPTION.replace("2.000\n", "2.000 align:left\n"): "caption 1: 'align:left' follows its times",
    "WEBVTT\n\n" + CAPTION.replace(".", ","): "caption 1: .* stands where its times should, .*with a point",
    "WEBVTT\n\n" + CAPTION + "\nNOTE खाना\n": "caption 2: 'NOTE खाना' stands where its times should",
    "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n": "caption 1, 00:00:01.000 --> 00:00:02.000, has no words",
    CAPTION: "it does not begin with WEBVTT and an empty line",
}


@each("text, said", list(NOT_CAPTIONS.items()))
def test_captions_that_cannot_be_read_say_which_and_why(text, said):
    with pytest.raises(ValueError, match=said):
        parse_captions(text, "vtt")


def test_numbers_of_captions_are_compared():
    with pytest.raises(ValueError, match="'9' stands where caption 1 should begin with its number"):
        parse_captions("9\n00:00:01,000 --> 00:00:02,000\nNo coma nada.\n", "srt")


def _raised(call) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - any
        call()
    return caught.value


UNREAD = [
    (lambda: Path("/nowhere/back.vtt").read_bytes(), "back.vtt is gone"),
    (b"\xff".decode, "it is not text in UTF-8 from byte 1 on"),
    (lambda: etree.fromstring(b"<a>"), "it is not XML as it should be ("),
    (lambda: {}["rId9"], "it lacks something that it refers to (rId9)"),
    (lambda: Path("/").read_bytes(), "cannot be read (Is a directory)"),
]


@each("call, said", UNREAD)
def test_what_cannot_be_read_is_told_without_names_of_the_program(call, said):
    error = _raised(call)
    assert said in why_unread(error)
    assert not _OF_PROGRAMMERS.search(why_unread(error))


@each("error", [BadZipFile("File is not a zip file"), BadZipFile(), KeyError(), ValueError(), IndexError("list index")])
def test_there_is_always_something_to_say(error):
    assert why_unread(error)
    assert not _OF_PROGRAMMERS.search(why_unread(error))


PRINTED = [
    (Finding("pptx", "captions inside", 0.0, 0, "ms off", ("a",)), "FAULT pptx captions inside: 1 fault\n"),
    (Finding("vtt", "x", 400, 0, "ms", ("a", "b")), "FAULT vtt x: 2 faults; 400 ms (at most 0)\n"),
    (Finding("pptx", "sounds", 22, 23, "slides", ("a",), at_least=True), ": 1 fault; 22 slides (at least 23)\n"),
    (Finding("html", "pictures", 1, 0, "faults", ("a",)), "FAULT html pictures: 1 fault\n"),
    (Finding("txt", "can be read", faults=("a",)), "FAULT txt can be read: 1 fault\n"),
    (Finding("mp3", "share", 0.99, 0.98, "of a sentence", ("a",), at_least=True), "FAULT mp3 share: 1 fault\n"),
    (Finding("mp3", "share", 0.99, 0.98, "of a sentence", at_least=True), "ok    mp3 share: 0.99 of a sentence (limit"),
]


def test_the_line_of_a_fault_never_shows_a_value_that_is_allowed(capsys):
    for finding, said in PRINTED:
        _print(finding)
        assert said in capsys.readouterr().out


def test_a_sound_is_the_same_as_itself(rich):
    for path in (rich.output / "back/ar/tracks").glob("*.mp3"):
        sound = path.read_bytes()
        assert sound_difference(sound, sound) == ""
        assert "shorter" in sound_difference(sound[: -4 * 209], sound)
