"""The blocks of the handout: everything that the script shows, in its order, each thing once."""

from __future__ import annotations

from dataclasses import replace

from narrate.exporters.pdf.format import Block, BlockRole, Piece, bare, digest, told
from narrate.exporters.pdf.writing.blocks import handout_of, notes_of
from narrate.exporters.pdf.writing.slides import slide_blocks
from narrate.model import Kind
from tests.exporters.daisy.making import LANGUAGES, WORDS
from tests.exporters.pdf.printed import edition_of, script_with_address
from tests.tables import each


def _texts(blocks, *roles):
    return ["".join(piece.text for piece in block.pieces) for block in blocks if not roles or block.role in roles]


def _split(text):
    first, _, second = text.partition(". ")
    return [f"{first}.", second]


@each("language", LANGUAGES)
def test_the_handout_holds_all_that_is_shown(language, tmp_path):
    words = WORDS[language]
    handout = handout_of(edition_of(script_with_address(language, tmp_path), tmp_path))
    roles = [block.role for block in handout.head]
    assert roles == ["title", "subtitle", "publisher", "date", "code", "scan", "address", "voice"]
    section, compared, listed, bare_part, closing = handout.parts
    assert (section.heading.level, compared.heading.level) == (2, 3)
    assert list(section.blocks) == [section.heading], "a section says only its heading"
    assert _texts(compared.blocks) == [
        words["heading"],
        words["sound"], words["sound"],
        f"{words['broken']}, 2", words["broken"], f"{words['broken']}: {words['longer']}",
        *(f"{words[name]}: {words[name]}" for name in ("sound", "broken")),
        *_split(words["say"]),
    ]  # fmt: skip
    assert [block.number for block in listed.blocks if block.role is BlockRole.POINT] == [3, 4]
    assert bare_part.heading is None
    first, second = bare_part.blocks
    assert first.pieces[0].language == language
    assert second.pieces[0].language != language
    assert _texts(closing.blocks, BlockRole.NARRATION) == [words["more"]], "its heading is not printed twice"


@each("language", LANGUAGES)
def test_a_sentence_that_is_only_for_listening_is_in_the_notes(language, tmp_path):
    edition = edition_of(script_with_address(language, tmp_path), tmp_path)
    unseen = edition.timeline.script.segments[3].sentences[1]
    listed = handout_of(edition).parts[2]
    assert not any(unseen.text in text for text in _texts(listed.blocks))
    assert any(unseen.text in text for text in _texts(list(notes_of(edition))[3]))


@each("language", LANGUAGES)
def test_a_figure_is_printed_once_in_a_part(language, tmp_path):
    script = script_with_address(language, tmp_path)
    more = replace(script.segments[3], id=f"{script.segments[3].id}.2", points=())
    edition = edition_of(replace(script, segments=(*script.segments[:4], more, *script.segments[4:])), tmp_path)
    part = next(part for part in handout_of(edition).parts if len(part.slides) == 2)
    assert [len(slide.figures) for slide in part.slides] == [1, 0]


@each("language", LANGUAGES)
def test_a_title_that_says_more_than_its_heading_is_printed(language, tmp_path):
    script, words = script_with_address(language, tmp_path), WORDS[language]
    spoken = script.segments[2].sentences
    title = replace(script.segments[0], sentences=(*script.segments[0].sentences, *spoken))
    edition = edition_of(replace(script, segments=(title, *script.segments[1:])), tmp_path)
    first = handout_of(edition).parts[0]
    assert first.heading is None
    assert _texts(first.blocks) == _split(words["say"])


@each("language", LANGUAGES)
def test_long_handouts_have_contents(language, tmp_path):
    script = script_with_address(language, tmp_path)
    assert handout_of(edition_of(script, tmp_path / "short")).contents is None
    many = [
        replace(
            script.segments[3],
            id=f"part-{number}",
            heading=f"{script.segments[3].heading} {number}",
            kind=Kind.NARRATION,
        )
        for number in range(13)
    ]
    long = replace(script, segments=(script.segments[0], *many))
    assert handout_of(edition_of(long, tmp_path / "long")).contents is not None


@each("language", LANGUAGES)
def test_slides_begin_with_their_heading(language, tmp_path):
    edition = edition_of(script_with_address(language, tmp_path), tmp_path)
    for slide in edition.deck.slides:
        blocks = list(slide_blocks(slide, language))
        assert blocks[0].role is BlockRole.HEADING
        assert bare(_texts(blocks)[0]) in bare(slide.title)


@each(
    "changed",
    [
        Block(BlockRole.NARRATION, (Piece("Take 50 mg.", "en"),)),
        Block(BlockRole.NARRATION, (Piece("Do not take 5 mg.", "en"),)),
        Block(BlockRole.POINT, (Piece("Take 5 mg.", "en"),)),
        Block(BlockRole.POINT, (Piece("Take 5 mg.", "en"),), number=1),
    ],
)
def test_a_digest_knows_words_numbers_role_and_number(changed):
    block = Block(BlockRole.NARRATION, (Piece("Take 5 mg.", "en"),))
    assert digest(told([block], on_slide=True), "en") != digest(told([changed], on_slide=True), "en")


def test_a_digest_does_not_depend_on_spaces_or_on_how_text_is_divided():
    one = Block(BlockRole.NARRATION, (Piece("خذ 5 mL اليوم", "ar"),))
    other = Block(BlockRole.NARRATION, (Piece("خذ\n", "ar"), Piece("\u20665 mL\u2069 اليوم", "ar")))
    assert digest(told([one], on_slide=True), "en") == digest(told([other], on_slide=True), "en")
