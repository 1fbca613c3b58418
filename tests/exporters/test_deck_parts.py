"""A finished slide leaves memory at once, and not when the garbage collector comes by."""

import gc
import io
import weakref

from pptx import Presentation

from narrate.exporters.pptx.parts import Spool, freeze


def test_a_frozen_slide_is_gone_and_its_bytes_are_there():
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Rest"
    part, whole = weakref.ref(slide.part), slide.part.blob
    relations = {key: relation.target_part for key, relation in slide.part.rels.items()}
    gc.collect()
    gc.disable()
    try:
        frozen = freeze(presentation, slide, Spool(io.BytesIO()))
        del slide
        assert part() is None
    finally:
        gc.enable()
    assert frozen.blob == whole
    assert {key: relation.target_part for key, relation in frozen.rels.items()} == relations
    file = io.BytesIO()
    presentation.save(file)
    assert Presentation(file).slides[0].shapes.title.text == "Rest"


def test_a_spool_gives_back_each_of_its_parts_in_any_order():
    spool = Spool(io.BytesIO())
    gets = [spool.put(bytes([n]) * n) for n in range(5)]
    for n in (3, 0, 4, 3):
        assert gets[n]() == bytes([n]) * n
