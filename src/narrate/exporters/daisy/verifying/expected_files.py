"""Writes the other files of a book a second time: times, navigation, the list of SMIL files, the style sheet."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.exporters.daisy import format as names
from narrate.exporters.daisy.verifying.expected_text import ExpectedSlide, escaped
from narrate.exporters.document import direction_of
from narrate.exporters.verifying.edition_record import Record, RecordSegment

_REQUIRED = {"narration": "", "slide-number": ' system-required="pagenumber-on"'}
_SMIL = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE smil PUBLIC "-//W3C//DTD SMIL 1.0//EN" "http://www.w3.org/TR/REC-smil/SMIL10.dtd">
<smil>
<head>
{metadata}<layout><region id="txtView" /></layout>
</head>
<body>
{body}</body>
</smil>
"""
_HTML = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="{language}" xml:lang="{language}"{direction}>
<head>
<meta http-equiv="Content-type" content="text/html; charset=utf-8" />
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="default.css" />
{metadata}</head>
<body>
{body}</body>
</html>
"""


class ExpectedFiles:
    """Writes the files of the book of ``record`` anew, each as text with LF at the ends of lines."""

    def __init__(self, record: Record) -> None:
        self._record = record
        manifest = record.manifest
        self._title = record.head["title"]
        self._language = manifest.language
        self._identifier = names.identifier(manifest.topic, manifest.language, manifest.edition)

    @property
    def _of_book(self) -> dict[str, str]:
        return {"dc:format": "Daisy 2.02", "dc:identifier": self._identifier, "dc:title": self._title}

    def style(self) -> str:
        return names.style(right_to_left=direction_of(self._language) == "rtl")

    def content(self, lines: Sequence[str]) -> str:
        """Return ``content.html`` with the ``lines`` of its body."""
        direction = f' dir="{direction_of(self._language)}"'
        return self._html(_metas({"dc:title": self._title}), lines, direction)

    def times(self, number: int, segment: RecordSegment) -> str:
        """Return the SMIL file of slide ``number``."""
        first_ms, rest = segment.start_ms, segment.sentences[1:]
        bounds = [0, *(one.start_ms - first_ms for one in rest), segment.end_ms - first_ms]
        pars = [
            f'<par endsync="last"{_REQUIRED.get(one.purpose, _NOTE)} id="p{number:05d}_{at:04d}">'
            f'<text src="content.html#s{number:05d}_{at:04d}" id="t{number:05d}_{at:04d}" />'
            f'<seq><audio src="dtb{number:05d}.mp3" clip-begin="npt={bounds[at - 1] / 1000:.3f}s" '
            f'clip-end="npt={bounds[at] / 1000:.3f}s" id="a{number:05d}_{at:04d}" /></seq></par>\n'
            for at, one in enumerate(segment.sentences, 1)
        ]
        body = f'<seq dur="{bounds[-1] / 1000:.3f}s">\n{"".join(pars)}</seq>\n'
        facts = self._of_book | {
            "title": segment.heading,
            "ncc:generator": "narrate",
            "ncc:totalElapsedTime": rounded(segment.start_ms),
            "ncc:timeInThisSmil": rounded(bounds[-1]),
        }
        return _SMIL.format(metadata=_metas(facts), body=body)

    def master(self) -> str:
        facts = self._of_book | {
            "ncc:generator": "narrate",
            "ncc:timeInThisSmil": rounded(self._record.duration_ms),
        }
        refs = "".join(
            f'<ref title="{escaped(one.heading)}" src="dtb{number:05d}.smil" id="m{number:05d}" />\n'
            for number, one in enumerate(self._record.segments, 1)
        )
        return _SMIL.format(metadata=_metas(facts), body=refs)

    def navigation(self, slides: Sequence[ExpectedSlide], publisher: str, date: str, size_of_others: int) -> str:
        """Return ``ncc.html``. ``publisher`` and ``date`` are in no other file. ``size_of_others`` is in bytes."""
        lines = [line for slide in slides for line in _entries(slide)]
        pages = str(len(slides))
        voice = names.narrator(self._record.head["voice"])
        facts = {
            "dc:title": self._title,
            "dc:creator": publisher,
            "dc:date": date,
            "dc:format": "Daisy 2.02",
            "dc:identifier": self._identifier,
            "dc:language": self._language,
            "dc:publisher": publisher,
            "ncc:charset": "utf-8",
            "ncc:depth": str(max(slide.level for slide in slides)),
            "ncc:files": str(2 * len(slides) + 4),
            "ncc:generator": "narrate",
            "ncc:kByteSize": names.SIZE,
            "ncc:maxPageNormal": pages,
            "ncc:multimediaType": "audioFullText",
            **({"ncc:narrator": voice} if voice else {}),
            "ncc:pageFront": "0",
            "ncc:pageNormal": pages,
            "ncc:pageSpecial": "0",
            "ncc:prodNotes": str(sum(len(slide.notes) for slide in slides)),
            "ncc:setInfo": "1 of 1",
            "ncc:tocItems": str(len(lines)),
            "ncc:totalTime": rounded(self._record.duration_ms),
        }
        page = self._html(_metas(facts), lines, "").replace("\n", "\r\n")
        return names.kilobytes(size_of_others, page).replace("\r\n", "\n")

    def _html(self, metadata: str, lines: Sequence[str], direction: str) -> str:
        return _HTML.format(
            language=escaped(self._language),
            direction=direction,
            title=escaped(self._title),
            metadata=metadata,
            body="".join(f"{line}\n" for line in lines),
        )


def rounded(ms: int) -> str:
    """Return a time as hh:mm:ss, rounded to the nearest second."""
    whole = (2 * ms + 1000) // 2000
    return f"{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def _entries(slide: ExpectedSlide) -> list[str]:
    """Return the lines of a slide in the NCC."""
    id_ = f"{slide.number:05d}"
    page = f'<span class="page-normal" id="g{id_}">{slide.link(1, str(slide.number))}</span>'
    words = slide.link(1, escaped(names.as_shown(slide.segment.heading, slide.language)))
    title = ' class="title"' if slide.number == 1 else ""
    heading = f'<h{slide.level}{title} id="c{id_}">{words}</h{slide.level}>'
    notes = [
        f'<span class="optional-prodnote" id="n{id_}_{at}">{slide.link(number, escaped(text))}</span>'
        for at, (text, number) in enumerate(slide.notes, 1)
    ]
    return [heading, page, *notes] if slide.number == 1 else [page, heading, *notes]


_NOTE = ' system-required="prodnote-on"'
_SCHEMES = {"dc:language": "ISO 639", "ncc:totalTime": "hh:mm:ss"}


def _metas(facts: dict[str, str]) -> str:
    lines = []
    for name, content in facts.items():
        scheme = _SCHEMES.get(name, "yyyy-mm-dd" if name == "dc:date" and "-" in content else "")
        scheme = "yyyy" if name == "dc:date" and not scheme else scheme
        suffix = f' scheme="{scheme}"' if scheme else ""
        lines.append(f'<meta name="{name}" content="{escaped(content)}"{suffix} />\n')
    return "".join(lines)
