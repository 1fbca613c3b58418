"""Faults in what the player is given: times, sentences, pictures, what lights up, its script and what it may load."""

import copy
import json
import re

import pytest

from narrate.exporters.html.assets import policy, script
from narrate.exporters.html.format import as_json
from tests.exporters.html.changed_pages import Page, altered, found
from tests.tables import each, few_quick

DATA = re.compile('(?<=id="timeline">)[^<]*')
FEW = 3  # pages that a fault is planted in at least


def spoken(data: dict) -> list[list]:
    return data["editions"]["standard"]["spoken"]


def described(data: dict) -> list[list]:
    return data["editions"]["described"]["spoken"]


def lit(data: dict) -> list[list[int]]:
    """The states of the first slide with lit parts."""
    return next(slide["states"] for slide in data["slides"] if any(state[3] >= 0 for state in slide["states"]))


def exchange(items: list, one: int, other: int) -> None:
    items[one], items[other] = items[other], items[one]


def move(entry: list, ms: int, *places: int) -> None:
    for place in places:
        entry[place] += ms


def last_word(data: dict) -> list[int]:
    return next(sentence["words"][-1] for sentence in reversed(data["sentences"]) if len(sentence["words"]) > 1)


def standard(data: dict, key: str, value: object) -> None:
    data["editions"]["standard"][key] = value


DATA_FAULTS = {
    "a sentence 40 ms late": lambda d: move(spoken(d)[2], 40, 1, 2),
    "a sentence 1 ms early": lambda d: move(spoken(d)[3], -1, 1),
    "a sentence that ends late": lambda d: move(spoken(d)[3], 1, 2),
    "two sentences exchanged": lambda d: exchange(d["sentences"], 2, 3),
    "two sentences exchanged in time": lambda d: exchange(spoken(d), 2, 3),
    "a sentence of another number": lambda d: move(spoken(d)[2], 1, 0),
    "a sentence gone": lambda d: spoken(d).pop(2),
    "a sentence twice": lambda d: spoken(d).insert(2, spoken(d)[2]),
    "a sentence of another id": lambda d: d["sentences"][2].update(id="x"),
    "words that are not on the page": lambda d: d["sentences"][2].update(text="50 mg"),
    "a described sentence late": lambda d: move(described(d)[1], 40, 1, 2),
    "a described sentence altered": lambda d: exchange(next(s for s in described(d) if len(s) == 4), 0, 3),
    "a described sentence that the script says": lambda d: described(d).append(["50 mg", 1, 2, "described"]),
    "no described edition": lambda d: d["editions"].pop("described"),
    "a word 10 ms late": lambda d: move(last_word(d), 10, 2),
    "a word that begins later": lambda d: move(last_word(d), 1, 0),
    "a word that ends later": lambda d: move(last_word(d), 1, 1),
    "a word gone": lambda d: d["sentences"][2]["words"].pop(),
    "a word twice": lambda d: d["sentences"][2]["words"].append(d["sentences"][2]["words"][-1]),
    "no words": lambda d: d["sentences"][2].update(words=[]),
    "a slide that starts late": lambda d: move(d["editions"]["standard"]["slides"], 40, 1),
    "a slide of the described edition that starts late": lambda d: move(d["editions"]["described"]["slides"], 40, 1),
    "a picture of another slide": lambda d: d["slides"][2].update(picture=d["slides"][0]["picture"]),
    "no picture": lambda d: d["slides"][0].update(picture=""),
    "a slide of another part": lambda d: d["slides"][2].update(part=d["slides"][1]["part"]),
    "a slide of another title": lambda d: d["slides"][2].update(title="50 mg"),
    "a slide of another number": lambda d: d["slides"][2].update(number=2),
    "a track of another slide": lambda d: d["slides"][2].update(track=d["slides"][1]["track"]),
    "another sound file": lambda d: standard(d, "sound", "other.mp3"),
    "the sound of the other edition": lambda d: standard(d, "sound", d["editions"]["described"]["sound"]),
    "a sound of the web": lambda d: standard(d, "sound", "https://example.org/x.mp3"),
    "another length": lambda d: standard(d, "duration", 1),
    "another language": lambda d: d.update(language="fr"),
    "another topic": lambda d: d.update(topic="x"),
    "more than narrate writes": lambda d: d.update(load="https://example.org"),
    "a state late": lambda d: move(lit(d)[-1], 20, 1),
    "a state early": lambda d: move(lit(d)[-1], -20, 1),
    "a state at another word": lambda d: lit(d)[-1].__setitem__(slice(0, 2), lit(d)[-2][:2]),
    "a state of another sentence": lambda d: move(lit(d)[-1], -1, 0),
    "a state gone": lambda d: lit(d).pop(),
    "a state twice": lambda d: lit(d).append(lit(d)[-1]),
    "no state": lambda d: lit(d).clear(),
    "another part lit": lambda d: next(state for state in lit(d) if state[3] == 0).__setitem__(3, 1),
    "a part lit that is not drawn": lambda d: next(state for state in lit(d) if state[3] == 0).__setitem__(3, 7),
    "another point marked": lambda d: lit(d)[0].__setitem__(2, -1),
    "states where nothing lights up": lambda d: d["slides"][0].update(states=[[-1, 0, 0, -1]]),
}  # fmt: skip


def with_data(page: Page, plant) -> str:
    """Return the page with its data changed; the page itself if the fault cannot be planted."""
    data = json.loads(DATA.search(page.content).group())
    changed = copy.deepcopy(data)
    try:
        plant(changed)
    except (KeyError, StopIteration):
        return page.content
    return DATA.sub(lambda _: as_json(changed), page.content, count=1)


@pytest.mark.parametrize("fault", few_quick(DATA_FAULTS))
def test_a_fault_in_the_data_is_found(pages, fault):
    planted = 0
    for language, page in pages.items():
        content = with_data(page, DATA_FAULTS[fault])
        if content != page.content:
            planted += 1
            assert found(page, content), language
    assert planted >= FEW, planted


LATE = ("a state late", "a state early")
UNKNOWN = ("a part lit that is not drawn", "a state of another sentence", "no state")


@each("fault", [*LATE, *UNKNOWN])
def test_a_wrong_state_is_found_without_the_manifest(pages, fault):
    """The times of states are compared with the words, not only with a digest."""
    lines = found(pages["es"], with_data(pages["es"], DATA_FAULTS[fault]))
    assert any(line.startswith(("a state of slide 3", "slide 3, ")) for line in lines), lines


MARKUP_FAULTS = {
    "a script changed by one character": ("currentTime", "currentTlme"),
    "a script that does more": (r"\}\)\(\);\n</script>", 'fetch("https://example.org");\n})();\n</script>'),
    "no strict script": ('"use strict";\n', ""),
    "a script of the web": ("<script>", '<script src="https://example.org/x.js">'),
    "a second script": ("</body>", "<script>alert(1)</script>\n</body>"),
    "a script before the data": ("<script type", "<script>alert(1)</script>\n<script type"),
    "data of another type": ('type="application/json"', 'type="text/javascript"'),
    "data twice": (r"(<script type=.*\n)", r"\1\1"),
    "no data": (r"<script type=.*\n", ""),
    "data that are none": (DATA.pattern, "x"),
    "a script in the data": (DATA.pattern, "</script><script>alert(1)"),
    "a looser policy for scripts": ("script-src '", "script-src 'unsafe-inline' '"),
    "a looser policy for styles": ("style-src '", "style-src 'unsafe-inline' '"),
    "a looser policy for requests": ("connect-src 'self'", "connect-src *"),
    "a looser policy for the rest": ("default-src 'none'", "default-src *"),
    "a policy for another script": ("script-src 'sha256-.", "script-src 'sha256-_"),
    "a base allowed": ("base-uri 'none'; ", ""),
    "forms allowed": ("; form-action 'none'", ""),
    "another sound": ('<audio controls preload="none" src="[^"]*', '<audio controls preload="none" src="other.mp3'),
    "a track of another slide": (r'src="tracks/03[^"]*', 'src="tracks/02.mp3'),
    "sound that is fetched at once": ('preload="none"', 'preload="auto"'),
    "a control of other words": (r'(id="play".*?<span class="paused">)[^<]*', r"\1Stop"),
    "a control that runs": ('id="play"', 'id="play" onclick="alert(1)"'),
    "a control gone": ('<button type="button" id="back".*?</button>\n', ""),
    "the player not hidden": (r'(<section id="player"[^>]*) hidden', r"\1"),
    "a part of another name": (r'(<li><a href="#)[^<]*<', r"\1x<"),
    "a part in the list twice": (r'(<li><a href="#.*\n)', r"\1\1"),
    "a part missing in the list": (r'<li><a href="#.*\n', ""),
    "a slide of another number": ('data-slide="3"', 'data-slide="4"'),
    "the lit part of another label": ('(class="overlay".*?data-n=)"0"(.*?data-n=)"1"', r'\1"1"\2"0"'),
    "lit parts exchanged": (
        '(<g class="lit" data-n=)"0"( data-box.*?</g></g>)(<g class="lit" data-n=)"1"(.*?</g></g>)(?=</svg>)',
        r'\3"0"\4\1"1"\2',
    ),
    "an outline moved": (r"(<path id=.*? d=\"M)\d", r"\g<1>9"),
    "a label of other words": (r"(<text [^>]*>)[^<]*", r"\g<1>50 mg"),
    "a label of the figure alone": (r"(foreignObject>.*?<text [^>]*>)[^<]*", r"\g<1>50 mg"),
    "a lit part that is not lit": (r'(<g class="lit".*?)<use [^>]*/>', r"\1"),
    "a mark moved": (r'(class="mark" data-n="0"><rect x=")\d', r"\g<1>9"),
    "no mark": (r'<g class="mark" data-n="0">.*?</g>', ""),
    "a mark in the colour of the paper": (r'(class="mark".*?fill=")#[0-9A-F]*(?="/></g>)', r"\1#FFFFFF"),
    "always lit": ('class="lit"', 'class="lit on"'),
    "no overlay": (r'<svg class="overlay".*\n', ""),
    "an overlay twice": (r'(<svg class="overlay".*\n)', r"\1\1"),
    "a script in a drawing": ("</svg>", "<script>alert(1)</script></svg>"),
    "a handler in a drawing": ('<svg class="overlay"', '<svg class="overlay" onload="alert(1)"'),
    "a link in a drawing": (r"(<text.*?</text>)", r'<a href="javascript:alert(1)">\1</a>'),
    "a drawing of the web": ("</svg>", '<image href="https://example.org/x.png"/></svg>'),
    "a use of the web": ('<use href="#', '<use href="https://example.org/x.svg#'),
    "an animation": ("</svg>", '<animate attributeName="href" values="x"/></svg>'),
    "a sentence of another language": (r'(<span class="sentence"[^>]* lang=")ar', r"\1fa"),
    "a sentence that is not of its language": (r'(<span class="sentence"[^>]*) lang="ar" dir="rtl"', r"\1"),
    "a sentence that is of another language": (r'(<p><span class="sentence" id="[^"]*")>', r'\1 lang="fr" dir="ltr">'),
    "a sentence of another direction": (r'(<span class="sentence"[^>]*) dir="rtl"', r'\1 dir="ltr"'),
    "another telephone number": (r'(<a href="tel:)\d', r"\g<1>9"),
    "a telephone number that is no link": (r'<a href="tel:[^>]*>([^<]*)</a>', r"\1"),
    "a dose that is a link": (r"(<span class=\"sentence\"[^>]*>[^<]*)(5 mg)", r'\1<a href="tel:5">\2</a>'),
    "a figure of another slide": (r'(<img loading="lazy" src="figures/)[^".]*', r"\1x"),
    "a page of languages elsewhere": (r'(class="languages" href=")[^"]*', r"\1https://example.org"),
    "a catalogue elsewhere": ('data-catalogue href="[^"]*', 'data-catalogue href="https://example.org'),
    "a catalogue that is shown": ("<a hidden data-catalogue", "<a data-catalogue"),
}  # fmt: skip


@pytest.mark.parametrize("fault", few_quick(MARKUP_FAULTS))
def test_a_fault_around_the_player_is_found(pages, fault):
    planted = 0
    for language, page in pages.items():
        for content in altered(page, *MARKUP_FAULTS[fault]):
            planted += 1
            faults = found(page, content)
            assert faults, language
            assert all(line and "\n" not in line for line in faults)
    assert planted >= FEW, planted


@each(
    "line",
    [
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"><script>alert(1)</script></svg>',
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"><a href="https://example.org"></a></svg>',
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"><rect fill="url(https://x.example)"/></svg>',
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true" onload="alert(1)"></svg>',
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"><use href="x.svg#a"/></svg>',
        '<svg class="overlay" viewBox="0 0 1280 720" aria-hidden="true"><g style="x"></g></svg>',
    ],
)
def test_a_foreign_element_in_a_drawing_is_found_without_the_manifest(pages, line):
    page = pages["es"]
    content = re.sub('<svg class="overlay" .*', lambda _: line, page.content, count=1)
    assert any("a drawing holds" in fault for fault in found(page, content))


def test_the_policy_allows_the_script_that_is_there_and_no_other(pages):
    for page in pages.values():
        assert f"<script>{script()}</script>" in page.content
        assert f'content="{policy()}"' in page.content
        assert "unsafe" not in policy()
        assert not re.search(r"\son[a-z]+=|\sstyle=", page.content.partition("<body>")[2].partition("<script")[0])
