"""What cannot be printed is said before anything is spoken."""

from __future__ import annotations

from dataclasses import replace

from narrate.exporters.pdf.examining import problems_of
from tests.exporters.daisy.making import script_in
from tests.tables import each


@each(
    "language, letter",
    [("en", "\U0001f9b4"), ("es", "\u13a0"), ("ar", "\ua500"), ("en", "\U00010330"), ("es", "\U0001f48a")],
)
def test_a_letter_that_no_font_has_is_named_with_its_line(language, letter, tmp_path):
    script = script_in(language, tmp_path)
    figure = replace(script.segments[2].figures[1], description=f"A {letter} bone {letter}")
    segment = replace(script.segments[2], figures=(script.segments[2].figures[0], figure))
    (problem,) = problems_of(replace(script, segments=(*script.segments[:2], segment, *script.segments[3:])))
    assert problem.code == "no-glyph"
    assert f"U+{ord(letter):04X}" in problem.message


@each("language", ["en", "es", "ar"])
def test_a_script_whose_letters_all_have_a_glyph_has_no_problem(language, tmp_path):
    assert list(problems_of(script_in(language, tmp_path))) == []
