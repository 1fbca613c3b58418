"""Faults in pages of five languages: whatever is added, lost, hidden or altered is found."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narrate.exporters.verifying.markup_differences import differences, escaped
from tests.exporters.html.changed_pages import LANGUAGES, altered, found
from tests.tables import each, few_quick

ADDED = {
    "text after main": ("</main>", "</main>\n<p>50 mg</p>"),
    "text within main": ("</main>", "50 mg</main>"),
    "text in the header": ("</header>", '<p class="dim">50 mg</p></header>'),
    "text in the footer": ("</footer>", "<p>50 mg</p></footer>"),
    "text in the listening box": ("<audio", "<p>50 mg</p>\n<audio"),
    "an aside": ("</main>", "<aside>50 mg</aside></main>"),
    "text in the notice": (r'(<p class="dim">[^<]*)(</p>\n<p><a)', r"\1 50 mg\2"),
    "text in a download": (r" download>", " download>50 mg "),
    "text in the title": ("<title>", "<title>50 mg "),
    "text after the end": ("</html>\n", "</html>\n50 mg"),
    "text before the page": ("<!DOCTYPE", "50 mg<!DOCTYPE"),
    "a second page": ("</html>\n", "</html>\n<html><body>50 mg</body></html>\n"),
    "a comment": ("<main>", "<!-- 50 mg --><main>"),
    "a processing instruction": ("<main>", "<?php 50 ?><main>"),
    "CDATA": ("<main>", "<![CDATA[50 mg]]><main>"),
    "a byte order mark": ("<!DOCTYPE", "\ufeff<!DOCTYPE"),
    "a NUL": ("</main>", "\0</main>"),
    "a paragraph twice": (r"(<p><span.*</p>\n)", r"\1\1"),
    "a sentence twice": (r"(<span class=\"sentence\"[^>]*>[^<]*</span>)", r"\1 \1"),
    "a point twice": (r"(<li>[^<]+</li>\n)(?=</ul>)", r"\1\1"),
    "a heading twice": (r'(<h[23][^>]* id=.*\n)', r"\1\1"),
    "a figure twice": (r"(?s)(<figure>.*?</figure>\n)", r"\1\1"),
    "a name spoken for the player": ("<audio ", '<audio aria-label="50 mg" '),
    "a tooltip": ("<p>", '<p title="50 mg">'),
    "a label over the words": ("<main>", '<main aria-label="50 mg">'),
    "a text for an image": ('class="slide"', 'class="slide" title="50 mg"'),
    "a letter that turns the line": (r"(<p><span[^>]*>[^<]{3})", "\\1\u202e"),
    "an isolate that turns a range": (r"(<p><span[^>]*>[^<]{3})", "\\1\u2067"),
    "an invisible word": (r"(<p><span[^>]*>[^<]{3})", "\\1\u200b\U000e0041"),
    # styles and attributes that hide
    "hidden words": ("<p>", "<p hidden>"),
    "words hidden by a style": ("<p>", '<p style="display:none">'),
    "words hidden by a class": ("<p>", '<p class="slide">'),
    "main hidden from screen readers": ("<main>", '<main aria-hidden="true">'),
    "an inert page": ("<body>", "<body inert>"),
    "words hidden by a role": ("<main>", '<main role="presentation">'),
    "words in a closed box": (r"(<p><span.*</p>)", r"<details>\1</details>"),
    "words struck through": (r"<p>(<span.*)</p>", r"<p><s>\1</s></p>"),
    "words in a template": (r"(<p><span.*</p>)", r"<template>\1</template>"),
    "words not translated": ("<p>", '<p translate="no">'),
    "a style that hides": ("</style>", "p { display: none; }\n</style>"),
    "a style that adds": ("</style>", 'h1::after { content: "50 mg"; }\n</style>'),
    "a style that imports": ("<style>", "<style>@import 'https://example.org/x.css';"),
    "a style that loads": ("</style>", "p { background: url(https://example.org/x.png); }\n</style>"),
    "a second style": ("</head>", "<style>p { color: transparent }</style></head>"),
    "a style for print": ("<style>", '<style media="print">'),
    # what runs or loads
    "a handler of the body": ("<body>", '<body onload="alert(1)">'),
    "a handler of an image": ('class="slide"', 'class="slide" onerror="alert(1)"'),
    "a script": ("</body>", "<script>alert(1)</script></body>"),
    "a script in the head": ("</head>", '<script src="https://example.org/x.js"></script></head>'),
    "other pictures": ('class="slide"', 'class="slide" srcset="https://example.org/x.png 2x"'),
    "a picture of the web": ("</main>", '<img src="https://example.org/x.png" alt=""></main>'),
    "a video": ("</main>", '<video src="https://example.org/x.mp4"></video></main>'),
    "a source": ("</audio>", '<source src="https://example.org/x.mp3"></audio>'),
    "captions": ("</audio>", '<track src="https://example.org/x.vtt"></audio>'),
    "a sound that loops": ("<audio controls", "<audio controls loop"),
    "a sound that is mute": ("<audio controls", "<audio controls muted"),
    "a sound that begins": ("<audio controls", "<audio controls autoplay"),
    "a frame": ("</main>", '<iframe src="https://example.org"></iframe></main>'),
    "an object": ("</main>", '<object data="https://example.org"></object></main>'),
    "an embedded thing": ("</main>", '<embed src="https://example.org"></main>'),
    "a drawing inside": ("</main>", "<svg><text>50 mg</text></svg></main>"),
    "a formula": ("</main>", "<math><mi>50</mi></math></main>"),
    "a form": ("</main>", '<form action="https://example.org"><input></form></main>'),
    "a base": ("<head>", '<head><base href="https://example.org/">'),
    "a link in the head": ("</head>", '<link rel="prefetch" href="https://example.org"></head>'),
    "a refresh": ("</head>", '<meta http-equiv="refresh" content="0;url=https://example.org"></head>'),
    "a meta element": ("</head>", '<meta name="referrer" content="unsafe-url"></head>'),
    "another encoding": ('charset="utf-8"', 'charset="utf-7"'),
    "any script by the policy": ("default-src 'none'", "default-src 'none'; script-src *"),
    "any picture by the policy": ("img-src 'self'", "img-src * 'self'"),
    "a second policy": ("<title>", '<meta http-equiv="Content-Security-Policy" content="script-src *"><title>'),
    "a link": ("</main>", '<a href="https://example.org">50 mg</a></main>'),
    "a link around words": (r"<p>(<span.*)</p>", r'<p><a href="#x">\1</a></p>'),
    "a tracker of links": (" download>", ' download ping="https://example.org">'),
    "a link in a new window": (" download>", ' download target="x">'),
    "a download by another name": (" download>", ' download="x.exe">'),
    "a download twice": (r"(<li><a href=.*\n)", r"\1\1"),
    "a longer description of nothing": ("</main>", "<details>\n<summary>50</summary>\n<p>50 mg</p>\n</details>\n</main>"),
    "a second sound": (r"(<audio.*\n)", r"\1\1"),
}  # fmt: skip
CHANGED = {
    "no doctype": ("<!DOCTYPE html>\n", ""),
    "another doctype": ("<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN">'),
    "the notice gone": (r'<p class="dim">[^<]*</p>\n(?=<p><a)', ""),
    "the notice altered": (r'(?<=<p class="dim">)[^<]*(?=</p>\n<p><a)', "Read by a nurse."),
    "the publisher altered": (r'(?<=<p class="dim">)[^<]*(?=</p>\n<div class="slide-of-part)', "Another clinic"),
    "the publisher gone": (r'<p class="dim">[^<]*</p>\n(?=<div class="slide-of-part)', ""),
    "the label of the player": (r'(?<=<p id="listen")( [^>]*>)[^<]*', r"\1Do not listen"),
    "another length": (r'(<p id="listen"[^(]*\([^0-9]*)[0-9]+', r"\g<1>99"),
    "a file's label": (r"(?<= download>)[^<]*", "50 mg"),
    "a heading of files": (r'(?<=<h2 class="plain" id="files">)[^<]*', "50 mg"),
    "a link back by another name": (r"(?<=index.html\">)[^<]*", "50 mg"),
    "a caption altered": (r"(?<=<figcaption>)[^<]*", "50 mg"),
    "a caption gone": (r"<figcaption>[^<]*</figcaption>\n", ""),
    "an alternative text altered": (r'( role="img" aria-label=")[^"]*', r"\g<1>50 mg"),
    "an alternative text emptied": (r'( role="img" aria-label=")[^"]*', r"\1"),
    "an alternative text of the slide altered": (r'(<img class="slide" loading="lazy" src="[^"]*" alt=")[^"]*', r"\g<1>50 mg"),
    "a longer description altered": (r"(</summary>\n<p>(?:<strong>[^<]*</strong>)?)[^<]*", r"\g<1>50 mg"),
    "a longer description gone": (r"(?s)<details>.*?</details>\n", ""),
    "a longer description emptied": (r"(</summary>\n)<p>.*\n", r"\1"),
    "a longer description twice": (r"(</summary>\n)(<p>.*\n)", r"\1\2\2"),
    "a longer description that is open": ("<details>", "<details open>"),
    "a longer description of another name": (r"(</summary>\n<p>)<strong>[^<]*</strong>", r"\1<strong>50 mg:</strong>"),
    "a longer description without its name": (r"(</summary>\n<p>)<strong>([^<]*)</strong>", r"\1\2"),
    "another word to open it": (r"(<summary[^>]*>)[^<]*", r"\g<1>50 mg"),
    "a point altered": (r"(?<=<li>)[^<]+(?=</li>\n)", "50 mg"),
    "a point gone": (r"<li>[^<]+</li>\n", ""),
    "another sound for listeners": (r'(?<=src="described/)[^"]*', "x.mp3"),
    "the wrong sound for listeners": (r'src="described/[^"]*', 'src="hip.mp3'),
    "another length for listeners": (r'(<p id="listen-described"[^(]*\([^0-9]*)[0-9]+', r"\g<1>99"),
    "no player for listeners": (r'(?s)<div class="listen">\n<p id="listen-described".*?</div>\n', ""),
    "no file for listeners": (r'<li><a href="described/.*\n', ""),
    "a list gone": (r'(?s)<[uo]l class="points">.*?</[uo]l>\n', ""),
    "points with numbers": (r'(?s)<ul class="points">(.*?)</ul>', r'<ol class="points">\1</ol>'),
    "a paragraph gone": (r"<p><span.*</p>\n", ""),
    "a sentence gone": (r'(<p>)<span class="sentence".*?</span> ?', r"\1"),
    "a sentence of another id": (r'(<p><span class="sentence" id="s-)', r"\1x"),
    "a paragraph cut": (r"(<p><span[^>]*>[^<]*)[^<]{3}</span>", r"\1</span>"),
    "a digit altered": (r"(<p><span[^>]*>[^<]*)[56]", r"\g<1>9"),
    "a heading altered": (r"(<h2[^>]*>)[^<]+(?=</h2>)", r"\g<1>50 mg"),
    "a heading of another level": (r"<h3(.*)</h3>", r"<h2\1</h2>"),
    "another language within": (r'(?<=id="listen" lang=")[a-z]+', "fr"),
    "another direction within": (r'(?<=<footer )lang="([a-z]+)" dir="[a-z]+"', r'lang="\1" dir="auto"'),
    "an unclosed paragraph": (r"</span></p>\n<audio", "</span>\n<audio"),
    "tags in capitals": ("<main>", "<MAIN>"),
    "an attribute twice": ("<audio controls", '<audio controls src="x.mp3"'),
    "no quotation marks": (r'class="slide"', "class=slide"),
    "an entity of another kind": ("</p>", "&nbsp;</p>"),
    "the picture of another size": ('width="1920"', 'width="1"'),
    "ends too early": ("</body>\n</html>\n", ""),
}  # fmt: skip
FEW = 3  # pages that a fault is planted in at least


@pytest.mark.parametrize("fault", few_quick([*ADDED, *CHANGED]))
def test_a_planted_fault_is_found(pages, fault):
    planted = 0
    for language, page in pages.items():
        for content in altered(page, *(ADDED | CHANGED)[fault]):
            planted += 1
            faults = found(page, content)
            assert faults, language
            assert all(line and "\n" not in line for line in faults)
    assert planted >= FEW, planted


def exchanged(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


@each(
    "words",
    [
        [(">Sound<", ">Broken<")],
        [('"A sound bone"', '"A broken bone"')],
        [(">Sound<", ">Broken<"), ('"A sound bone"', '"A broken bone"')],
        [("Sound", "Broken"), ("A sound bone", "A broken bone")],
        [("<strong>Sound", "<strong>Broken")],
    ],
)
def test_words_of_two_figures_that_are_exchanged_are_found(pages, words):
    page = pages["en"]
    content = page.content
    for one, other in words:
        content = exchanged(content, one, other)
    assert content != page.content
    assert found(page, content)


@each(
    "content",
    ["", " ", "<", "words", "<p>", "<!DOCTYPE html>", "<html></html>", "<!-- x -->", "\n" * 9, "<main>" * 500],
)
def test_what_is_no_page_is_a_fault(pages, content):
    assert all(found(page, content) for page in pages.values())


@each(
    "added",
    [
        " ".join(f"a{number}=''" for number in range(100_000)).join(("<p ", ">")),
        "/".join(f"a{number}" for number in range(100_000)).join(("<p ", ">")),
        "".join(f'a{number}=""' for number in range(100_000)).join(("<p ", ">")),
        " ".join(f"a{number}='<'" for number in range(100_000)).join(("<p ", ">")),
        "<b>" * 100_000,
        "<" * 100_000,
        '<p a="' * 100_000,
    ],
)
def test_what_takes_a_parser_long_is_a_fault_at_once(pages, added):
    started = time.process_time()
    assert found(pages["en"], pages["en"].content.replace("</main>", f"{added}</main>"))
    assert time.process_time() - started < 2


def test_what_narrate_writes_is_found_sound(pages):
    assert {language: found(page, page.content) for language, page in pages.items()} == {
        language: [] for language in LANGUAGES
    }


@given(st.data())
def test_no_change_of_characters_goes_unseen(pages, data):
    page = pages[data.draw(st.sampled_from(LANGUAGES))]
    start = data.draw(st.integers(0, len(page.content) - 1))
    end = start + data.draw(st.integers(0, 8))
    content = page.content[:start] + data.draw(st.text(max_size=5)) + page.content[end:]
    assert bool(found(page, content)) == (content != page.content)


@given(st.text(), st.text())
def test_texts_differ_where_they_are_not_the_same(one, other):
    faults = list(differences(one, other))
    assert bool(faults) == (one != other)
    assert all("\n" not in fault for fault in faults)


@given(st.text())
def test_no_escaped_text_holds_markup(text):
    assert not re.search("[<>\"']", escaped(text))
