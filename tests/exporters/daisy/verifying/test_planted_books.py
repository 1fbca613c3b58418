"""Faults in books of three languages, with and without descriptions: whatever is lost, moved, added or miscounted is found."""

import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from narrate.editions import DESCRIBED, STANDARD
from tests.exporters.daisy.making import LANGUAGES, MadeBook, planted
from tests.tables import each
from tests.zips import entry, write_zip

Change = Callable[[dict[str, bytes]], None]
RULES = "rules of DAISY 2.02"
EVERY = [(language, edition) for language in LANGUAGES for edition in (STANDARD, DESCRIBED)]
SOME = [("en", STANDARD), ("es", DESCRIBED), ("ar", STANDARD)]
SLIDE, TEXT, NCC, MASTER = "dtb00003.smil", "content.html", "ncc.html", "master.smil"


def in_file(name: str, pattern: str, by: str, count: int = 1) -> Change:
    """Replace what matches ``pattern`` in the file ``name``."""

    def change(files: dict[str, bytes]) -> None:
        text = files[name].decode()
        changed, number = re.subn(pattern, by, text, count=count, flags=re.DOTALL)
        assert number, pattern
        files[name] = changed.encode()

    return change


def all_of(*changes: Change) -> Change:
    def change(files: dict[str, bytes]) -> None:
        for one in changes:
            one(files)

    return change


def bytes_of(name: str, turn: Callable[[bytes], bytes]) -> Change:
    def change(files: dict[str, bytes]) -> None:
        files[name] = turn(files[name])

    return change


def without(name: str) -> Change:
    return lambda files: files.pop(name) and None


def named(one: str, other: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        for name in list(files):
            files[other if name == one else name] = files.pop(name)

    return change


# The faults that every check of its own must find, whatever else finds them: (what is done, check, change).
FAULTS: dict[str, tuple[str, Change]] = {
    # files
    "a file more": ("files", lambda files: files.update({"leaflet.html": b"<p>50 mg</p>"})),
    "a track lost": ("files", without("dtb00003.mp3")),
    "times lost": ("files", without(SLIDE)),
    "the style lost": ("files", without("default.css")),
    "another name": ("files", named("dtb00003.mp3", "DTB00003.MP3")),
    "a long name": (RULES, named("dtb00003.mp3", "what-your-spine-is.mp3")),
    "files in another order": ("files", lambda files: files.update({"default.css": files.pop("default.css")})),
    "the NCC lost": ("can be read", without(NCC)),
    "the text lost": ("can be read", without(TEXT)),
    # sound
    "a byte of sound": ("sound", bytes_of("dtb00002.mp3", lambda sound: b"\xff" + sound[1:])),
    "sound cut off": ("sound", bytes_of("dtb00002.mp3", lambda sound: sound[:-1])),
    "sound added": ("sound", bytes_of("dtb00002.mp3", lambda sound: sound + b"\0")),
    "another slide's sound": (
        "sound",
        lambda files: files.update({"dtb00002.mp3": files["dtb00003.mp3"], "dtb00003.mp3": files["dtb00002.mp3"]}),
    ),
    # encodings
    "a byte order mark": (RULES, bytes_of(TEXT, lambda text: b"\xef\xbb\xbf" + text)),
    "lines of another system": (RULES, bytes_of(SLIDE, lambda text: text.replace(b"\r\n", b"\n"))),
    "another encoding declared": (RULES, in_file(TEXT, 'encoding="utf-8"', 'encoding="iso-8859-1"')),
    "no charset": (RULES, in_file(NCC, "text/html; charset=utf-8", "text/html")),
    "another charset": (RULES, in_file(NCC, '(ncc:charset" content=")utf-8', r"\1iso-8859-1")),
    # totals
    "a wrong total": (RULES, in_file(NCC, r'(totalTime" content="00:00:)\d\d', r"\g<1>59")),
    "a wrong total of all": (RULES, in_file(MASTER, r'(timeInThisSmil" content="00:00:)\d\d', r"\g<1>59")),
    "a wrong time before": (RULES, in_file(SLIDE, r'(totalElapsedTime" content="00:0)\d', r"\g<1>9")),
    "a wrong time": (RULES, in_file(SLIDE, r'(timeInThisSmil" content="00:0)\d', r"\g<1>9")),
    "a wrong duration": (RULES, in_file(SLIDE, r'(seq dur=")\d+', r"\g<1>99")),
    "a wrong count of entries": (RULES, in_file(NCC, r'(tocItems" content=")\d+', r"\g<1>99")),
    "a wrong count of pages": (RULES, in_file(NCC, r'(pageNormal" content=")\d+', r"\g<1>5")),
    "a wrong last page": (RULES, in_file(NCC, r'(maxPageNormal" content=")\d+', r"\g<1>5")),
    "a wrong depth": (RULES, in_file(NCC, r'(depth" content=")\d+', r"\g<1>3")),
    "a wrong count of files": (RULES, in_file(NCC, r'(ncc:files" content=")\d+', r"\g<1>9")),
    "a wrong count of notes": (RULES, in_file(NCC, r'(prodNotes" content=")\d+', r"\g<1>77")),
    "a wrong size": (RULES, in_file(NCC, r'(kByteSize" content=")\d+', r"\g<1>9999")),
    # metadata
    "no date": (RULES, in_file(NCC, "<meta name=.dc:date.[^>]*>\r\n", "")),
    "a date that is none": (RULES, in_file(NCC, "2026-03-01", "soon")),
    "another date": ("words that nobody says", in_file(NCC, "2026-03-01", "2026-03-02")),
    "no creator": (RULES, in_file(NCC, "<meta name=.dc:creator.[^>]*>\r\n", "")),
    "two identifiers": (RULES, in_file(NCC, "(<meta name=.dc:identifier.[^>]*>\r\n)", r"\1\1")),
    "another identifier": (RULES, in_file(SLIDE, "urn:uuid:", "urn:uuid:0")),
    "another publisher": ("words that nobody says", in_file(NCC, "Clinic", "Klinik", 2)),
    "another narrator": ("navigation", in_file(NCC, r"hum \(fake\)", "A nurse")),
    "another language": ("navigation", in_file(NCC, r'(dc:language" content=")..', r"\1fr")),
    "unknown metadata": (RULES, in_file(NCC, "<meta name=.ncc:setInfo.", '<meta name="ncc:dose" content="5" />\\g<0>')),
    "another format": (RULES, in_file(NCC, "Daisy 2.02", "Daisy 2.2")),
    # navigation
    "no title first": (RULES, in_file(NCC, 'h1 class="title"', "h1")),
    "a missing page target": (RULES, in_file(NCC, r'(g00003"><a href="dtb00003.smil#)t00003_0001', r"\1t00003_0099")),
    "a page lost": (RULES, in_file(NCC, '<span class="page-normal" id="g00003">.*?</span>\r\n', "")),
    "a page twice": (RULES, in_file(NCC, '(<span class="page-normal" id="g00003">.*?</span>\r\n)', r"\1\1")),
    "pages exchanged": (RULES, in_file(NCC, "(>)3(</a></span>.*?>)4(</a></span>)", r"\g<1>4\g<2>3\3")),
    "a page that is no number": (RULES, in_file(NCC, ">3</a>", ">iii</a>")),
    "a heading lost": (RULES, in_file(NCC, '<h2 id="c00003">.*?</h2>\r\n', "")),
    "a heading of another slide": (
        RULES,
        in_file(NCC, '(c00003"><a href=")dtb00003.smil#t00003', r"\1dtb00002.smil#t00002"),
    ),
    "a heading level jumped": (RULES, in_file(NCC, '<h2( id="c00003">.*?</)h2>', r"<h3\1h3>")),
    "a heading level raised": ("navigation", in_file(NCC, '<h2( id="c00004">.*?</)h2>', r"<h1\1h1>")),
    "another heading": ("navigation", in_file(NCC, '(c00004"><a href="[^"]*">).*?</a>', r"\g<1>5 mg</a>")),
    "words besides": (RULES, in_file(NCC, "</h1>\r\n", " 50 mg</h1>\r\n")),
    "a paragraph in the NCC": (RULES, in_file(NCC, "</body>", "<p>50 mg</p></body>")),
    "an id twice": (RULES, in_file(NCC, 'id="c00004"', 'id="c00003"')),
    "a link elsewhere": (RULES, in_file(NCC, 'dtb00003.smil#t00003_0001"', 'https://dose.example"')),
    "another style": ("navigation", bytes_of("default.css", lambda text: text + b"p { display: none }\r\n")),
    # times
    "a boundary moved": ("clips", in_file(SLIDE, r"npt=(\d+)\.(\d)00s(.*?)npt=\1\.\2", r"npt=\1.\g<2>50s\3npt=\1.\2")),
    "a clip turned": (RULES, in_file(SLIDE, 'clip-end="npt=[^"]*"', 'clip-end="npt=0.000s"')),
    "the beginning left out": (RULES, in_file(SLIDE, 'clip-begin="npt=0.000s"', 'clip-begin="npt=0.200s"')),
    "a sentence not heard": (RULES, in_file(SLIDE, '<par[^>]*id="p00003_0002">.*?</par>\r\n', "")),
    "a sentence heard twice": (RULES, in_file(SLIDE, '(<par[^>]*id="p00003_0002">.*?</par>\r\n)', r"\1\1")),
    "sentences exchanged": (
        RULES,
        in_file(SLIDE, r"s00003_0001(.*?)s00003_0002", r"s00003_0002\1s00003_0001"),
    ),
    "a text that is not there": (RULES, in_file(SLIDE, "content.html#s00003_0001", "content.html#s00003_0077")),
    "a sound that is not there": (RULES, in_file(SLIDE, "dtb00003.mp3", "dtb00077.mp3")),
    "another sound": ("times", in_file(SLIDE, "dtb00003.mp3", "dtb00002.mp3", 0)),
    "no endsync": (RULES, in_file(SLIDE, ' endsync="last"', "")),
    "an unknown switch": (
        RULES,
        in_file(SLIDE, '(<par endsync="last")(?: system-required="[^"]*")?', r'\1 system-required="dose-on"'),
    ),
    "a sentence that can be skipped": (
        "what can be skipped",
        in_file(SLIDE, '<par endsync="last" id', '<par endsync="last" system-required="prodnote-on" id'),
    ),
    "no region": (RULES, in_file(SLIDE, "txtView", "view")),
    "an id of another slide": (RULES, in_file(SLIDE, 'id="a00003_0001"', 'id="t00004_0001"')),
    "a comment": ("times", in_file(SLIDE, "<seq dur", "<!-- 50 mg --><seq dur")),
    "a slide not listed": (RULES, in_file(MASTER, '<ref [^>]*id="m00003" />\r\n', "")),
    "slides exchanged in the list": (RULES, in_file(MASTER, "dtb00003(.*?)dtb00004", r"dtb00004\1dtb00003")),
    "another name in the list": ("times", in_file(MASTER, '(title=")[^"]*(" src="dtb00004)', r"\g<1>5 mg\2")),
    # text
    "a number changed": ("text", in_file(TEXT, "5 mg", "50 mg")),
    "a sentence lost": (RULES, in_file(TEXT, '<p><span class="sentence" id="s00003_....">.*?</p>\r\n', "")),
    "a sentence twice": (RULES, in_file(TEXT, '(<p><span class="sentence" id="s00003.*?</p>\r\n)', r"\1\1")),
    "words added": ("words that nobody says", in_file(TEXT, "</body>", "<p>50 mg</p>\r\n</body>")),
    "words added to a sentence": ("text", in_file(TEXT, "</a></span></p>\r\n<div", " 50 mg</a></span></p>\r\n<div")),
    "a point changed": ("words that nobody says", in_file(TEXT, "</li>", " 2</li>")),
    "a point lost": ("words that nobody says", in_file(TEXT, "<li>(?:(?!</li>).)*</li>\r\n</ul>", "</ul>")),
    "a number of a list": ("words that nobody says", in_file(TEXT, 'start="3"', 'start="4"')),
    "a list without numbers": ("words that nobody says", in_file(TEXT, '<ol start="3">(.*?)</ol>', r"<ul>\1</ul>")),
    "a heading level jumped in the text": (RULES, in_file(TEXT, '<h2( id="h00003">.*?</)h2>', r"<h3\1h3>")),
    "a heading of the text changed": ("text", in_file(TEXT, '(<h1[^>]*id="h00006">.*?)</a>', r"\1 5 mg</a>")),
    "an id of the text twice": (RULES, in_file(TEXT, 'id="h00003"', 'id="h00001"')),
    "a link of the text astray": (RULES, in_file(TEXT, "#t00003_0002", "#t00003_0092")),
    "hidden words": ("text", in_file(TEXT, "<p>", '<p style="display:none">')),
    "a script": ("text", in_file(TEXT, "</head>", "<script>1</script></head>")),
    "an address": (RULES, in_file(TEXT, "</body>", '<p><a href="https://dose.example">5</a></p></body>')),
    "a page of the text lost": (RULES, in_file(TEXT, '<p><span class="page-normal" id="g00004">.*?</p>\r\n', "")),
    "words turned": ("text", in_file(TEXT, "5 mg", "\u202e5 mg")),
    "not XML": ("can be read", in_file(TEXT, "</body>", "")),
    "entities": ("text", in_file(TEXT, "</body>", "&dose;</body>")),
}
# Faults that only a described edition can have.
OF_NOTES: dict[str, tuple[str, Change]] = {
    "a description twice": (RULES, in_file(TEXT, '(<p><span class="optional-prodnote".*?</p>\r\n)', r"\1\1")),
    "a description heard twice": (
        RULES,
        in_file(SLIDE, '(<par[^>]*prodnote-on" id="p00003_0005">.*?</par>\r\n)', r"\1\1"),
    ),
    "a description lost": (
        RULES,
        all_of(
            in_file(TEXT, '<p><span class="optional-prodnote" id="n00003_1">.*?</p>\r\n', ""),
            in_file(NCC, '<span class="optional-prodnote" id="n00003_1">.*?</span>\r\n', ""),
        ),
    ),
    "a skippable that isn't": (
        RULES,
        in_file(SLIDE, ' system-required="prodnote-on" id="p00003_0005"', ' id="p00003_0005"'),
    ),
    "a heading that isn't skippable": (
        "what can be skipped",
        in_file(SLIDE, ' system-required="prodnote-on" id="p00003_0002"', ' id="p00003_0002"'),
    ),
    "a page that isn't skippable": (RULES, in_file(SLIDE, ' system-required="pagenumber-on"', "")),
    "a page skipped with notes": (RULES, in_file(SLIDE, "pagenumber-on", "prodnote-on")),
    "a note skipped with pages": (RULES, in_file(SLIDE, "prodnote-on", "pagenumber-on")),
    "a note that is none": (RULES, in_file(TEXT, ' class="optional-prodnote" id="n00003_1"', ' id="n00003_1"')),
    "a note not listed": (RULES, in_file(NCC, '<span class="optional-prodnote" id="n00003_1">.*?</span>\r\n', "")),
    "a note of another class": (RULES, in_file(NCC, "optional-prodnote", "prodnote")),
    "another note": ("navigation", in_file(NCC, '(n00003_1"><a [^>]*>).*?</a>', r"\g<1>5 mg</a>")),
    "narration made a note": (
        RULES,
        in_file(SLIDE, '(<par endsync="last")( id="p00003_0003")', r'\1 system-required="prodnote-on"\2'),
    ),
}


def test_what_is_written_is_found_sound(books):
    assert {key: book.faults() for key, book in books.items()} == {key: {} for key in EVERY}


@each("what", FAULTS)
def test_a_planted_fault_is_found(books, what):
    check, change = FAULTS[what]
    for key in SOME:
        assert check in planted(books[key], change), key


@each("what", OF_NOTES)
def test_a_planted_fault_of_notes_is_found(books, what):
    check, change = OF_NOTES[what]
    for language in LANGUAGES:
        assert check in planted(books[language, DESCRIBED], change), language


def moved(files: dict[str, bytes]) -> None:
    """Move a boundary by 40 ms in both clips, so that all sums stay as they are."""
    text = files[SLIDE].decode()
    first = re.search(r'clip-end="npt=(\d+\.\d{3})s"', text)
    assert first
    later = f"{float(first[1]) + 0.04:.3f}"
    files[SLIDE] = text.replace(f"npt={first[1]}s", f"npt={later}s").encode()


@each("language", LANGUAGES)
def test_a_number_stands_once_in_a_list(books, language):
    text = {edition: books[language, edition].files()[TEXT].decode() for edition in (STANDARD, DESCRIBED)}
    assert 'class="numbered"' not in text[STANDARD]
    assert re.search('<ol start="3">\r\n<li class="numbered">(?:<[^>]*>)*3: ', text[DESCRIBED])
    assert b".numbered { list-style-type" in books[language, DESCRIBED].files()["default.css"]


@each("language", LANGUAGES)
def test_a_number_that_stands_twice_or_not_at_all_is_found(books, language):
    for pattern, by in (('<li class="numbered">', "<li>"), ("</li>\r\n<li>", '</li>\r\n<li class="numbered">')):
        assert "text" in planted(books[language, DESCRIBED], in_file(TEXT, f"(<ol.*?){pattern}", rf"\1{by}"))


@each("key", EVERY)
def test_a_boundary_that_is_moved_in_step_is_found_by_the_timeline_alone(books, key):
    found = planted(books[key], moved)
    assert set(found) == {"clips", "times"}
    assert "begins 40 ms away from its time" in found["clips"][0]


@each("key", EVERY)
def test_words_exchanged_between_slides_are_found(books, key):
    def exchange(files: dict[str, bytes]) -> None:
        text = files[TEXT].decode()
        items = re.findall(r"<li>[^<]*</li>", text)
        one, other = items[0], items[-1]
        text = text.replace(one, "\0").replace(other, one, 1).replace("\0", other)
        files[TEXT] = text.encode()

    assert "words that nobody says" in planted(books[key], exchange)


def entries_with(**facts: object) -> Callable[[MadeBook], None]:
    """Write the book again, with ``facts`` of its entries that narrate does not write."""

    def change(book: MadeBook) -> None:
        files = book.files()
        with zipfile.ZipFile(book.path, "w") as archive:
            for name, content in files.items():
                changed = entry(name)
                for fact, value in facts.items():
                    setattr(changed, fact, value)
                archive.writestr(changed, content)

    return change


def appended(content: bytes) -> Callable[[MadeBook], None]:
    return lambda book: book.path.write_bytes(book.path.read_bytes() + content) and None


def prepended(content: bytes) -> Callable[[MadeBook], None]:
    return lambda book: book.path.write_bytes(content + book.path.read_bytes()) and None


def commented(book: MadeBook) -> None:
    with zipfile.ZipFile(book.path, "a") as archive:
        archive.comment = b"50 mg"


def twice(book: MadeBook) -> None:
    files = book.files()
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(book.path, "a") as archive:
        archive.writestr("ncc.html", files["ncc.html"])


ZIPS = {
    "a date": entries_with(date_time=(2026, 3, 1, 0, 0, 0)),
    "a comment of an entry": entries_with(comment=b"50 mg"),
    "an extra field": entries_with(extra=b"\x99\x99\x02\x00mg"),
    "compressed": entries_with(compress_type=zipfile.ZIP_DEFLATED),
    "other rights": entries_with(external_attr=0o777 << 16),
    "made on another system": entries_with(create_system=0),
    "bytes after it": appended(b"50 mg"),
    "bytes before it": prepended(b"50 mg"),
    "a comment": commented,
    "a file twice": twice,
}


@each("what", ZIPS)
def test_a_zip_file_of_another_form_is_found(books, what):
    for key in (("en", STANDARD), ("ar", DESCRIBED)):
        book = books[key]
        before = book.path.read_bytes()
        try:
            ZIPS[what](book)
            assert book.path.read_bytes() != before
            assert {"files", "can be read"} & set(book.faults()), key
        finally:
            book.path.write_bytes(before)


@each("content", [b"", b"PK", b"words", b"PK\5\6" + bytes(18), b"PK\3\4" * 99])
def test_what_is_no_book_is_a_fault(books, content):
    book = books["en", STANDARD]
    before = book.path.read_bytes()
    try:
        book.path.write_bytes(content)
        assert book.faults()
    finally:
        book.path.write_bytes(before)


def test_a_file_that_unpacks_to_very_much_is_not_read(books):
    book = books["es", STANDARD]
    before = book.path.read_bytes()
    try:
        with zipfile.ZipFile(book.path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("content.html", bytes(70 << 20))
        assert "is larger than 64 MB" in str(book.faults())
    finally:
        book.path.write_bytes(before)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_change_of_characters_goes_unseen(books, data):
    book = books[data.draw(st.sampled_from(EVERY))]
    files = book.files()
    name = data.draw(st.sampled_from(sorted(files)))
    content = files[name]
    start = data.draw(st.integers(0, len(content) - 1))
    end = start + data.draw(st.integers(0, 8))
    changed = content[:start] + data.draw(st.text(max_size=5)).encode() + content[end:]
    before = book.path.read_bytes()
    try:
        write_zip(book.path, {**files, name: changed})
        assert bool(book.faults()) == (changed != content)
    finally:
        book.path.write_bytes(before)
