"""Faults in books of three languages: whatever is added, lost, moved or altered is found, and by the right check."""

import hashlib
import re
import struct
from collections.abc import Callable

import pytest

from tests.exporters.epub.conftest import Book, Parts
from tests.tables import each

TEXT, OVERLAY = "EPUB/text/{:04d}.xhtml", "EPUB/overlays/{:04d}.smil"
NAV, PACKAGE = "EPUB/nav.xhtml", "EPUB/package.opf"
Plant = Callable[[Parts], None]


def within(name: str, pattern: str, by: str, count: int = 1) -> Plant:
    """Replace what matches first in a file of the book."""

    def plant(parts: Parts) -> None:
        text = parts[name].decode()
        changed = re.sub(pattern, by, text, count=count, flags=re.DOTALL)
        assert changed != text
        parts[name] = changed.encode()

    return plant


def text(number: int, pattern: str, by: str) -> Plant:
    return within(TEXT.format(number), pattern, by)


def overlay(number: int, pattern: str, by: str) -> Plant:
    return within(OVERLAY.format(number), pattern, by)


def all_of(*plants: Plant) -> Plant:
    def plant(parts: Parts) -> None:
        for one in plants:
            one(parts)

    return plant


def removed(name: str) -> Plant:
    return lambda parts: parts.pop(name)


def added(name: str, content: bytes) -> Plant:
    return lambda parts: parts.update({name: content})


def exchanged(one: str, other: str) -> Plant:
    def plant(parts: Parts) -> None:
        parts[one], parts[other] = parts[other], parts[one]

    return plant


def reordered(parts: Parts) -> None:
    """The style sheet lies at the end."""
    parts["EPUB/styles.css"] = parts.pop("EPUB/styles.css")


def changed_bytes(name: str) -> Plant:
    def plant(parts: Parts) -> None:
        content = parts[name]
        middle = len(content) // 2
        parts[name] = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]

    return plant


SENTENCE = r'<span id="s3-2">[^<]*</span>'
FIRST_CLIP = r'<par id="s3-1">.*?</par>\n'
PLANTED: dict[str, tuple[str, Plant]] = {
    # sentences
    "a sentence lost": ("sentences", text(3, f" {SENTENCE}", "")),
    "a sentence twice": ("sentences", text(3, f"({SENTENCE})", r"\1 \1")),
    "a dose changed": ("sentences", text(6, "5 mL", "50 mL")),
    "a negation lost": ("sentences", text(6, "Do not eat", "Do eat")),
    "two sentences exchanged": (
        "sentences",
        text(6, r'(<span id="s6-1">)([^<]*)(.*?<span id="s6-2">)([^<]*)', r"\1\4\3\2"),
    ),
    "a sentence on another slide": (
        "sentences",
        all_of(text(3, f" {SENTENCE}", ""), text(4, r"(<p>)", r'\1<span id="s3-2">Take 5 mg.</span> ')),
    ),
    "a sentence that nobody says": ("sentences", text(4, r"(</p>)", r' <span id="s4-9">Take 5 mg.</span>\1')),
    "a sentence with another id": ("sentences", text(3, 's3-2"', 's3-22"')),
    "an entity in a sentence": ("sentences", text(6, "six hours", "six&#160;&#160;hours!")),
    # times
    "a boundary moved": ("times", overlay(3, r'clipEnd="0:00:0(\d)\.', r'clipEnd="0:00:1\1.')),
    "a boundary moved on both sides": (
        "times",
        overlay(
            3, r'clipEnd="0:00:0(.*?)"(.*?)clipBegin="0:00:0\1"', r'clipEnd="0:00:00.100"\2clipBegin="0:00:00.100"'
        ),
    ),
    "a time in another form": ("times", overlay(3, r'clipBegin="0:00:00.000"', 'clipBegin="0s"')),
    "a clip lost": ("times", overlay(3, FIRST_CLIP, "")),
    "a clip twice": ("times", overlay(3, f"({FIRST_CLIP})", r"\1\1")),
    "a clip of another sentence": ("times", overlay(3, r"(<text src=.*?)#s3-1", r"\1#s3-2")),
    "a clip of another text": ("times", overlay(3, r"(<text src=[^#]*)0003", r"\g<1>0004")),
    "a clip of another track": ("times", overlay(3, r"0003\.mp3", "0004.mp3")),
    "a clip without sound": ("times", overlay(3, r"<audio[^>]*>\n", "")),
    "a clip without end": ("times", overlay(3, r' clipEnd="[^"]*"', "")),
    "a gap of 10 ms": ("sound without gaps", overlay(4, r'(clipBegin="0:00:0\d\.\d)\d0"(?!.*clipBegin)', r'\g<1>99"')),
    "sound heard twice": (
        "sound without gaps",
        overlay(
            3, r'(s3-2".*?clipBegin="0:00:0)(\d)\.(\d)(\d)', lambda m: f"{m[1]}{m[2]}.{m[3]}{(int(m[4]) + 9) % 10}"
        ),
    ),
    # durations
    "a wrong total": ("durations", within(PACKAGE, r'(media:duration">0:0)', r"\g<1>1:0")),
    "a total of 1 ms more": (
        "durations",
        within(PACKAGE, r'(media:duration">[^<]*)0(<)', r"\g<1>1\2"),
    ),
    "no total": ("durations", within(PACKAGE, r'<meta property="media:duration">[^<]*</meta>\n', "")),
    "a wrong length of a part": ("durations", within(PACKAGE, r'(#overlay-3">0:00:)\d\d', r"\g<1>59")),
    "a length of no part": (
        "durations",
        within(PACKAGE, r'(<meta property="media:duration" refines="#overlay-)3', r"\g<1>99"),
    ),
    # what can be skipped
    "narration that can be skipped": ("what can be skipped", overlay(3, r'(<par id="s3-1")', r'\1 epub:type="figure"')),
    "narration that is called a page": ("what can be skipped", overlay(4, r'(id="s4-2")', r'\1 epub:type="pagebreak"')),
    # headings
    "a heading level jumped": ("headings", text(2, r"<h2(.*)</h2", r"<h3\1</h3")),
    "a heading of a level that books have not": ("markup", text(3, r"<h3(.*)</h3", r"<h4\1</h4")),
    "a heading of level 1 too many": ("headings", text(3, r"<(/?)h3(.*)<(/?)h3", r"<\1h1\2<\3h1")),
    "a heading of another slide": ("headings", text(3, "What your spine is(?=</title)", "Two pictures")),
    # navigation
    "a missing page target": ("can be read", text(4, r'<div id="slide-4".*?</div>\n', "")),
    "a page target of another slide": ("slides", text(4, 'id="slide-4"', 'id="slide-3"')),
    "a page lost from the list": ("navigation", within(NAV, r'<li><a href="[^"]*#slide-4">4</a></li>\n', "")),
    "a page that leads to another slide": ("navigation", within(NAV, r"0004\.xhtml#slide-4", "0003.xhtml#slide-3")),
    "a page with another number": ("navigation", within(NAV, r">4</a>", ">14</a>")),
    "a page twice": ("navigation", within(NAV, r'(<li><a href="[^"]*#slide-4">4</a></li>\n)', r"\1\1")),
    "an entry lost from the contents": (
        "navigation",
        within(NAV, r'<li><a href="[^"]*0004\.xhtml">[^<]*</a></li>\n', ""),
    ),
    "an entry with other words": ("navigation", within(NAV, "Two pictures", "Three pictures")),
    "an entry that leads elsewhere": ("navigation", within(NAV, r'0004\.xhtml">Two', '0003.xhtml">Two')),
    "the list of pages lost": ("navigation", within(NAV, r'epub:type="page-list"', 'epub:type="lot"')),
    # pictures, lists, paragraphs, what only the package says
    "a description lost": (
        "words about pictures, points, publisher",
        all_of(text(3, ' aria-details="description-3-1"', ""), text(3, "<figcaption>.*?</figcaption>\n", "")),
    ),
    "a longer description changed": (
        "words about pictures, points, publisher",
        text(4, 'alt="A broken', 'alt="A sound'),
    ),
    "a description twice": (
        "words about pictures, points, publisher",
        text(4, r"(<figure>.*?</figure>\n)", r"\1\1"),
    ),
    "a figure without its text": ("words about pictures, points, publisher", text(3, r'alt="[^"]*"', 'alt=""')),
    "a figure that was decorative": ("words about pictures, points, publisher", text(6, 'alt=""', 'alt="Take 5 mg"')),
    "two figures exchanged": (
        "words about pictures, points, publisher",
        exchanged("EPUB/images/0004-1.svg", "EPUB/images/0004-2.svg"),
    ),
    "a drawing altered": ("words about pictures, points, publisher", changed_bytes("EPUB/images/0004-1.svg")),
    "a name of a figure changed": ("words about pictures, points, publisher", text(4, ">Broken<", ">Sound<")),
    "a point changed": ("words about pictures, points, publisher", text(7, "Your card</li>", "No card</li>")),
    "a point lost": ("words about pictures, points, publisher", text(7, r"<li>Your card</li>\n", "")),
    "a list that counts from elsewhere": (
        "words about pictures, points, publisher",
        text(7, ' start="3"', ' start="4"'),
    ),
    "a numbered list with bullets": (
        "words about pictures, points, publisher",
        text(7, r'<ol start="3">(.*)</ol>', r"<ul>\1</ul>"),
    ),
    "two paragraphs joined": ("words about pictures, points, publisher", text(6, r"</p>\n<p>", " ")),
    "another date": ("words about pictures, points, publisher", within(PACKAGE, "<dc:date>2026", "<dc:date>2025")),
    "another publisher": ("words about pictures, points, publisher", within(PACKAGE, "(publisher>)River", r"\1Rever")),
    "another subtitle": ("words about pictures, points, publisher", within(PACKAGE, "What they are", "What they do")),
    # sound and cover
    "a byte of a track": ("tracks", changed_bytes("EPUB/audio/0003.mp3")),
    "two tracks exchanged": ("tracks", exchanged("EPUB/audio/0003.mp3", "EPUB/audio/0004.mp3")),
    "a track cut": ("tracks", lambda parts: parts.update({"EPUB/audio/0003.mp3": parts["EPUB/audio/0003.mp3"][:-417]})),
    "a track lost": ("tracks", removed("EPUB/audio/0003.mp3")),
    "another cover": ("cover", changed_bytes("EPUB/images/cover.png")),
    # files
    "a file too many": ("files", added("EPUB/notes.xhtml", b"<p>50 mg</p>")),
    "a file of the system": ("files", added("META-INF/encryption.xml", b"<encryption/>")),
    "a script": ("files", added("EPUB/run.js", b"alert(1)")),
    "the files in another order": ("files", reordered),
    "no container": ("files", removed("META-INF/container.xml")),
    "a text emptied": ("can be read", text(3, r"(<section[^>]*>).*(</section>)", r"\1\2")),
    "a cover page lost": ("can be read", removed("EPUB/cover.xhtml")),
    "no navigation": ("can be read", removed(NAV)),
    "an overlay lost": ("can be read", removed(OVERLAY.format(3))),
    "a text lost": ("slides", removed(TEXT.format(3))),
    # markup
    "a claim of conformance": (
        "words about pictures, points, publisher",
        within(PACKAGE, "(</metadata>)", r'<meta property="dcterms:conformsTo">EPUB Accessibility 1.1</meta>\1'),
    ),
    "a claim that listening is enough": (
        "markup",
        within(
            PACKAGE, '(Sufficient">textual</meta>)', '\\1\n<meta property="schema:accessModeSufficient">auditory</meta>'
        ),
    ),
    "another summary": ("markup", within(PACKAGE, "Every picture", "No picture")),
    "a hazard denied": ("markup", within(PACKAGE, 'Hazard">none', 'Hazard">flashing')),
    "another narrator": ("markup", within(PACKAGE, "fake:hum", "Anna")),
    "another identifier": ("markup", within(PACKAGE, "urn:uuid:.", "urn:uuid:g")),
    "another title": ("markup", within(PACKAGE, "<dc:title>Your", "<dc:title>Our")),
    "another language": ("markup", within(PACKAGE, "<dc:language>en", "<dc:language>fr")),
    "a text left out of the spine": ("markup", within(PACKAGE, r'<itemref idref="text-3"/>\n', "")),
    "a text that readers may leave out": ("markup", within(PACKAGE, r'(idref="text-3")', r'\1 linear="no"')),
    "an overlay not attached": ("markup", within(PACKAGE, r' media-overlay="overlay-3"', "")),
    "a remote file": ("markup", within(PACKAGE, 'href="styles.css"', 'href="https://example.org/styles.css"')),
    "hidden words": ("markup", text(3, "<p>", '<p hidden="hidden">')),
    "words hidden from screen readers": ("markup", text(3, "<p>", '<p aria-hidden="true">')),
    "words besides the sentences": ("markup", text(3, "</section>", "<em>50 mg</em></section>")),
    "words after the section": ("markup", text(3, "</body>", "<p>50 mg</p></body>")),
    "a comment": ("markup", text(3, "<p>", "<!-- 50 mg --><p>")),
    "an instruction": ("markup", text(3, "<p>", "<?show 50 mg?><p>")),
    "a style that hides": ("markup", within("EPUB/styles.css", "figure,", "p { display: none; } figure,")),
    "a handler": ("markup", text(3, "<body>", '<body onload="alert(1)">')),
    "a link out of the book": ("markup", text(3, r"(A column of bones)", r'<a href="https://example.org/">\1</a>')),
    "another language of the text": ("markup", text(3, 'xml:lang="en"', 'xml:lang="fr"')),
    "another direction": ("markup", text(3, 'dir="ltr"', 'dir="rtl"')),
    "no label of the page": ("markup", text(3, ' aria-label="3"', "")),
    "another cover text": ("markup", within("EPUB/cover.xhtml", 'alt="Your', 'alt="Our')),
    "another package": ("markup", within("META-INF/container.xml", "EPUB/package.opf", "EPUB/other.opf")),
    "no duration of a part": (
        "durations",
        within(PACKAGE, r'<meta property="media:duration" refines="#overlay-3">.*?\n', ""),
    ),
    "a picture of the web": ("pictures", text(3, r'src="\.\./images/[^"]*"', 'src="https://example.org/a.svg"')),
    "a picture that is lost": ("pictures", removed("EPUB/images/0003-1.svg")),
    # what cannot be read
    "XML that is not closed": ("can be read", text(3, "</section>", "")),
    "an entity declared": ("can be read", text(3, "<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "50 mg">]>&a;')),
    "a text without a section": ("can be read", text(3, "(</?)section", r"\1div")),
    "a list from nowhere": ("can be read", text(7, 'start="3"', 'start="x"')),
    "a slide without a number": ("can be read", text(3, 'id="slide-3"', 'id="slide-x"')),
}


@each("name", PLANTED)
def test_a_fault_in_the_standard_edition_is_found(books, name):
    check, plant = PLANTED[name]
    found = books["en", "standard"].found(plant)
    assert check in found
    assert all(line and "\n" not in line and "None" not in line for lines in found.values() for line in lines)


DESCRIBED: dict[str, tuple[str, str, Plant]] = {
    "a skippable that is not": ("en", "what can be skipped", overlay(3, ' epub:type="figure"', "")),
    "a number that cannot be skipped": ("es", "what can be skipped", overlay(2, ' epub:type="pagebreak"', "")),
    "a heading of another type": ("ar", "what can be skipped", overlay(3, 'epub:type="title"', 'epub:type="pagebreak"')),
    "a point that cannot be skipped": ("en", "what can be skipped", overlay(7, ' epub:type="list-item"', "")),
    "words that cannot be skipped": ("es", "what can be skipped", overlay(1, ' epub:type="notice"', "")),
    "a description twice": (
        "en", "sentences", text(3, r'(<p id="description-3-1">)(.*?)(</p>)', r"\1\2 \2\3"),
    ),
    "a description lost": ("es", "sentences", text(2, r"<figcaption>.*?</figcaption>\n", "")),
    "the end of a picture lost": ("ar", "sentences", text(3, r' <span id="s3-\d">[^<]*</span></p>\n</figcaption>', "</p>\n</figcaption>")),
    "a slide number changed": ("en", "sentences", text(3, "Slide 3 of", "Slide 4 of")),
    "a heading not said": ("es", "sentences", text(2, r'<span id="s2-2">([^<]*)</span>', r"\1")),
    "a number that stands twice": ("en", "markup", text(7, '<li class="numbered">', "<li>")),
    "a number that stands nowhere": ("es", "markup", text(3, "<ol>\n<li>", '<ol>\n<li class="numbered">')),
    "no numbers of a list": ("en", "markup", within("EPUB/styles.css", r"\.numbered \{", "li {")),
    "a point not said": ("en", "sentences", text(7, r'<span id="s7-5">([^<]*)</span>', r"\1")),
    "a dose turned": ("ar", "right to left", text(4, "\u20665 mL\u2069", "5 mL")),
    "a range turned in a list": ("ar", "right to left", text(4, "<li>خذ \u20665 mL\u2069", "<li>خذ 5 mL")),
    "an override": ("ar", "markup", text(4, "لا تأكل", "\u202eلا تأكل\u202c")),
    "the way pages turn": ("ar", "markup", within(PACKAGE, "page-progression-direction=\"rtl\"", "page-progression-direction=\"ltr\"")),
    "listening said not to be enough": (
        "es", "markup", within(PACKAGE, '<meta property="schema:accessModeSufficient">auditory</meta>\n', ""),
    ),
    "a boundary between a number and a heading": (
        "ar", "times", overlay(3, r'clipEnd="(0:00:0\d)\.(\d)', lambda m: f'clipEnd="{m[1]}.{(int(m[2]) + 5) % 10}'),
    ),
}  # fmt: skip


@each("name", DESCRIBED)
def test_a_fault_in_the_described_edition_is_found(books, name):
    language, check, plant = DESCRIBED[name]
    assert check in books[language, "described"].found(plant)


def broken_zip(change: Callable[[bytes], bytes]) -> Callable[[Book], dict[str, tuple[str, ...]]]:
    def faults(book: Book) -> dict[str, tuple[str, ...]]:
        book.path.write_bytes(change(book.content))
        return book.faults()

    return faults


def dated(content: bytes) -> bytes:
    """The first entry gets a date, in its own header and in the list at the end."""
    start = content.index(b"PK\1\2")
    date = struct.pack("<H", 46 << 9 | 3 << 5 | 1)
    return content[:12] + date + content[14 : start + 14] + date + content[start + 16 :]


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@each(
    "name, check, change",
    [
        ("bytes before", "zip file", lambda content: b"50 mg" + content),
        ("bytes after", "zip file", lambda content: content + b"50 mg"),
        ("a date", "zip file", dated),
        ("another byte of a track", "can be read", lambda content: flipped(content, content.index(b"LAME") + 999)),
        ("half of it", "can be read", lambda content: content[: len(content) // 2]),
        ("nothing", "can be read", lambda content: b""),
    ],
)
def test_what_lies_in_the_zip_file_besides_its_files_is_found(books, name, check, change):
    assert check in broken_zip(change)(books["es", "standard"])


def test_a_digest_that_the_manifest_lacks_is_a_fault(books):
    book = books["es", "standard"]
    kept = dict(book.record.manifest.described)
    try:
        book.record.manifest.described["epub part 1"] = hashlib.sha256(b"").hexdigest()
        assert "words about pictures, points, publisher" in book.faults()
    finally:
        book.record.manifest.described.clear()
        book.record.manifest.described.update(kept)


@pytest.mark.parametrize("edition", ["standard", "described"])
def test_a_book_of_another_edition_is_not_taken_for_it(books, edition):
    book, other = books["es", edition], books["en", edition]
    book.path.write_bytes(other.content)
    assert {"slides", "sentences"} & set(book.faults())
