"""A format may have options after its name, as in ``mp4+720p``."""

from __future__ import annotations

import pytest

from narrate.errors import UsageError
from narrate.exporters.edition import KnownExporters, choose_exporters, open_exporter
from narrate.program_parts import parts_for
from tests.tables import each

OTHER_ORDER = "mp4+captions+720p"


def names(*wanted: str) -> list[str]:
    return [exporter.name for exporter in choose_exporters(wanted)]


def test_options_stand_in_one_order_in_the_name():
    assert open_exporter(OTHER_ORDER).name == open_exporter("mp4+720p+captions").name == "mp4+720p+captions"
    assert open_exporter("mp4+720p+720p").name == "mp4+720p"


@each(
    "name, said",
    [
        ("mp4+large", "mp4 has no option 'large' for --to; its options are 720p, 4k, captions, steady, broadcast"),
        ("vtt+720p", "vtt has no option '720p' for --to; it has none"),
        ("mp4+", "mp4 has no option ''"),
        ("mp4+720p+4k", "720p and 4k"),
        ("film+720p", "unknown format 'film+720p'"),
    ],
)
def test_what_is_unknown_is_said(name: str, said: str):
    with pytest.raises(UsageError) as caught:
        open_exporter(name)
    assert said in str(caught.value)
    assert name not in KnownExporters()


def test_a_format_is_written_once():
    assert "mp4+720p" in names("mp4+720p", "all")
    assert "mp4" not in names("mp4+720p", "all")
    assert names("mp4+720p", "mp4+720p").count("mp4+720p") == 1
    with pytest.raises(UsageError, match=r"names mp4\+720p and mp4\+captions; name mp4 once"):
        names("mp4+720p", "mp4+captions")


def test_the_film_stands_where_it_does_without_options():
    assert names("mp4+720p", "m4b").index("mp4+720p") == names("mp4", "m4b").index("mp4")


def test_a_name_in_a_manifest_is_found_only_as_it_is_written():
    assert "mp4+720p+captions" in KnownExporters()
    assert OTHER_ORDER not in KnownExporters()
    assert list(KnownExporters()) == [name for name in KnownExporters() if "+" not in name]


def test_options_have_the_part_of_the_program_of_their_format():
    assert parts_for(["mp4+720p"], []) == parts_for(["mp4"], [])
    assert "mp4" in parts_for(["mp4+720p"], [])
