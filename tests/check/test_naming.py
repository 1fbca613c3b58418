from pathlib import Path

import pytest

from narrate.check import check
from tests.writing import write

TEXT = "---\ntitle: {0}\nlang: {1}\n---\n## {0}\n\n{2}\n"


@pytest.mark.parametrize(
    ("topic", "language", "title", "text"),
    [
        ("aux", "en", "Knee", "You bend your knee."),
        ("Con", "es", "Rodilla", "Usted dobla la rodilla."),
        ("com1.knee", "de", "Knie", "Sie beugen das Knie."),
        ("what is it?", "en", "Knee", "You bend your knee."),
        ("genou: repos", "fr", "Genou", "Vous pliez le genou."),
        ("etc.", "es", "Rodilla", "Usted dobla la rodilla."),
    ],
)
def test_a_topic_that_windows_cannot_hold_is_named(tmp_path: Path, topic: str, language: str, title: str, text: str):
    path = write(tmp_path / topic / f"{language}.md", TEXT.format(title, language, text))
    (found,) = [one for one in check([path]) if one.code == "topic-name"]
    assert repr(topic) in found.message
    assert found.severity == "warning"


@pytest.mark.parametrize(
    "topic", ["knee", "contrast", "auxiliary", "com10", "null", "κνήμη", "膝", "knee 2.0", "nul-test"]
)
def test_all_other_topics_are_innocent(tmp_path: Path, topic: str):
    path = write(tmp_path / topic / "en.md", TEXT.format("Knee", "en", "You bend your knee."))
    assert "topic-name" not in [one.code for one in check([path])]
