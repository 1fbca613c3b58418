"""Writes the page: makes the values of its templates, and the files of its pictures."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from narrate.drawings.reading import read_picture
from narrate.editions import Offer, file_stem, to_output
from narrate.exporters.document import DocumentPart, DocumentSentence, DocumentSlide, direction_of, picture_text
from narrate.exporters.document_making import document_of
from narrate.exporters.edition import Edition, picture_file
from narrate.exporters.exported_files import sound_file
from narrate.exporters.html.assets import anchor, policy, style
from narrate.exporters.html.assets import script as joined_script
from narrate.exporters.html.format import (
    LANGUAGES,
    WORDS,
    as_json,
    as_shown,
    catalogue_address,
    light_digest,
    light_key,
    publisher_shown,
    topic_page,
)
from narrate.exporters.html.linked_text import linked_pieces
from narrate.exporters.html.pages import render
from narrate.exporters.html.player_data import languages_digest, player_data, words_digest
from narrate.exporters.html.slide_drawings import drawings_of, figure_address
from narrate.exporters.html.telephone import pieces
from narrate.exporters.html.word_digests import word_digests
from narrate.exporters.paragraphs import joiner
from narrate.exporters.speakers import who_speaks
from narrate.languages import language_data
from narrate.model import Kind


def write_page(edition: Edition, folder: Path) -> None:
    """Write ``index.html`` and the pictures on it to ``folder``."""
    script = edition.timeline.script
    document = document_of(edition.timeline, edition.deck)
    data = language_data(script.language)
    phrases = data.phrases
    pictures = _pictures(edition, folder)
    title, *parts = (_part(part, edition, pictures, folder) for part in document.parts)
    data_of_player = player_data(
        edition, {slide["number"] - 1: part["id"] for part in (title, *parts) for slide in part["slides"]}, pictures
    )
    for slide in (slide for part in parts for slide in part["slides"] if slide["figures"]):
        drawings = [figure["drawing"] for figure in slide["figures"]]
        states = data_of_player["slides"][slide["number"] - 1]["states"]
        edition.drawn[light_key(slide["id"])] = light_digest(slide["overlays"], drawings, states)
    page = render(
        "page.html",
        script=script,
        policy=policy(),
        style=style(),
        run=joined_script(),
        title=title,
        between=joiner(script.language),
        publisher=publisher_shown(script.publisher, script.language),
        direction=document.direction,
        phrases=phrases,
        phrases_language=data.phrases_language,
        phrases_direction=direction_of(data.phrases_language),
        made_by=phrases[who_speaks(edition.timeline.recorded, sum(len(t.clips) for t in edition.timeline.tracks))],
        length=_length(edition.timeline.duration_ms, phrases),
        sound=sound_file(edition.name),
        others=[_offered(name, offer, edition, phrases) for name, offer in edition.offers.items()],
        files=[(file.path(edition.name), phrases.get(file.label, file.label)) for file in edition.downloads],
        topic_page=topic_page(edition.timeline.edition),
        catalogue=catalogue_address(script.site),
        catalogue_beside=f"{to_output(edition.timeline.edition)}index.html",
        parts=parts,
        timeline=as_json(data_of_player),
    )
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")


def digests_of(edition: Edition) -> dict[str, str]:
    """Return the SHA-256 of what only the page holds, for the manifest. The page must have been written."""
    document = document_of(edition.timeline, edition.deck)
    own = {WORDS: words_digest(edition.timeline)}
    if other := languages_digest(edition.timeline):
        own[LANGUAGES] = other
    return {**word_digests(document), **edition.drawn, **own}


def _offered(name: str, offer: Offer, edition: Edition, phrases: Mapping[str, str]) -> dict[str, object]:
    """The values that the template shows of the edition ``name``, which lies beneath this one."""
    label = phrases[f"{name}_file"]
    return {
        "name": name,
        "listen": phrases[f"{name}_listen"],
        "length": _length(offer.duration_ms, phrases),
        "sound": f"{name}/{sound_file(file_stem(edition.timeline.script.topic, name))}",
        "files": [(f"{name}/{path}", label.format(file=phrases.get(text, text))) for path, text in offer.files],
    }


def _pictures(edition: Edition, folder: Path) -> dict[int, str]:
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


def _part(part: DocumentPart, edition: Edition, pictures: Mapping[int, str], folder: Path) -> dict[str, Any]:
    """The values that the template shows of a part. ``pictures`` are the paths of slide pictures by index."""
    language = edition.timeline.script.language
    is_announced = part.kind in (Kind.TITLE, Kind.SECTION)
    spoken = [one for slide in part.slides for paragraph in slide.paragraphs for one in paragraph.sentences]
    return {
        "id": anchor(part.id),
        "section": part.kind is Kind.SECTION,
        "nested": part.level > 2,
        "heading": as_shown(part.heading, language),
        "spoken": _sentences(spoken, language) if is_announced else (),
        "slides": [
            _slide(slide, edition, pictures.get(slide.number - 1, ""), folder, is_announced=is_announced)
            for slide in part.slides
        ],
    }


def _slide(slide: DocumentSlide, edition: Edition, picture: str, folder: Path, *, is_announced: bool) -> dict[str, Any]:
    """The values that the template shows of a slide. Also writes the files of the slide's figures.

    ``picture`` is the path of the slide's picture, empty if there is none. If the slide ``is_announced``, its
    heading is all that is said.
    """
    language = edition.timeline.script.language
    figures = [_figure(slide, number, edition, folder) for number in range(len(slide.figures))]
    drawn = drawings_of(slide, edition)
    return {
        "id": slide.id,
        "number": slide.number,
        "title": as_shown(slide.title, language),
        "track": slide.track,
        "picture": picture,
        "overlays": drawn.overlays,
        "alt": picture_text([(figure["name"], figure["alt"]) for figure in figures]),
        "figures": [{**one, "drawing": drawing} for one, drawing in zip(figures, drawn.figures, strict=True)],
        "longer": [
            (as_shown(figure.name, language), pieces(as_shown(figure.description, language)))
            for figure in slide.figures
            if figure.description
        ],
        "lists": [
            {
                "first": list_.first,
                "columns": [pieces(as_shown(name, language)) for name in list_.columns],
                "rows": [[pieces(as_shown(cell, language)) for cell in item.cells] for item in list_.items],
                "points": [(item.figure, linked_pieces(item.text, language, item.links)) for item in list_.items],
            }
            for list_ in slide.lists
        ],
        "paragraphs": [
            _sentences(paragraph.sentences, language)
            for paragraph in (() if is_announced else slide.paragraphs)
            if paragraph.text
        ],
    }


def _figure(slide: DocumentSlide, number: int, edition: Edition, folder: Path) -> dict[str, str]:
    """Write the file of figure ``number`` (from 0) of a slide. Return its alternative text and name."""
    figure, language = slide.figures[number], edition.timeline.script.language
    name = figure_address(slide, number, edition)
    (folder / "figures").mkdir(exist_ok=True)
    (folder / name).write_bytes(read_picture(figure.path, edition.memo).content)
    return {"alt": as_shown(figure.alt, language), "name": as_shown(figure.name, language)}


def _sentences(sentences: Iterable[DocumentSentence], language: str) -> list[dict[str, Any]]:
    """The values that the template shows of ``sentences``, without those that are only for listening."""
    return [
        {
            "id": one.id,
            "pieces": linked_pieces(one.text, one.language, one.links),
            "language": "" if one.language == language else one.language,
            "direction": one.direction,
        }
        for one in sentences
        if one.shown
    ]


def _length(duration_ms: int, phrases: Mapping[str, str]) -> str:
    """Return a duration in words."""
    minutes, seconds = divmod(round(duration_ms / 1000), 60)
    return phrases["length"].format(minutes=minutes, seconds=seconds)
