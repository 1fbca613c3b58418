"""Faults in captions, plain text and pages: each is found by the check that is there for it."""

import re
from pathlib import Path

import pytest

from narrate.store import Store
from tests.planting import faults, in_text, lent, look_only_at, sign
from tests.tables import few_quick

PAGE, TEXT = "index.html", "back.txt"


def over(name: str, change):
    """Change the whole text of a file."""

    def plant(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        changed = change(text)
        assert changed != text
        (folder / name).write_text(changed, encoding="utf-8", newline="")

    return plant


def end_later(text: str) -> str:
    """The first caption stands until the third begins."""
    times = re.findall(r"\d\d:\d\d:\d\d[.,]\d{3}", text)
    return text.replace(f"--> {times[1]}", f"--> {times[4]}", 1)


def end_at_once(text: str) -> str:
    """A caption stands for a fiftieth of a second."""
    start, end = re.findall(r"\d\d:\d\d:\d\d[.,]\d{3}", text)[4:6]
    soon = start[:-3] + f"{int(start[-3:]) + 20:03d}"
    return text.replace(f"{start} --> {end}", f"{start} --> {soon}", 1)


def plain(text: str) -> str:
    """Without the marks that keep right-to-left text in order."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


def rubbish_picture(folder: Path) -> None:
    (folder / "slides/03-what-your-spine-is.png").write_bytes(b"rubbish")


def pictures_exchanged(kind: str, one: str, other: str):
    def plant(folder: Path) -> None:
        first, second = folder / kind / one, folder / kind / other
        a, b = first.read_bytes(), second.read_bytes()
        first.write_bytes(b)
        second.write_bytes(a)

    return plant


def white_picture(folder: Path) -> None:
    from PIL import Image

    Image.new("RGB", (1920, 1080), "white").save(folder / "slides/03-what-your-spine-is.png")


SAID = "Behind your chest is the thoracic part."
FAULTS = {
    # captions
    "captions that overlap": (over("back.vtt", end_later), "vtt captions can be read"),
    "captions that overlap, SubRip": (over("back.srt", end_later), "srt captions can be read"),
    "a caption that flashes": (over("back.vtt", end_at_once), "vtt captions stand till they are said"),
    "a caption that flashes, SubRip": (over("back.srt", end_at_once), "srt captions stand till they are said"),
    "a caption's words run together": (in_text("back.vtt", "is a column", "is acolumn"), "vtt words in captions"),
    "lines of a caption run together": (in_text("back.srt", r"(?<=[a-z])\n(?=[a-z])", ""), "srt words in captions"),
    "a caption of another word": (in_text("back.vtt", "six hours", "ten hours"), "vtt words in captions"),
    "a caption twice": (
        over("back.vtt", lambda t: t.rstrip("\n") + "\n\n" + t.rstrip("\n").rpartition("\n\n")[2] + "\n"),
        "vtt words in captions",
    ),
    "all captions late": (
        over("back.srt", lambda t: re.sub(r"(\d\d:)(\d\d)(,\d{3})", lambda m: f"{m[1]}{int(m[2]) + 1:02d}{m[3]}", t)),
        "srt captions start on a word",
    ),
    "commas in WebVTT": (over("back.vtt", lambda t: re.sub(r"(\d\d:\d\d)\.(\d{3})", r"\1,\2", t)), "vtt can be read"),
    "points in SubRip": (over("back.srt", lambda t: re.sub(r"(\d\d:\d\d),(\d{3})", r"\1.\2", t)), "srt can be read"),
    "no WebVTT header": (over("back.vtt", lambda t: t.removeprefix("WEBVTT\n\n")), "vtt can be read"),
    "a WebVTT header in SubRip": (over("back.srt", lambda t: "WEBVTT\n\n" + t), "srt can be read"),
    "SubRip without numbers": (over("back.srt", lambda t: re.sub(r"(?m)^\d+\n", "", t)), "srt can be read"),
    "SubRip numbered wrongly": (over("back.srt", lambda t: re.sub(r"(?m)^3\n", "7\n", t)), "srt can be read"),
    "text that is taken for a tag": (over("back.vtt", lambda t: t.replace("&amp;", "&")), "vtt can be read"),
    "an entity in SubRip": (over("back.srt", lambda t: t.replace("&", "&amp;")), "srt words in captions"),
    "an empty line within a caption": (in_text("back.srt", r"(?<=[a-z])\n(?=[a-z])", "\n\n"), "srt can be read"),
    "captions in Latin-1": (
        lambda folder: (folder / "back.srt").write_bytes((folder / "back.srt").read_bytes() + b"\xe9"),
        "srt can be read",
    ),
    "doses out of order": (over("back.vtt", plain), "vtt right to left", "ar"),
    "doses out of order, SubRip": (over("back.srt", plain), "srt right to left", "ar"),
    # plain text
    "a word missing": (in_text(TEXT, "six hours", "hours"), "txt sentences"),
    "words run together": (in_text(TEXT, "six hours", "sixhours"), "txt sentences"),
    "sentences run together": (in_text(TEXT, r"bones\. Your", "bones.Your"), "txt sentences"),
    "a heading missing": (in_text(TEXT, "Two pictures\n\n", ""), "txt headings"),
    "a heading of another slide": (in_text(TEXT, "Two pictures", "What to bring"), "txt headings"),
    "a sentence twice": (in_text(TEXT, re.escape(SAID), f"{SAID} {SAID}"), "txt headings"),
    "text that nobody says": (over(TEXT, lambda t: t + "\nTake two pills.\n"), "txt headings"),
    "paragraphs exchanged": (
        over(
            TEXT,
            lambda t: (
                t.replace("Do not eat for six hours. Take 5 mL of water at most.", "X")
                .replace("Tell us how you feel at any time.", "Do not eat for six hours. Take 5 mL of water at most.")
                .replace("X", "Tell us how you feel at any time.")
            ),
        ),
        "txt sentences",
    ),
    "text in no order": (over(TEXT, plain), "txt right to left", "ar"),
    # the page
    "another sound": (in_text(PAGE, 'src="back.mp3"', 'src="tracks/02-before-you-come.mp3"'), "html markup"),
    "no sound": (in_text(PAGE, "<audio.*?</audio>", ""), "html markup"),
    "a sound without controls": (in_text(PAGE, "<audio controls", "<audio"), "html markup"),
    "a sound without a name": (in_text(PAGE, ' aria-labelledby="listen"', ""), "html markup"),
    "a heading missing in the page": (in_text(PAGE, '<h3 id="two-pictures">Two pictures</h3>', ""), "html parts"),
    "a heading of another part": (in_text(PAGE, ">Two pictures</h3>", ">What to bring</h3>"), "html parts"),
    "headings that skip a level": (
        in_text(PAGE, '<h2 id="before-you-come">.*?</h2>', ""),
        "html markup",
    ),
    "an anchor of another part": (in_text(PAGE, 'id="two-pictures"', 'id="what-you-do"'), "html parts"),
    "a sentence under another heading": (
        in_text(PAGE, rf"(?s) (<span[^>]*>{re.escape(SAID)}</span>)</p>(.*?</ul>)", r"</p>\2\n<p>\1</p>"),
        "html parts",
    ),
    "a sentence twice in the page": (in_text(PAGE, re.escape(SAID), f"{SAID} {SAID}"), "html parts"),
    "words run together in the page": (in_text(PAGE, "six hours", "sixhours"), "html sentences"),
    "text that nobody says in the page": (in_text(PAGE, "</main>", "<p>Take two pills.</p></main>"), "html markup"),
    "another language": (in_text(PAGE, '<html lang="en"', '<html lang="es"'), "html markup"),
    "another direction": (
        in_text(PAGE, '<html lang="ar" dir="rtl"', '<html lang="ar" dir="ltr"'),
        "html markup",
        "ar",
    ),
    "no direction": (in_text(PAGE, '<html lang="ar" dir="rtl"', '<html lang="ar"'), "html markup", "ar"),
    "a page of another title": (in_text(PAGE, "<title>.*?</title>", "<title>A heart</title>"), "html markup"),
    "a page of another heading": (in_text(PAGE, "<h1.*?</h1>", "<h1>A heart</h1>"), "html markup"),
    "a script in the page": (in_text(PAGE, "</body>", "<script>alert(1)</script></body>"), "html markup"),
    "something from outside": (
        in_text(PAGE, "</main>", '<img src="https://example.org/x.png" alt="x"></main>'),
        "html links",
    ),
    "a style from outside": (
        in_text(PAGE, "</head>", '<link rel="stylesheet" href="https://example.org/x.css"></head>'),
        "html markup",
    ),
    "no policy": (in_text(PAGE, '<meta http-equiv="Content-Security-Policy"[^>]*>', ""), "html markup"),
    "doses out of order in the page": (over(PAGE, plain), "html right to left", "ar"),
    "a picture without alt": (in_text(PAGE, 'role="img" aria-label="[^"]*"', ""), "html markup"),
    "an alt emptied": (in_text(PAGE, 'role="img" aria-label="[^"]*"', 'role="img" aria-label=""'), "html pictures"),
    "an alt altered": (
        in_text(PAGE, 'role="img" aria-label="[^"]*"', 'role="img" aria-label="A heart"'),
        "html pictures",
    ),
    "an alt of the slide emptied": (
        in_text(PAGE, r'(slides/03-what-your-spine-is.png") alt="[^"]*"', r'\1 alt=""'),
        "html pictures",
    ),
    "a picture of another slide": (
        in_text(PAGE, "slides/03-what-your-spine-is.png", "slides/04-two-pictures.png"),
        "html pictures",
    ),
    "a figure of another slide": (
        in_text(PAGE, "figures/what-your-spine-is.svg", "figures/two-pictures.svg"),
        "html pictures",
    ),
    "a picture missing": (in_text(PAGE, '<img class="slide" loading="lazy" src="slides/03-.*?>', ""), "html pictures"),
    "figures missing": (
        in_text(PAGE, r"(?s)<figure><svg.*?</figure>", ""),
        "html pictures",
    ),
    "rubbish for a picture": (rubbish_picture, "html pictures"),
    "a white picture": (white_picture, "html pictures"),
    "pictures of slides exchanged": (
        pictures_exchanged("slides", "03-what-your-spine-is.png", "04-two-pictures.png"),
        "html pictures",
    ),
    "figures exchanged": (pictures_exchanged("figures", "two-pictures.svg", "two-pictures_2.svg"), "pptx pictures"),
    "a link to another file": (in_text(PAGE, 'href="back.vtt"', 'href="back.txt"'), "html links"),
    "a link gone": (in_text(PAGE, '<li><a href="back.pptx".*?</li>', ""), "html links"),
    "a link to nothing": (in_text(PAGE, 'href="back.pptx"', 'href="deck.pptx"'), "html links"),
    "no way back": (in_text(PAGE, r'href="\.\./\.\./index.html"', 'href="../index.html"'), "html links"),
    "points that count from another number": (
        in_text(PAGE, '<ol class="points"', '<ol class="points" start="3"'),
        "pptx words on slides",
    ),
    "a point altered": (in_text(PAGE, "<li>Your card</li>", "<li>Your car</li>"), "pptx words on slides"),
}


@pytest.mark.parametrize("fault", few_quick(FAULTS))
def test_a_planted_fault_is_found(rich, fault):
    plant, check, language = (*FAULTS[fault], "en")[:3]
    with lent(rich.output) as output:
        folder = output / "back" / language
        plant(folder)
        sign(folder)
        look_only_at(folder, *{"pptx": ("html", "pptx")}.get(check.split()[0], check.split()[:1]))
        found = faults(folder, Store(rich.store))
    assert check in found, found
