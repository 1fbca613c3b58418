"""``index.html``: the page of one edition. Whole without any script, and readable in print."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from narrate.drawings.reading import read_picture
from narrate.exporters.describing import describe
from narrate.exporters.edition import Edition, picture_file
from narrate.exporters.paragraphs import joiner, paragraphs
from narrate.exporters.record import Finding, Record
from narrate.languages import is_right_to_left, language_data
from narrate.model import Kind, Point, Segment
from narrate.typeset.bidi import isolated


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    label: str


class HtmlExporter:
    name = "html"
    needs: tuple[str, ...] = ("mp3",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.html.pages import render

        script = edition.timeline.script
        data = language_data(script.language)
        phrases = data.phrases
        wanted = [("pptx", "slides_file"), ("mp3", "sound_file"), ("vtt", "captions_file"), ("txt", "text_file")]
        files = [_File(f"{edition.name}.{ending}", phrases[key]) for ending, key in wanted if ending in edition.formats]
        pictures = self._pictures(edition, folder)
        minutes, seconds = divmod(round(edition.timeline.duration_ms / 1000), 60)
        page = render(
            "page.html",
            script=script,
            title=_shown(script.title, script.language),
            direction="rtl" if is_right_to_left(script.language) else "ltr",
            phrases=phrases,
            phrases_language=data.phrases_language,
            phrases_direction="rtl" if is_right_to_left(data.phrases_language) else "ltr",
            length=phrases["length"].format(minutes=minutes, seconds=seconds),
            sound=f"{edition.name}.mp3",
            files=files,
            parts=[
                self._part(edition, number, folder, pictures.get(number, ""))
                for number, segment in enumerate(script.segments)
                if segment.kind is not Kind.TITLE
            ],
        )
        (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.html.checks import check_page

        return check_page(record)

    def _pictures(self, edition: Edition, folder: Path) -> dict[int, str]:
        """The pictures of the title and of slides that show a figure: the words of all others are on the page."""
        segments = edition.timeline.script.segments
        wanted = [n for n, segment in enumerate(segments) if segment.figures or segment.kind is Kind.TITLE]
        found = {}
        (folder / "slides").mkdir(exist_ok=True)
        for index, picture in zip(wanted, edition.paint([(index, None) for index in wanted]), strict=True):
            found[index] = picture_file(index + 1, segments[index])
            shutil.copyfile(picture.path, folder / found[index])
        return found

    def _part(self, edition: Edition, slide: int, folder: Path, picture: str) -> dict[str, object]:
        segment = edition.timeline.script.segments[slide]
        section, language = segment.kind is Kind.SECTION, edition.timeline.script.language
        figures = [self._figure(edition, slide, number, folder) for number in range(len(segment.figures))]
        compared = [figure["name"] for figure in figures] if len(figures) > 1 else []
        return {
            "id": segment.id,
            "section": section,
            "nested": bool(segment.section) and not section,
            "heading": "" if self._goes_on(edition, segment) else _shown(segment.heading or "", language),
            "lists": [
                {"first": first, "points": [(name, _shown(point.text, language)) for name, point in points]}
                for first, points in _lists([(n, p) for n, p in zip_longest(compared, segment.points) if p])
            ],
            "paragraphs": [] if section else [_shown(text, language) for text in paragraphs(segment, joiner(language))],
            "picture": picture,
            "alt": " ".join(map(_sentence, figures)) if compared else "".join(figure["alt"] for figure in figures),
            "figures": figures,
        }

    def _goes_on(self, edition: Edition, segment: Segment) -> bool:
        """Whether it is a further slide of a segment that was too full for one: its heading stands above."""
        base, _, number = segment.id.rpartition(".")
        return number.isdecimal() and any(one.id == base for one in edition.timeline.script.segments)

    def _figure(self, edition: Edition, at: int, number: int, folder: Path) -> dict[str, str]:
        segment, slide = edition.timeline.script.segments[at], edition.deck.slides[at]
        figure, language = segment.figures[number], edition.timeline.script.language
        boxes = [index for index, box in enumerate(slide.boxes) if box.figure is not None]
        alt = describe(figure.alt, slide, boxes[number], language)
        again = "" if number == 0 else f"_{number + 1}"  # no segment's id ends so: "-2" is the second of a name
        picture = read_picture(figure.path, edition.memo)
        name = f"figures/{segment.id}{again}{picture.ending}"
        (folder / "figures").mkdir(exist_ok=True)
        (folder / name).write_bytes(picture.content)
        return {"src": name, "alt": _shown(alt, language), "name": _shown(figure.name, language)}


_Named = tuple[str | None, Point]
"""The name of the figure that a point is about, where several are compared, and the point."""


def _lists(points: Sequence[_Named]) -> Iterator[tuple[int | None, Sequence[_Named]]]:
    """Points that follow one another in one list: with its first number, or without numbers."""

    def start(numbered: tuple[int, _Named]) -> int | None:
        at, (_, point) = numbered
        return None if point.number is None else point.number - at

    for _, run in groupby(enumerate(points), start):
        some = [one for _, one in run]
        yield some[0][1].number, some


def _sentence(figure: Mapping[str, str]) -> str:
    """What one of several figures is called and shows: a full stop keeps it apart from the next one."""
    told = ": ".join(figure[key] for key in ("name", "alt") if figure[key])
    return told if told.endswith((".", "!", "?", "。", "।", "؟")) else f"{told}."


def _shown(text: str, language: str) -> str:
    """``text`` as a page shows it: doses and ranges keep their order among right-to-left letters."""
    return isolated(text) if is_right_to_left(language) else text


EXPORTER = HtmlExporter()
