"""Faults in a podcast feed: whatever is added, lost or altered is found."""

import re
import shutil
from pathlib import Path

import pytest

from narrate.collections.artwork import paint_artwork
from narrate.collections.feed import COLLECTION
from tests.planting import lent
from tests.tables import few_quick

FEED, CHAPTERS = "en/feed.xml", "en/feed/heart.chapters.json"


def changed(name: str, pattern: str, by: str):
    def plant(output: Path) -> None:
        path = output / name
        text = path.read_text(encoding="utf-8")
        other = re.sub(pattern, by, text, count=1, flags=re.DOTALL)
        assert other != text
        path.write_text(other, encoding="utf-8")

    return plant


def in_feed(pattern: str, by: str):
    return changed(FEED, pattern, by)


def picture(output: Path) -> Path:
    (path,) = (output / "en/feed").glob("artwork-*.png")
    return path


def linked(folder: Path) -> None:
    """Put ``folder`` elsewhere, and a link to it in its place."""
    away = folder.parent.parent / f"{folder.name} elsewhere"
    folder.rename(away)
    folder.symlink_to(away)


def exchange_picture(output: Path) -> None:
    picture(output).write_bytes(paint_artwork("Take two pills", "en", {}))


ITEM = r"  <item>.*?</item>\n"
FAULTS = {
    "an episode gone": (in_feed(ITEM, ""), "episodes"),
    "an episode twice": (in_feed(f"({ITEM})", r"\1\1"), "episodes"),
    "episodes exchanged": (in_feed(f"({ITEM})({ITEM})", r"\2\1"), "episodes"),
    "another title": (in_feed("A short test", "Another test"), "episodes"),
    "another title of the feed": (in_feed("Health &amp; Care", "Care"), "episodes"),
    "another description": (in_feed("<description>", "<description>Take two pills. "), "episodes"),
    "the sound of elsewhere": (in_feed(r'enclosure url="https://example.org', 'enclosure url="https://e.org'), "episodes"),
    "another length": (in_feed('length="', 'length="9'), "episodes"),
    "another kind of sound": (in_feed("audio/mpeg", "audio/mp4"), "episodes"),
    "another duration": (in_feed(r"duration>\d+", "duration>1"), "episodes"),
    "another date": (in_feed("2026", "2027"), "episodes"),
    "a date too many": (changed("ar/feed.xml", "(</guid>)", r"\1<pubDate>Sun, 01 Mar 2026 00:00:00 GMT</pubDate>"), "episodes"),
    "another id": (in_feed(r'(isPermaLink="false">).', r"\1-"), "episodes"),
    "an id that is a link": (in_feed('isPermaLink="false"', 'isPermaLink="true"'), "episodes"),
    "another language": (in_feed("<language>en", "<language>es"), "episodes"),
    "explicit": (in_feed("explicit>false", "explicit>true"), "episodes"),
    "another category": (in_feed("Medicine", "Fitness"), "episodes"),
    "chapters of elsewhere": (in_feed("heart.chapters", "heart.described.chapters"), "episodes"),
    "the words of elsewhere": (in_feed("heart.vtt", "heart.described.vtt"), "episodes"),
    "the words gone": (in_feed(r" *<podcast:transcript[^>]*>\n", ""), "episodes"),
    "the picture of elsewhere": (in_feed("artwork-", "artwork-0"), "episodes"),
    "another address of itself": (in_feed("/en/feed.xml", "/es/feed.xml"), "episodes"),
    "a comment": (in_feed("<channel>", "<channel><!-- Take two pills -->"), "episodes"),
    "an instruction": (in_feed("<rss", '<?xml-stylesheet href="https://example.org/x.xsl"?><rss'), "episodes"),
    "an entity": (in_feed("<rss", '<!DOCTYPE rss [<!ENTITY x "y">]><rss'), "episodes"),
    "an element of one's own": (in_feed("</channel>", "<cloud/></channel>"), "episodes"),
    "text between elements": (in_feed("<item>", "Take two pills.<item>"), "episodes"),
    "no XML": (in_feed("</rss>", ""), "episodes"),
    "an edition that is gone": (lambda output: shutil.rmtree(output / "heart/en/described"), "episodes"),
    "the sound of an edition is gone": (lambda output: (output / "heart/en/heart.mp3").unlink(), "episodes"),
    "a feed that is gone": (lambda output: (output / FEED).unlink(), "episodes"),
    "a language that is gone": (lambda output: shutil.rmtree(output / "heart/en"), "editions"),
    "a timeline that is gone": (lambda output: (output / "heart/en/timeline.json").unlink(), "editions"),
    "a chapter renamed": (changed(CHAPTERS, "What it is", "What it was"), "chapters"),
    "a chapter moved": (changed(CHAPTERS, r'"startTime": (\d)', r'"startTime": 1\1'), "chapters"),
    "a chapter lost": (changed(CHAPTERS, r"  \{[^}]*\},\n", ""), "chapters"),
    "a chapter with a picture": (changed(CHAPTERS, r'("title": [^\n]*)', r'\1, "img": "https://e.org/x.png"'), "chapters"),
    "chapters that are gone": (lambda output: (output / CHAPTERS).unlink(), "chapters"),
    "the picture of another feed": (exchange_picture, "picture"),
    "a picture that is gone": (lambda output: picture(output).unlink(), "picture"),
    "no picture at all": (lambda output: picture(output).write_bytes(b"GIF89a"), "picture"),
    "a link instead of the language's folder": (lambda output: linked(output / "en"), "files"),
    "a link instead of the feed's folder": (lambda output: linked(output / "en/feed"), "files"),
    "a file too many": (lambda output: (output / "en/feed/notes.txt").write_text("x"), "files"),
    "chapters of an edition that is gone": (
        lambda output: shutil.copyfile(output / CHAPTERS, output / "en/feed/hip.chapters.json"),
        "files",
    ),
}  # fmt: skip


def faults(output: Path, *, painted: bool = True) -> dict[str, tuple[str, ...]]:
    found = {}
    for _, findings in COLLECTION.verify(output, painted=painted):
        found |= {finding.check: finding.faults for finding in findings if finding.faults}
    assert all(line and "\n" not in line for lines in found.values() for line in lines)
    return found


def test_what_narrate_writes_is_found_sound(made):
    assert len(list(COLLECTION.verify(made, painted=False))) == 3
    assert faults(made) == {}


@pytest.mark.parametrize("fault", few_quick(FAULTS))
def test_a_planted_fault_is_found(made, fault):
    plant, check = FAULTS[fault]
    with lent(made) as output:
        plant(output)
        found = faults(output, painted=fault == "the picture of another feed")
    assert check in found
