"""Books of DAISY made without a voice: every kind of slide, in three languages, with and without descriptions."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from narrate.editions import DESCRIBED, STANDARD
from narrate.exporters.daisy import EXPORTER
from narrate.exporters.daisy.verifying import check_book
from narrate.exporters.edition import Edition
from narrate.exporters.timeline import EXPORTER as TIMELINE
from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import Manifest
from narrate.model import Figure, Kind, Point, Purpose, Script, Segment, Sentence, Timeline
from narrate.script.segments import SegmentMaker, SpokenSentence
from narrate.slides import lay_out
from narrate.store import Store
from tests.exporters.test_document import timeline_of
from tests.slides.making import LIGHT, SVG
from tests.zips import write_zip

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Your hip & you",
        "section": "Before you come",
        "heading": "Two bones",
        "sound": "A sound bone",
        "broken": "A broken bone",
        "longer": "The neck of the bone is broken <in two>.",
        "say": "A sound bone carries you. Take 5 mg at 8 in the morning.",
        "more": "24 hours later, do not eat. A dog barks.",
        "point": "Bring your card",
        "list": "What to bring",
        "subtitle": "A guide in two parts",
        "number": "Slide {} of {}.",
        "picture": "Picture: {}",
        "end": "End of picture.",
    },
    "es": {
        "title": "Su cadera y usted",
        "section": "Antes de venir",
        "heading": "Dos huesos",
        "sound": "Un hueso sano",
        "broken": "Un hueso roto",
        "longer": "El cuello del hueso está roto en dos.",
        "say": "Un hueso sano lo sostiene. Tome 5 mg a las 8 de la mañana.",
        "more": "24 horas después, no coma. Un perro ladra.",
        "point": "Traiga su tarjeta",
        "list": "Qué traer",
        "subtitle": "Una guía en dos partes",
        "number": "Diapositiva {} de {}.",
        "picture": "Imagen: {}",
        "end": "Fin de la imagen.",
    },
    "ar": {
        "title": "وركك وأنت",
        "section": "قبل أن تأتي",
        "heading": "عظمان",
        "sound": "عظم سليم",
        "broken": "عظم مكسور",
        "longer": "عنق العظم مكسور إلى جزأين.",
        "say": "العظم السليم يحملك. خذ 5 mg في الساعة 8 صباحًا.",
        "more": "بعد 24–48 ساعة لا تأكل. كلب ينبح.",
        "point": "أحضر بطاقتك",
        "list": "ما تحضره",
        "subtitle": "دليل من جزأين",
        "number": "الشريحة {} من {}.",
        "picture": "صورة: {}",
        "end": "انتهى وصف الصورة.",
    },
}
LANGUAGES = tuple(WORDS)


def script_in(language: str, folder: Path) -> Script:
    """A script with a title, a section, figures that are compared, lists and a closing slide."""
    words, make = WORDS[language], SegmentMaker()
    folder.mkdir(parents=True, exist_ok=True)

    def segment(
        kind: Kind, heading: str | None, *spoken: str, figures: Sequence[Figure] = (), **more: object
    ) -> Segment:
        said = [SpokenSentence(text, number, None) for number, text in enumerate(spoken)]
        return make.make(kind, said, heading=heading, figures=tuple(figures), points=(), **more)

    pair = [_figure(folder, name, words[name], words[name]) for name in ("sound", "broken")]
    pair[1] = replace(pair[1], alt=f"{words['broken']}, 2", description=words["longer"])
    one = replace(_figure(folder, "one", words["sound"]), alt=words["broken"])
    segments = [
        segment(Kind.TITLE, words["title"], words["title"]),
        segment(Kind.SECTION, words["section"], words["section"]),
        segment(Kind.NARRATION, words["heading"], *_split(words["say"]), figures=pair, section=words["section"]),
        segment(Kind.NARRATION, words["list"], *_split(words["more"]), figures=[one], section=words["section"]),
        segment(Kind.NARRATION, None, *_split(words["more"]), section=words["section"]),
        segment(Kind.CLOSING, words["list"], words["list"], words["more"]),
    ]
    segments[2] = replace(segments[2], points=(Point(words["sound"]), Point(words["broken"])))
    segments[3] = replace(segments[3], points=(Point(words["point"], None, 3), Point(words["subtitle"], None, 4)))
    unseen = replace(segments[3].sentences[1], shown=False)
    foreign = replace(segments[4].sentences[1], language="es" if language != "es" else "ar")
    segments[3] = replace(segments[3], sentences=(segments[3].sentences[0], unseen))
    segments[4] = replace(segments[4], sentences=(segments[4].sentences[0], foreign))
    return Script(
        "hip", words["title"], language, tuple(segments), folder / "hip" / f"{language}.md",
        subtitle=words["subtitle"], publisher="Clinic <of> the South",
    )  # fmt: skip


def _figure(folder: Path, name: str, alt: str, label: str = "") -> Figure:
    path = folder / f"{name}.svg"
    path.write_text(SVG.format(564, 376))
    return Figure(path, alt, name=label, size=(564, 376))


def _split(text: str) -> list[str]:
    first, _, second = text.partition(". ")
    return [f"{first}.", second]


def described(script: Script) -> Script:
    """The script with sentences that say what is seen, as the described edition has them."""
    words, total = WORDS[script.language], len(script.segments)
    segments = []
    for number, segment in enumerate(script.segments, 1):
        added: list[tuple[str, Purpose, int]] = [(words["number"].format(number, total), Purpose.SLIDE_NUMBER, -1)]
        if segment.heading and segment.kind is Kind.NARRATION:
            added.append((f"{segment.heading}.", Purpose.HEADING, -1))
        after: list[tuple[str, Purpose, int]] = []
        for index, figure in enumerate(segment.figures):
            shown = ": ".join(text for text in (figure.name, figure.description or figure.alt) if text)
            after += [(words["picture"].format(shown), Purpose.FIGURE, index), (words["end"], Purpose.FIGURE, index)]
        if segment.heading == words["list"] and segment.points:
            after.append((f"{segment.points[0].number}: {words['point']}.", Purpose.POINT, 0))
        if segment.kind is Kind.TITLE:
            after.append((f"{script.subtitle}.", Purpose.WORDS, -1))
        sentences = (
            *_sentences(segment, added, f"{number}a"),
            *segment.sentences,
            *_sentences(segment, after, f"{number}b"),
        )
        segments.append(replace(segment, sentences=sentences))
    return replace(script, segments=tuple(segments))


def _sentences(segment: Segment, added: Iterable[tuple[str, Purpose, int]], mark: str) -> list[Sentence]:
    made = []
    for number, (text, purpose, about) in enumerate(added):
        (sentence,) = SegmentMaker().make(Kind.NARRATION, [SpokenSentence(text, 0, None)], heading=None).sentences
        id_ = f"{segment.id}.{mark}{number}"
        made.append(replace(sentence, id=id_, purpose=purpose, about=about, shown=False, paragraph=-1))
    return made


@dataclass(frozen=True)
class FakeTrack:
    path: Path


@dataclass(frozen=True)
class MadeBook:
    path: Path
    record: Record
    timeline: Timeline
    edition: Edition

    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as book:
            return {name: book.read(name) for name in book.namelist()}

    def faults(self) -> dict[str, tuple[str, ...]]:
        """What is wrong with the book as it lies there, by check."""
        try:
            return {finding.check: finding.faults for finding in check_book(self.record) if not finding.ok}
        except ValueError as error:  # "can be read" in narrate verify
            return {"can be read": (str(error),)}


def edition_of(timeline: Timeline, folder: Path, date: datetime.date | None = datetime.date(2026, 3, 1)) -> Edition:
    """An edition whose tracks are no sound, but have the right sizes."""
    (folder / "tracks").mkdir(parents=True)
    tracks = []
    for number, track in enumerate(timeline.tracks, 1):
        path = folder / f"tracks/{number:02d}-{track.segment.id}.mp3"
        path.write_bytes(bytes([number % 256]) * (track.duration_ms // 100))
        tracks.append(FakeTrack(path))
    encoding: Future = Future()
    encoding.set_result({".mp3": tuple(tracks)})

    def none(*_: object) -> None:
        raise AssertionError("a talking book shows no picture")

    return Edition(timeline, lay_out(timeline.script, LIGHT), none, none, encoding, date, (EXPORTER,))


def make_book(folder: Path, language: str, edition: str = STANDARD) -> MadeBook:
    """Write the book of an edition into ``folder``, with its timeline and tracks."""
    script = script_in(language, folder / "script")
    spoken = timeline_of(described(script) if edition == DESCRIBED else script)
    return write(replace(spoken, edition=edition), folder / "edition")


def write(timeline: Timeline, folder: Path) -> MadeBook:
    edition = edition_of(timeline, folder)
    EXPORTER.write(edition, folder)
    TIMELINE.write(edition, folder)
    script = timeline.script
    manifest = Manifest(
        topic=script.topic, title=script.title, language=script.language, edition=timeline.edition,
        voice=str(timeline.voice), slides=len(timeline.tracks), duration_ms=timeline.duration_ms, made_from="",
        inputs={}, files={}, clips={}, tracks=(), pictures=(), formats=("daisy", "mp3", "timeline"),
        described=EXPORTER.described(edition),
    )  # fmt: skip
    record = load_record(folder, manifest, Store(folder / "store"))
    return MadeBook(folder / f"{edition.name}.daisy.zip", record, timeline, edition)


def planted(book: MadeBook, change: Callable[[dict[str, bytes]], None]) -> dict[str, tuple[str, ...]]:
    """What is found wrong when ``change`` has changed the files of ``book``; the book is as before afterwards."""
    before = book.path.read_bytes()
    files = book.files()
    change(files)
    assert files != book.files() or list(files) != list(book.files()), "nothing was changed"
    try:
        write_zip(book.path, files)
        return book.faults()
    finally:
        book.path.write_bytes(before)
