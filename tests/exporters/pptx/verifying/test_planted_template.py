"""Whatever strikes, covers or adds words on a deck that was made on a producer's template is found."""

import dataclasses

import pytest

from narrate.exporters.verifying.edition_record import Record, load_record
from narrate.manifest import load_manifest
from narrate.store import Store
from tests.exporters.pptx.making_templates import shape
from tests.exporters.pptx.verifying.test_planted_slides import ELSE, WORDS, box, checks, cover, planted
from tests.exporters.pptx.writing.test_template_decks import build_on

MASTER, LAYOUT, SLIDE = (
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/slideLayouts/slideLayout1.xml",
    "ppt/slides/slide5.xml",
)
PLANTED = {
    "words on the master": (MASTER, "</p:spTree>", f"{box('Take 50 mg every hour.')}</p:spTree>", ELSE),
    "words on a layout": (LAYOUT, "</p:spTree>", f"{box('Draft', 900, 20)}</p:spTree>", ELSE),
    "the clinic's own words changed": (MASTER, "Riverside", "Hillside", ELSE),
    "a shape on the master": (MASTER, "</p:spTree>", f"{shape('Band', 0, 0, 1280, 720, 'tx1')}</p:spTree>", "contrast"),
    "titles struck through": (MASTER, "(<p:titleStyle>.*?<a:defRPr )", r'\1strike="sngStrike" ', ELSE),
    "words lowered": (MASTER, "(<p:bodyStyle>.*?<a:defRPr )", r'\1baseline="-25000" ', ELSE),
    "words in columns": (LAYOUT, '(type="(?:title|ctrTitle)".*?<a:bodyPr)', r'\1 numCol="2"', ELSE),
    "bent words": (LAYOUT, "(type=\"(?:title|ctrTitle)\".*?)<a:bodyPr([^>]*)/>", r'\1<a:bodyPr\2><a:prstTxWarp prst="textArchUp"/></a:bodyPr>', ELSE),
    "a shape over words": (SLIDE, "</p:spTree>", f"{cover(60, 100, 1000, 400)}</p:spTree>", WORDS),
    "words added": (SLIDE, "</p:spTree>", f"{box('Take 50 mg every hour.')}</p:spTree>", WORDS),
    "words struck": (SLIDE, "<a:rPr ", '<a:rPr strike="sngStrike" ', ELSE),
    "words turned": (SLIDE, "<a:xfrm>", '<a:xfrm rot="5400000">', ELSE),
}  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory, shared_store) -> Record:
    base = tmp_path_factory.mktemp("template")
    own = box("Riverside", 20, 690, 95, "Clinic").replace(' txBox="1"', "")
    changes = {MASTER: lambda content: content.replace(b"</p:spTree>", f"{own}</p:spTree>".encode())}
    folder = build_on(base, shared_store, changes=changes).made[0].folder
    manifest = load_manifest(folder)
    assert manifest is not None
    return load_record(folder, dataclasses.replace(manifest, formats=("pptx",)), Store(shared_store))


@pytest.mark.slow
def test_a_template_with_words_of_its_own_is_no_fault(record):
    assert checks(record) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANTED)
def test_a_fault_planted_in_a_deck_on_a_template_is_found(record, tmp_path, name):
    *place, check = PLANTED[name]
    failed = checks(planted(record, tmp_path, *place))
    assert check in failed, failed
