"""Damaged templates: each is a deck's or earns a line. ``tests/tools/fuzz_readers.py`` tries more of them by hand."""

import random

import pytest

from tests.tables import each
from tests.tools import fuzz_templates
from tests.tools.fuzz_templates import DAMAGES, PLACE, packed, run, templates, try_template


@pytest.mark.slow
@pytest.mark.parametrize("seed", [21, 22])
def test_damaged_templates_are_refused_or_serve(tmp_path, seed):
    seen = run(seed, 60, tmp_path, 30)
    assert seen.total() == 30
    assert seen["template"] >= 5
    assert seen["fine"] + seen["warned"] >= 3


@pytest.mark.slow
@each("name", DAMAGES)
def test_each_kind_of_damage_is_a_line_or_none(tmp_path, name):
    chance = random.Random(name)
    for number in range(2):
        parts = dict(templates()[number])
        DAMAGES[name](parts, chance)
        (tmp_path / f"{number}.pptx").write_bytes(packed(parts))
        assert try_template(tmp_path / f"{number}.pptx") in ("template", "contrast", "fine", "warned")


def test_a_strict_presentation_is_told_how_to_save_it(tmp_path):
    from narrate.drawings.template_pictures import read_template
    from narrate.errors import InputError

    parts = dict(templates()[0])
    DAMAGES["strict"](parts, random.Random(1))
    (tmp_path / "t.pptx").write_bytes(packed(parts))
    with pytest.raises(InputError, match="it is a Strict Open XML presentation"):
        read_template(tmp_path / "t.pptx", PLACE)


@pytest.mark.slow
def test_the_fuzzer_sees_what_would_be_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr("narrate.sources.templates.with_sound_values", lambda _, root: root)
    monkeypatch.setattr(fuzz_templates, "DAMAGES", {"a number": DAMAGES["a number"], "without": DAMAGES["without"]})
    with pytest.raises(AssertionError, match="Error"):
        run(3, 60, tmp_path, 200)
