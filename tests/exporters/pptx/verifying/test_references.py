"""References in a deck without a target are found."""

import pytest

from narrate.exporters.pptx.verifying.references import check_references
from tests.exporters.pptx.changed_decks import rewrite


@pytest.fixture(scope="module")
def deck(built):
    return built.folder / "heart.pptx"


PLANTED = {
    "dangling target": (r'spid="\d+"', 'spid="99"', "not on the slide"),
    "double timing id": (r'<p:cTn id="4"', '<p:cTn id="3"', "timing id 3 stands twice"),
    "build of nothing": (r"</p:timing>", '<p:bldLst><p:bldP spid="77"/></p:bldLst></p:timing>', "bldP of shape 77"),
    "advance": (r'advTm="\d+"', 'advTm="soon"', "'soon' is not a number"),
    "no sound": (r"<p:audio .*</p:audio>", "", "no sound that plays"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_faults_are_found(deck, tmp_path, fault):
    pattern, replacement, message = PLANTED[fault]
    bad = rewrite(deck, tmp_path / "bad.pptx", "ppt/slides/slide2.xml", pattern, replacement)
    assert any(message in line for line in check_references(bad))


def test_a_wrong_content_type_and_a_missing_part_are_found(deck, tmp_path):
    bad = rewrite(deck, tmp_path / "a.pptx", "[Content_Types].xml", "audio/mpeg", "audio/x-none")
    assert any("not audio/mpeg" in line for line in check_references(bad))
    bad = rewrite(deck, tmp_path / "b.pptx", "ppt/slides/_rels/slide1.xml.rels", r"media1\.mp3", "media9.mp3")
    assert any("not in the deck" in line for line in check_references(bad))


def test_a_sound_above_an_animated_shape_is_found(deck, tmp_path):
    fade = (
        '<p:animEffect><p:cBhvr><p:cTn id="90" dur="1"/><p:tgtEl><p:spTgt spid="2"/></p:tgtEl></p:cBhvr></p:animEffect>'
    )
    bad = rewrite(deck, tmp_path / "c.pptx", "ppt/slides/slide2.xml", r"(<p:cmd )", rf"{fade}\1")
    assert any("would end the sound" in line for line in check_references(bad))
