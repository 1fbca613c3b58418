"""The parts of the program: each file belongs to one, and what decides bytes imports nothing that decides none."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from narrate import program_parts
from narrate.exporters import EXPORTERS
from narrate.program_parts import CORE, part_digests, part_of, parts_for, program_digest, whole_digest

PACKAGE = Path(program_parts.__file__).parent
READS_BACK = "verifying"
ABOVE = {"narrate", "narrate.pipeline", "narrate.build_plan", "narrate.build_settings", "narrate.edition_writing"}


@pytest.mark.parametrize(
    ("path", "part"),
    [
        ("cli/building.py", ""),
        ("preview/serving.py", ""),
        ("verifying/tasks.py", ""),
        ("exporters/verifying/mp3_checks.py", ""),
        ("exporters/html/verifying/offers.py", ""),
        ("exporters/pptx/verifying/frames.py", "pptx"),
        ("exporters/pptx/writing/marks.py", "pptx"),
        ("exporters/html/templates/page.html", "html"),
        ("exporters/vtt.py", "vtt"),
        ("exporters/caption_files.py", CORE),
        ("collections/feed.py", "collections"),
        ("speech/kokoro/graph.py", "kokoro"),
        ("speech/kokoro/facts.py", CORE),
        ("speech/espeak/engine.py", CORE),
        ("check/doses.py", CORE),
        ("languages/lexicons/en.yaml", CORE),
    ],
)
def test_the_part_of_a_file(path, part):
    assert part_of(path) == part


def test_an_edition_is_decided_by_its_formats_and_its_voice_only():
    assert parts_for(["vtt", "epub-words"], ["espeak"]) == (CORE, "epub", "vtt")
    assert parts_for(["html"], ["kokoro", "mine"]) == (CORE, "html", "kokoro", "neural")
    assert {part_of(f"{module.split('.', 1)[1].replace('.', '/')}.py") for module in EXPORTERS.values()} >= {"html"}
    assert all(part_digests()[part] for name in EXPORTERS for part in parts_for([name], []))
    assert program_digest() != whole_digest()


def _path(module: str) -> str:
    beneath = module.removeprefix("narrate").lstrip(".").replace(".", "/")
    return f"{beneath}/__init__.py".lstrip("/") if (PACKAGE / beneath).is_dir() else f"{beneath}.py"


def test_what_decides_bytes_imports_nothing_that_decides_none():
    """The exceptions: an exporter hands over to what reads its files back, and orders that move files."""
    graph = grimp.build_graph("narrate", cache_dir=None)
    wrong = [
        (module, other)
        for module in sorted(graph.modules - ABOVE)
        if part_of(_path(module)) not in ("", "collections")
        for other in graph.find_modules_directly_imported_by(module)
        if not part_of(_path(other)) and READS_BACK not in other.split(".")
    ]
    assert wrong == []
    rules = graph.find_modules_directly_imported_by("narrate.exporters.pptx.covered")
    assert {other for other in rules if READS_BACK in other and not part_of(_path(other))} == set()


def test_what_an_engine_uses_is_among_its_parts():
    graph = grimp.build_graph("narrate", cache_dir=None)
    for engine in ("gtts", "kokoro", "piper", "recordings"):
        parts = parts_for((), [engine])
        for module in graph.find_descendants(f"narrate.speech.{engine}"):
            for other in graph.find_modules_directly_imported_by(module):
                assert part_of(_path(other)) in (*parts, ""), (module, other)
