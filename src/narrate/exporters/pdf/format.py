"""What the code that writes the printed editions and the code that reads them back share.

Every file is a tagged PDF. Its structure tree holds blocks in reading order, and nothing else: page numbers, running
titles, backgrounds, rules and decorative figures are artifacts.

The **handout** and the **large print** hold the same blocks:

- the head: TITLE, SUBTITLE, PUBLISHER, DATE, and, if an address is known, CODE, SCAN, ADDRESS and VOICE;
- if there are more than ``PARTS_WITHOUT_CONTENTS`` headings: CONTENTS and a table of contents (tags TOC and TOCI), which
  repeats every HEADING with the number of its page;
- for each part: HEADING, and then for each of its slides all FIGUREs (each with its LABELs inside, and followed by its
  NAME), then their DESCRIPTIONs, then POINTs, or the COLUMNs and CELLs of a table, also empty ones, and NARRATION, one block for
  each paragraph.

The only links are those of the table of contents and that of the ADDRESS, and the only other way in are the bookmarks, one for
each heading.

A block that has nothing to say is left out, and so is the first sentence of a part if it is its heading. Elements without
a role of their own (Div, Span, Link, Reference, Table, TR …) lie between these; what they hold is read as if they were not there.

The **slides** have a page for each slide, with these blocks: HEADING, then WORDS,
POINTs, FIGUREs and CODEs in the order of the boxes, then the LABELs, and with the option ``notes`` NARRATION.

How text is read from a file: structure elements name marked content by MCID, in the order of reading. In marked content, a
unit is a glyph, which ``/ToUnicode`` gives its characters, or a span with ``/ActualText``. Units stand in the order from left
to right, so those of a right-to-left run (``/ReversedChars``) are turned round. No character stands for the end of a line. If
a mark lies higher or lower than usual, typst draws the run in several pieces, each with an MCID of its own, also from left
to right, and the letter with its mark stands in two neighbouring pieces. In Arabic and Hebrew, such a run is a single word.
The language of a sentence that is not in the language of the file stands in the properties of its marked content.

The manifest has a digest of the blocks of each part and each slide, made of ``told_line``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from narrate.languages import office_tag, primary_language
from narrate.typeset.bidi import without_controls

HANDOUT, LARGE, SLIDES = "{name}.pdf", "{name}.large.pdf", "{name}.slides.pdf"
"""The names of the files; ``{name}`` is the stem of the edition's file names."""
NOTES = "notes"
"""The option that puts the narration of each slide under it."""
PARTS_WITHOUT_CONTENTS = 12
"""A handout with more headings than this has a table of contents."""
LEAST_SIZE, LEAST_LARGE_SIZE = 10.0, 18.0
"""The smallest size of letters in pt: in the handout, and in large print, where it holds for everything."""
DIGESTS = "pdf "
"""The beginning of the keys of the digests in the manifest."""
HEAD = f"{DIGESTS}head"
_LETTER_REGIONS = frozenset(["US", "CA", "MX", "BZ", "CL", "CO", "CR", "GT", "NI", "PA", "PH", "PR", "SV", "VE"])
_REPEATED = re.compile(r"(.{1,8}?)\1{1,8}")
_MOST_NESTED = 4
_AFTER_VIRAMA = re.compile("([\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca](.))\\2")
"""The last letter of a joined pair of letters in scripts of India, which may come back once more."""
_PAPERS = {"a4": (595.276, 841.89), "us-letter": (612.0, 792.0)}


_DRAWN_IN_PIECES = re.compile("[\u1780-\u17df\u1000-\u103f\u104c-\u109f]")
"""Letters of Khmer and Burmese, whose syllables come back in pieces, many of them several times."""
IN_PIECES = frozenset(["ps"])
"""Languages whose letters no chosen Arabic face has, so that all their words are drawn in pieces."""


class BlockRole(StrEnum):
    """What a block says. ``TAGS`` has the tag of each in the structure tree."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    PUBLISHER = "publisher"
    DATE = "date"
    CODE = "code"  # the QR code: its alternative text
    SCAN = "scan"
    ADDRESS = "address"
    VOICE = "voice"  # who speaks
    CONTENTS = "contents"
    HEADING = "heading"
    FIGURE = "figure"  # its alternative text
    LABEL = "label"  # words on a figure
    NAME = "name"
    DESCRIPTION = "description"
    POINT = "point"
    COLUMN = "column"  # the name of a column of a table
    CELL = "cell"
    NARRATION = "narration"
    WORDS = "words"  # other words of a slide
    LINK = "link"  # words of the narration or of a point, and the address to which they lead


TAGS: Mapping[BlockRole, str] = {
    BlockRole.TITLE: "H1",
    BlockRole.CODE: "Figure",
    BlockRole.CONTENTS: "H2",
    BlockRole.HEADING: "H2 or H3",
    BlockRole.FIGURE: "Figure",
    BlockRole.LABEL: "Figure",  # on slides "P"
    BlockRole.POINT: "LBody",
    BlockRole.COLUMN: "TH",
    BlockRole.CELL: "TD",
}
"""The tag of each role; ``P`` if it is not listed. A HEADING has the tag of its level. A LABEL stands inside its figure."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one language (BCP 47)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, point or figure.

    - ``pieces``: its text, or the alternative text of a figure. A text in several languages has several pieces.
    - ``level``: of a heading, 1 to 3; else 0.
    - ``number``: of a point in an ordered list.
    - ``address``: where a link leads.
    """

    role: BlockRole
    pieces: tuple[Piece, ...]
    level: int = 0
    number: int | None = None
    address: str = ""


SLIDE_HEADING = "H"
"""How the digest of a slide names its heading, whose level depends on the slide."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a screen reader says of a block: its ``tag``, the ``text`` on the page, and the alternative text.

    ``number`` is that of a point. Of a figure, ``text`` is what stands on it, in any order.
    """

    tag: str
    text: str
    alt: str = ""
    number: str = ""


def told(blocks: Iterable[Block], *, on_slide: bool) -> Iterator[Told]:
    """Yield what is said of ``blocks``. ``on_slide``: labels stand beside their figure, not in it."""
    held: list[Block] = []
    for block in blocks:
        if held and block.role is BlockRole.LABEL:
            held.append(block)
            continue
        yield from _of_figure(held)
        held = []
        if block.role is BlockRole.FIGURE and not on_slide:
            held = [block]
        elif block.role in (BlockRole.FIGURE, BlockRole.CODE):
            yield Told("Figure", "", _text_of(block))
        else:
            tag = "P" if block.role is BlockRole.LABEL else TAGS.get(block.role, "P")
            if block.role in (BlockRole.TITLE, BlockRole.CONTENTS, BlockRole.HEADING):
                tag = SLIDE_HEADING if on_slide else f"H{block.level}"
            yield Told(tag, _text_of(block), "", "" if block.number is None else str(block.number))
    yield from _of_figure(held)


def _of_figure(blocks: Sequence[Block]) -> Iterator[Told]:
    if blocks:
        yield Told("Figure", "".join(map(_text_of, blocks[1:])), _text_of(blocks[0]))


def _text_of(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces)


def told_line(said: Told, language: str) -> str:
    """Return the line of ``said`` in a digest, in a file in ``language``. Neither white space nor control characters count."""
    text = _on_figure(bare(said.text)) if said.tag == "Figure" else _comparable(bare(said.text), language)
    return f"{said.tag} {said.number} {text} {bare(said.alt)}"


def bare(text: str) -> str:
    """Return ``text`` as it is compared: without white space, soft hyphens and marks of direction, in the form NFC.

    A PDF holds no space where a line ends, so spaces cannot be compared.
    """
    return unicodedata.normalize("NFC", re.sub(r"[\s\u00ad\u200b\u2060\ufeff]", "", without_controls(text)))


def without_repeats(text: str) -> str:
    """Return ``text`` with each syllable with a mark once where it stands several times in a row.

    typst draws some syllables of Bengali and Thai in pieces, and each piece comes back with the whole syllable. Numbers
    have no marks, so they are left as they are.
    """
    text = _AFTER_VIRAMA.sub(r"\1", text)
    for _ in range(_MOST_NESTED):
        once = _REPEATED.sub(_once, text)
        if once == text:
            break
        text = once
    return text


def _is_of_run(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL", "NSM") or bool(_DRAWN_IN_PIECES.match(letter))


def _once(match: re.Match[str]) -> str:
    syllable = match.group(1)
    return syllable if any(unicodedata.category(letter)[0] == "M" for letter in syllable) else match.group()


def _on_figure(text: str) -> str:
    """Return what stands on a figure, in any order: which letters, and each digit as often as it is there.

    Pieces of a syllable may come back several times.
    """
    digits = sorted(letter for letter in text if letter.isdigit())
    return "".join([*sorted({letter for letter in text if not letter.isdigit()}), *digits])


def _comparable(text: str, language: str) -> str:
    """Return ``text`` without what typst writes in an order that cannot be told: Arabic and Hebrew letters with marks.

    It draws a word with marks in pieces, and a letter twice. Of a text with such a word, the digest has which
    right-to-left letters it holds, and all other characters in order; in Hebrew, where all words of such a text come
    back in another order, its numbers and all other characters.
    """
    in_pieces = bool(_DRAWN_IN_PIECES.search(text)) or primary_language(language) in IN_PIECES
    letters = [letter for letter in text if _is_of_run(letter)]
    kinds = {unicodedata.bidirectional(letter) for letter in letters}
    if not in_pieces and ("NSM" not in kinds or not kinds & {"R", "AL"}):  # other scripts have marks too
        return without_repeats(text)
    others = "".join(letter for letter in text if not _is_of_run(letter))
    if "R" in kinds:
        others = " ".join(sorted(re.findall(r"\d+|\D", others)))
    return f"{''.join(sorted(set(letters)))} {others}"


def digest(said: Iterable[Told], language: str) -> str:
    """Return the SHA-256 of what a screen reader says of a file in ``language``."""
    return hashlib.sha256(
        "\n".join(told_line(one, language) for one in said).encode("utf-8", "surrogatepass")
    ).hexdigest()


def part_key(number: int) -> str:
    """Return the key of the digest of the part that begins with slide ``number`` (from 1)."""
    return f"{DIGESTS}part {number}"


def slide_key(number: int) -> str:
    """Return the key of the digest of slide ``number`` (from 1) in the file of slides."""
    return f"{DIGESTS}slide {number}"


def pdf_language(tag: str) -> str:
    """Return the language ``tag`` (BCP 47) as a PDF names it: the language, and a region if the tag has one."""
    region = region_of(tag)
    return f"{primary_language(tag)}-{region}" if region else primary_language(tag)


def region_of(tag: str) -> str:
    """Return the region of ``tag`` as two letters; empty if it names neither a region nor a script.

    A script stands for a region: ``zh-Hant`` gives ``TW``, so that a screen reader knows which letters it reads.
    """
    scripted = any(len(part) == 4 and part.isalpha() for part in tag.split("-")[1:])
    return _named_region(tag) or (_named_region(office_tag(tag)) if scripted else "")


def _named_region(tag: str) -> str:
    return next((part.upper() for part in tag.split("-")[1:] if len(part) == 2 and part.isalpha()), "")


def paper_for(tag: str) -> str:
    """Return the paper on which people who read ``tag`` print: ``us-letter`` or ``a4``.

    A tag without a region stands for the usual one of its language. The regions with Letter are those of CLDR.
    """
    region = _named_region(tag) or _named_region(office_tag(tag))
    return "us-letter" if region in _LETTER_REGIONS else "a4"


def paper_size(tag: str) -> tuple[float, float]:
    """Return the width and height in pt of ``paper_for(tag)``."""
    return _PAPERS[paper_for(tag)]
