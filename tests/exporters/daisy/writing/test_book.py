"""What is written: the same bytes for the same script, whole sound in clips without gaps, and text in the order of time."""

import datetime
import errno
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st
from lxml import etree

import narrate
from narrate.editions import DESCRIBED, STANDARD
from narrate.errors import InputError, OutsideError
from narrate.exporters.daisy import EXPORTER
from narrate.exporters.daisy.writing import book as writing
from narrate.model import Kind, Purpose, Voice
from narrate.slides import paginate
from tests.exporters.daisy.making import LANGUAGES, described, edition_of, make_book, script_in, write
from tests.exporters.test_document import SEGMENT, timeline_of
from tests.fake_engine import FakeEngine
from tests.memory import peak_of
from tests.slides.making import LIGHT, Maker, script_of
from tests.tables import each
from tests.writing import THREE_SLIDES
from tests.writing import write as write_text

XHTML = "{http://www.w3.org/1999/xhtml}"
EVERY = [(language, edition) for language in LANGUAGES for edition in (STANDARD, DESCRIBED)]
CLIP = re.compile(
    r'<par endsync="last"(?: system-required="([a-z-]+)")? id="p[\d_]+"><text src="content.html#(\w+)".*?'
    r'clip-begin="npt=([\d.]+)s" clip-end="npt=([\d.]+)s"'
)


def clips(files: dict[str, bytes], number: int) -> list[tuple[str, str, int, int]]:
    """The clips of a slide: (what a listener must not have turned off, id of the text, start and end in ms)."""
    found = CLIP.findall(files[f"dtb{number:05d}.smil"].decode())
    return [(skip, text, round(float(begin) * 1000), round(float(end) * 1000)) for skip, text, begin, end in found]


def texts(files: dict[str, bytes]) -> dict[str, str]:
    root = etree.fromstring(files["content.html"])
    spans = [one for one in root.iter(f"{XHTML}span") if one.get("class") == "sentence"]
    return {one.get("id"): "".join(one.itertext()) for one in spans}


@each("key", EVERY)
def test_the_same_script_gives_the_same_bytes(books, tmp_path, key):
    assert make_book(tmp_path, *key).path.read_bytes() == books[key].path.read_bytes()


@each("key", EVERY)
def test_a_book_is_a_plain_zip_of_small_names(books, key):
    with zipfile.ZipFile(books[key].path) as book:
        entries = book.infolist()
    assert {(one.compress_type, one.date_time[0], one.flag_bits) for one in entries} == {(zipfile.ZIP_STORED, 1980, 0)}
    assert all(re.fullmatch(r"[a-z0-9]{1,8}\.[a-z0-9]{3,4}", one.filename) for one in entries)
    assert entries[-1].filename == "ncc.html"  # it counts all others


@each("key", EVERY)
def test_each_sentence_is_a_clip_and_all_clips_are_the_whole_sound(books, key):
    book = books[key]
    files, total = book.files(), 0
    for number, track in enumerate(book.timeline.tracks, 1):
        found = clips(files, number)
        starts = [clip.start_ms - track.start_ms for clip in track.clips]
        assert [begin for _, _, begin, _ in found] == [0, *starts[1:]]
        assert all(one[3] == other[2] for one, other in pairwise(found))
        assert found[-1][3] == track.duration_ms
        total += sum(end - begin for _, _, begin, end in found)
    assert total == book.timeline.duration_ms


@each("key", EVERY)
def test_the_text_holds_every_sentence_in_the_order_of_time(books, key):
    book = books[key]
    files, heard = book.files(), texts(book.files())
    plain = [re.sub("[\u2066-\u2069]", "", text) for text in heard.values()]
    assert plain == [sentence.text for track in book.timeline.tracks for sentence in track.segment.sentences]
    numbers = range(1, len(book.timeline.tracks) + 1)
    assert list(heard) == [text for number in numbers for _, text, _, _ in clips(files, number)]


@each("language", LANGUAGES)
def test_without_what_can_be_skipped_the_standard_edition_is_left(books, language):
    plain, whole = books[language, STANDARD], books[language, DESCRIBED]
    files, words = whole.files(), texts(whole.files())
    numbers = range(1, len(plain.timeline.tracks) + 1)
    left = [(number, words[text]) for number in numbers for skip, text, _, _ in clips(files, number) if not skip]
    of_plain = texts(plain.files())
    assert left == [(n, of_plain[text]) for n in numbers for _, text, _, _ in clips(plain.files(), n)]
    skipped = [skip for number in numbers for skip, _, _, _ in clips(files, number) if skip]
    said = [s.purpose for track in whole.timeline.tracks for s in track.segment.sentences]
    assert skipped.count("pagenumber-on") == said.count(Purpose.SLIDE_NUMBER) == len(numbers)
    assert len(skipped) == len(said) - said.count(Purpose.NARRATION)
    assert {skip for n in numbers for skip, _, _, _ in clips(plain.files(), n)} == {""}


def test_pictures_have_their_words_whether_or_not_somebody_says_them(books):
    plain = books["en", STANDARD].files()["content.html"].decode()
    assert (
        "<p>Picture: A broken bone: A broken bone, 2</p>\r\n<p>The neck of the bone is broken &lt;in two&gt;.</p>"
        in plain
    )
    whole = books["en", DESCRIBED].files()["content.html"].decode()
    assert whole.count("The neck of the bone is broken") == 1
    assert whole.count("Picture: A sound bone: A sound bone") == 1
    assert "<p>Picture: A broken bone, 2</p>" in whole  # the short text too


def test_what_is_not_known_is_said_to_be_unknown(tmp_path):
    script = replace(script_in("en", tmp_path), publisher="")
    timeline = replace(timeline_of(script), voice=Voice("recordings", "nurse", "en"))
    edition = edition_of(timeline, tmp_path / "edition", date=None)
    EXPORTER.write(edition, tmp_path / "edition")
    with zipfile.ZipFile(tmp_path / "edition/hip.daisy.zip") as book:
        ncc = book.read("ncc.html").decode()
    assert '<meta name="dc:date" content="0000" scheme="yyyy" />' in ncc
    assert '<meta name="dc:publisher" content="unknown" />' in ncc
    assert "ncc:narrator" not in ncc


@each(("language", "marks"), [("sw", ' lang="en" xml:lang="en"'), ("ur", ' lang="en" xml:lang="en" dir="ltr"')])
def test_narrates_own_words_are_marked_as_english(tmp_path, language, marks):
    script = replace(script_in("en", tmp_path), language=language)
    book = write(timeline_of(script), tmp_path / "edition")
    content = book.files()["content.html"].decode()
    assert (
        f'<span class="page-normal" id="g00002"{marks}><a href="dtb00002.smil#t00002_0001">Slide 2 of 6.</a>' in content
    )
    assert "Picture:" not in content
    assert book.faults() == {}


def test_a_title_of_any_letters_stays_as_it_is(tmp_path):
    title = 'The "knee" <5 mg> & {size} \' %s \\0'
    script = replace(script_in("en", tmp_path), title=title)
    book = write(timeline_of(script), tmp_path / "edition")
    assert etree.fromstring(book.files()["ncc.html"]).findtext(f".//{XHTML}title") == title
    assert book.faults() == {}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SEGMENT, min_size=1, max_size=3), st.sampled_from(["en", "ar", "ja"]))
def test_any_script_gives_a_book_without_faults(tmp_path_factory, wanted, language):
    make = Maker()
    segments = [make("A test.", heading="A test", kind=Kind.TITLE)]
    part = None
    for sentences, heading, count, section in wanted:
        if section and not part:
            part = section
            segments.append(make(part, heading=part, kind=Kind.SECTION, section=part))
        spoken = [f"{'rest ' * words}well." for words, _ in sentences]
        points = ["rest well"] * min(count, len(spoken)) if heading else []
        segments.append(make("Rest.", *spoken, heading=heading, points=points, section=part))
    try:
        script = paginate(script_of(*segments, language=language), LIGHT)
    except InputError:
        reject()
    book = write(timeline_of(script), tmp_path_factory.mktemp("any") / "edition")
    assert book.faults() == {}


class LongTimeline:
    """What the limits look at: slides, and how long they last."""

    def __init__(self, slides: int, hours: float) -> None:
        self.tracks, self.duration_ms = range(slides), round(hours * 3_600_000)
        self.script = script_of()


@each(
    ("slides", "hours", "fault"),
    [
        (1, 23, "662 MB, but players read at most 650 MB"),
        (40_000, 10, "40000 slides, but a DAISY book holds at most 32000"),
        (32_000, 20, "672 MB"),
    ],
)
def test_a_book_that_players_cannot_take_is_refused_before_it_is_written(tmp_path, slides, hours, fault):
    edition = replace(
        edition_of(timeline_of(script_in("en", tmp_path)), tmp_path / "e"), timeline=LongTimeline(slides, hours)
    )
    with pytest.raises(InputError, match=fault) as raised:
        EXPORTER.write(edition, tmp_path)
    (problem,) = raised.value.problems
    assert problem.code == "too-long"
    assert "\n" not in str(problem)
    assert not list(tmp_path.glob("*.zip"))


def test_ten_hours_are_within_the_limits():
    from narrate.exporters.daisy.limits import limit_faults

    assert list(limit_faults(1_500, 10 * 3_600_000)) == []
    assert list(limit_faults(2_000, 22 * 3_600_000)) == []


def test_a_full_disk_is_one_line_and_leaves_nothing(tmp_path, monkeypatch):
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    script = write_text(tmp_path / "script/heart/en.md", THREE_SLIDES)
    monkeypatch.setattr(writing.shutil, "copyfileobj", full)
    with pytest.raises(OutsideError, match="No space left on device; free some space") as raised:
        narrate.build([script], tmp_path / "output", voice=FakeEngine(), store=tmp_path / "store", to=["daisy"])
    assert "\n" not in str(raised.value)
    assert not [path for path in (tmp_path / "output").rglob("*") if path.is_file() and path.stem != "report"]


def test_a_long_book_takes_little_more_memory_than_a_short_one(tmp_path):
    def editions(count: int, folder: Path):
        make = Maker()
        segments = [make(*["Rest well and drink."] * 8, heading=f"Day {n}") for n in range(count)]
        return edition_of(timeline_of(script_of(*segments)), folder)

    peaks = []
    for number, count in enumerate((30, 30, 300)):  # the first also loads modules
        edition = editions(count, tmp_path / f"{number}")
        peaks.append(peak_of(lambda edition=edition: EXPORTER.write(edition, tmp_path)))
        (tmp_path / "test.daisy.zip").unlink()
    assert peaks[2] < peaks[1] + 2_000_000


def test_a_built_book_is_verified(tmp_path):
    script = write_text(tmp_path / "script/heart/en.md", THREE_SLIDES)
    report = narrate.build([script], tmp_path / "output", voice=FakeEngine(), store=tmp_path / "store", to=["daisy"])
    made = report.made[0]
    with zipfile.ZipFile(made.folder / "heart.daisy.zip") as book:
        assert book.read("dtb00002.mp3") == (made.folder / "tracks/02-what-it-is.mp3").read_bytes()
        assert datetime.date(2026, 3, 1).isoformat() in book.read("ncc.html").decode()
    for verified in narrate.verify(tmp_path / "output", store=tmp_path / "store"):
        assert [finding for finding in verified.findings if not finding.ok] == []
        checks = [finding.check for finding in verified.findings if finding.format == "daisy"]
        assert len(checks) == (9 if verified.language else 0), checks


def test_a_described_script_keeps_its_words(tmp_path):
    script = script_in("es", tmp_path)
    for plain, whole in zip(script.segments, described(script).segments, strict=True):
        kept = [one.text for one in whole.sentences if one.purpose is Purpose.NARRATION]
        assert kept == [one.text for one in plain.sentences]
