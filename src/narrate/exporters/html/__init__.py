"""``index.html``: the page of one edition. It needs no JavaScript, and can be printed.

The page shows what the slides show, and all sentences that are shown. Sentences that are only spoken are in the sound
and in the captions.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from narrate.drawings.reading import read_picture
from narrate.editions import DESCRIBED, Offer, file_stem, to_output
from narrate.exporters.document import DocumentPart, DocumentSlide, direction_of, picture_text
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition, Exporter, picture_file
from narrate.exporters.exported_files import ExportedFile, sound_file
from narrate.exporters.html.format import as_shown, figure_stem, publisher_shown
from narrate.exporters.speakers import who_speaks
from narrate.exporters.verifying.edition_record import Finding, Record
from narrate.languages import language_data
from narrate.model import Kind


class HtmlExporter(Exporter):
    name = "html"
    needs = ("mp3",)
    files = (ExportedFile("index.html"), ExportedFile("slides/*.png"), ExportedFile("figures/*"))
    offers = (DESCRIBED,)
    load_ahead = ("narrate.exporters.html.pages",)

    def write(self, edition: Edition, folder: Path) -> None:
        from narrate.exporters.html.pages import render

        script = edition.timeline.script
        document = document_of(edition.timeline, edition.deck)
        data = language_data(script.language)
        phrases = data.phrases
        pictures = self._pictures(edition, folder)
        page = render(
            "page.html",
            script=script,
            title=as_shown(script.title, script.language),
            publisher=publisher_shown(script.publisher, script.language),
            direction=document.direction,
            phrases=phrases,
            phrases_language=data.phrases_language,
            phrases_direction=direction_of(data.phrases_language),
            made_by=phrases[who_speaks(edition.timeline.recorded, sum(len(t.clips) for t in edition.timeline.tracks))],
            length=_length(edition.timeline.duration_ms, phrases),
            sound=sound_file(edition.name),
            others=[self._offered(name, offer, edition, phrases) for name, offer in edition.offers.items()],
            files=[(file.path(edition.name), phrases.get(file.label, file.label)) for file in edition.downloads],
            catalogue=f"{to_output(edition.timeline.edition)}index.html",
            parts=[
                self._part(part, edition, pictures, folder) for part in document.parts if part.kind is not Kind.TITLE
            ],
        )
        (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")

    def described(self, edition: Edition) -> Mapping[str, str]:
        from narrate.exporters.html.word_digests import word_digests

        return word_digests(document_of(edition.timeline, edition.deck))

    def verify(self, record: Record) -> Iterable[Finding]:
        from narrate.exporters.html.verifying import check_page

        return check_page(record)

    def _offered(self, name: str, offer: Offer, edition: Edition, phrases: Mapping[str, str]) -> dict[str, object]:
        """The values that the template shows of the edition ``name``, which lies beneath this one."""
        label = phrases[f"{name}_file"]
        return {
            "name": name,
            "listen": phrases[f"{name}_listen"],
            "length": _length(offer.duration_ms, phrases),
            "sound": f"{name}/{sound_file(file_stem(edition.timeline.script.topic, name))}",
            "files": [(f"{name}/{path}", label.format(file=phrases.get(text, text))) for path, text in offer.files],
        }

    def _pictures(self, edition: Edition, folder: Path) -> dict[int, str]:
        """Write the picture of each title slide and each slide with a figure. Return their paths by the slide's index.

        Other slides show only words, which are on the page anyway.
        """
        segments = edition.timeline.script.segments
        wanted = [index for index, segment in enumerate(segments) if segment.figures or segment.kind is Kind.TITLE]
        paths = {}
        (folder / "slides").mkdir(exist_ok=True)
        for index, picture in zip(wanted, edition.paint([(index, None) for index in wanted]), strict=True):
            paths[index] = picture_file(index + 1, segments[index])
            shutil.copyfile(picture.path, folder / paths[index])
        return paths

    def _part(
        self, part: DocumentPart, edition: Edition, pictures: Mapping[int, str], folder: Path
    ) -> dict[str, object]:
        """The values that the template shows of a part. ``pictures`` are the paths of slide pictures by index."""
        section = part.kind is Kind.SECTION
        slides = () if section else part.slides
        return {
            "id": part.id,
            "section": section,
            "nested": part.level > 2,
            "heading": as_shown(part.heading, edition.timeline.script.language),
            "slides": [self._slide(slide, edition, pictures.get(slide.number - 1, ""), folder) for slide in slides],
        }

    def _slide(self, slide: DocumentSlide, edition: Edition, picture: str, folder: Path) -> dict[str, object]:
        """The values that the template shows of a slide. Also writes the files of the slide's figures.

        ``picture`` is the path of the slide's picture, empty if there is none.
        """
        language = edition.timeline.script.language
        figures = [self._figure(slide, number, edition, folder) for number in range(len(slide.figures))]
        return {
            "picture": picture,
            "alt": picture_text([(figure["name"], figure["alt"]) for figure in figures]),
            "figures": figures,
            "longer": [
                (as_shown(figure.name, language), as_shown(figure.description, language))
                for figure in slide.figures
                if figure.description
            ],
            "lists": [
                {"first": list_.first, "points": [(item.figure, as_shown(item.text, language)) for item in list_.items]}
                for list_ in slide.lists
            ],
            "paragraphs": [as_shown(paragraph.text, language) for paragraph in slide.paragraphs if paragraph.text],
        }

    def _figure(self, slide: DocumentSlide, number: int, edition: Edition, folder: Path) -> dict[str, str]:
        """Write the file of figure ``number`` (from 0) of a slide. Return its address, alternative text and name."""
        figure, language = slide.figures[number], edition.timeline.script.language
        picture = read_picture(figure.path, edition.memo)
        name = f"{figure_stem(slide.id, number)}{picture.ending}"
        (folder / "figures").mkdir(exist_ok=True)
        (folder / name).write_bytes(picture.content)
        return {"src": name, "alt": as_shown(figure.alt, language), "name": as_shown(figure.name, language)}


def _length(duration_ms: int, phrases: Mapping[str, str]) -> str:
    """Return a duration in words."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return phrases["length"].format(minutes=minutes, seconds=seconds)


EXPORTER = HtmlExporter()
