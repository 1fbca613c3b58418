"""Writes a podcast feed as RSS 2.0, with Apple's tags and those of Podcasting 2.0. See docs/formats/feed.md."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Iterator
from email.utils import format_datetime
from urllib.parse import quote

from lxml import etree

from narrate.collections.episodes import Episode, Feed
from narrate.exporters.exported_files import sound_file

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_NAMESPACES = {"atom": _ATOM, "itunes": _ITUNES, "podcast": _PODCAST}
_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of the ids of feeds, which Podcasting 2.0 prescribes."""
_SAFE = "/%:@!$&'()*+,;=[]~"


def feed_xml(feed: Feed, artwork: str) -> bytes:
    """Return the file of ``feed``. ``artwork`` is the path of its picture, relative to the output."""
    rss = etree.Element("rss", {"version": "2.0"}, nsmap=_NAMESPACES)
    channel = etree.SubElement(rss, "channel")
    own = f"{feed.language}/feed.xml"
    _child(channel, "title", feed.title)
    _child(channel, "link", f"{_address(feed, '')}")
    _child(channel, "description", feed.description)
    _child(channel, "language", feed.language)
    _child(channel, "generator", "narrate")
    _child(channel, f"{{{_ATOM}}}link", href=_address(feed, own), rel="self", type="application/rss+xml")
    if feed.publisher:
        _child(channel, f"{{{_ITUNES}}}author", feed.publisher)
    _child(channel, f"{{{_ITUNES}}}image", href=_address(feed, artwork))
    health = _child(channel, f"{{{_ITUNES}}}category", text="Health & Fitness")
    _child(health, f"{{{_ITUNES}}}category", text="Medicine")
    _child(channel, f"{{{_ITUNES}}}explicit", "false")
    _child(channel, f"{{{_ITUNES}}}type", "serial")
    bare = _address(feed, own).partition("://")[2]
    _child(channel, f"{{{_PODCAST}}}guid", str(uuid.uuid5(_GUIDS, bare)))
    for number, episode in enumerate(feed.episodes, 1):
        _item(_child(channel, "item"), feed, episode, number)
    etree.indent(rss, " ")
    return etree.tostring(rss, xml_declaration=True, encoding="UTF-8") + b"\n"


def chapters_file(feed: Feed, episode: Episode) -> str:
    """Return the path of the chapters of an episode, relative to the output."""
    return f"{feed.language}/feed/{episode.stem}.chapters.json"


def chapters_json(episode: Episode) -> bytes:
    """Return the chapters of an episode as Podcasting 2.0 wants them."""
    chapters = [{"startTime": start_ms / 1000, "title": title} for title, start_ms in episode.chapters]
    return f"{json.dumps({'version': '1.2.0', 'chapters': chapters}, ensure_ascii=False, indent=1)}\n".encode()


def _item(item: etree._Element, feed: Feed, episode: Episode, number: int) -> None:
    page = _address(feed, f"{episode.folder}/")
    _child(item, "title", episode.title)
    if link := _encoded(episode.address) or (_address(feed, f"{episode.page}/") if episode.page else ""):
        _child(item, "link", link)
    _child(item, "description", episode.subtitle or episode.title)
    _child(item, "guid", str(uuid.uuid5(uuid.NAMESPACE_URL, page)), isPermaLink="false")
    if episode.date:
        day = datetime.datetime.fromisoformat(episode.date).replace(tzinfo=datetime.UTC)
        _child(item, "pubDate", format_datetime(day, usegmt=True))
    sound = _address(feed, f"{episode.folder}/{sound_file(episode.stem)}")
    _child(item, "enclosure", url=sound, length=str(episode.size), type="audio/mpeg")
    if episode.publisher:
        _child(item, f"{{{_ITUNES}}}author", episode.publisher)
    _child(item, f"{{{_ITUNES}}}duration", str(-(-episode.duration_ms // 1000)))
    _child(item, f"{{{_ITUNES}}}episode", str(number))
    _child(item, f"{{{_ITUNES}}}episodeType", "full")
    _child(item, f"{{{_ITUNES}}}explicit", "false")
    chapters = _address(feed, chapters_file(feed, episode))
    _child(item, f"{{{_PODCAST}}}chapters", url=chapters, type="application/json+chapters")
    for name, kind in _transcripts(episode):
        url = _address(feed, f"{episode.folder}/{name}")
        _child(item, f"{{{_PODCAST}}}transcript", url=url, type=kind, language=feed.language)


def _transcripts(episode: Episode) -> Iterator[tuple[str, str]]:
    """Yield (name, media type) of each file that holds the words of ``episode``."""
    kinds = {
        f"{episode.stem}.vtt": "text/vtt",
        f"{episode.stem}.srt": "application/x-subrip",
        f"{episode.stem}.txt": "text/plain",
        "index.html": "text/html",
    }
    yield from ((name, kind) for name, kind in kinds.items() if name in episode.files)


def _child(parent: etree._Element, tag: str, words: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, tag, attributes)
    element.text = words or None
    return element


def _address(feed: Feed, path: str) -> str:
    return _encoded(f"{feed.site}/{quote(path, safe='/')}")


def _encoded(address: str) -> str:
    """Return ``address`` with every character that an address may not hold as its bytes in UTF-8."""
    return quote(address, safe=_SAFE + "?#")
