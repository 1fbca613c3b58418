"""Reads the podcast feeds back, and writes them a second time by other code to compare them byte for byte."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from narrate.collections.artwork import SIZE, artwork_name, paint_artwork
from narrate.collections.episodes import Episode, Feed, find_feeds
from narrate.edition_files import what_is_at
from narrate.errors import NarrateError
from narrate.exporters.verifying.edition_record import Finding
from narrate.exporters.verifying.markup_differences import differences
from narrate.exporters.verifying.reading_errors import why_unread
from narrate.json_files import one_line
from narrate.sources.regular_files import read_regular
from narrate.sources.untrusted_xml import parse_xml

_MOST_BYTES = 64_000_000
_NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:podcast="https://podcastindex.org/namespace/1.0"'
)
_PODCAST_GUIDS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TRANSCRIPTS = ((".vtt", "text/vtt"), (".srt", "application/x-subrip"), (".txt", "text/plain"))
_KEPT = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
_KEPT_IN_ADDRESS = _KEPT | frozenset(b"%:@!$&'()*+,;=[]?#")
_PNG = b"\x89PNG\r\n\x1a\n"


def check_feeds(output: Path, *, painted: bool) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield (path, findings) of each feed in ``output``, and of each that should be there.

    ``painted``: paint pictures again to compare them.
    """
    try:
        feeds = {feed.language: feed for feed in find_feeds(output)}
    except NarrateError as error:
        yield "feed.xml", (Finding("feed", "editions", faults=(one_line(str(error)),)),)
        return
    there = {path.parent.name for path in output.glob("*/feed.xml")}
    for language in sorted({*feeds, *there}):
        feed = feeds.get(language)
        if feed is None:
            fault = f"{language}/feed.xml is there, but no edition in this language has sound; build again"
            yield f"{language}/feed.xml", (Finding("feed", "editions", faults=(fault,)),)
        else:
            yield f"{language}/feed.xml", tuple(_findings(output, feed, painted=painted))


def _findings(output: Path, feed: Feed, *, painted: bool) -> Iterator[Finding]:
    artwork = f"{feed.language}/feed/{artwork_name(feed.title, feed.language, feed.colours)}"
    faults = tuple(_feed_faults(output, feed, artwork))
    yield Finding("feed", "episodes", len(feed.episodes), len(feed.episodes), "episodes", faults)
    faults = tuple(fault for episode in feed.episodes for fault in _chapter_faults(output, feed, episode))
    yield Finding("feed", "chapters", len(faults), 0, "faults", faults)
    faults = tuple(_picture_faults(output / artwork, feed, painted=painted))
    yield Finding("feed", "picture", len(faults), 0, "faults", faults)
    faults = tuple(_strange(output, feed, artwork))
    yield Finding("feed", "files", len(faults), 0, "faults", faults)


def _feed_faults(output: Path, feed: Feed, artwork: str) -> Iterator[str]:
    """Yield what is wrong with the file of ``feed``."""
    name = f"{feed.language}/feed.xml"
    try:
        content = read_regular(output / name, _MOST_BYTES, links=False)
        root = parse_xml(content)
    except (OSError, ValueError, SyntaxError) as error:
        yield f"{_unread(name, error)}; build again with --to feed"
        return
    found = Counter(one.get("url", "") for one in root.iter("enclosure"))
    wanted = {_address(feed, f"{one.folder}/{one.stem}.mp3"): one for one in feed.episodes}
    for url, episode in wanted.items():
        if found[url] != 1:
            yield f"{episode.folder} is in the feed {found[url]} times, not once"
    yield from (
        f"the feed has an episode with the sound {one_line(url)!r}, which no edition has"
        for url in found
        if url not in wanted
    )
    for episode in feed.episodes:
        if what_is_at(output / episode.folder / f"{episode.stem}.mp3") != "file":
            yield f"the sound of {episode.folder} is gone; build it again"
    expected = "".join(f"{line}\n" for line in expected_feed(feed, artwork))
    text = content.decode(errors="replace")
    yield from (f"{name}, {fault}; build again with --to feed" for fault in differences(text, expected))


def expected_feed(feed: Feed, artwork: str) -> Iterator[str]:
    """Yield the lines of the file of ``feed``. ``artwork`` is the path of its picture."""
    own = _address(feed, f"{feed.language}/feed.xml")
    yield "<?xml version='1.0' encoding='UTF-8'?>"
    yield f'<rss {_NAMESPACES} version="2.0">'
    yield " <channel>"
    yield f"  <title>{_text(feed.title)}</title>"
    yield f"  <link>{_text(_address(feed, ''))}</link>"
    yield f"  <description>{_text(feed.description)}</description>"
    yield f"  <language>{feed.language}</language>"
    yield "  <generator>narrate</generator>"
    yield f'  <atom:link href="{_text(own)}" rel="self" type="application/rss+xml"/>'
    if feed.publisher:
        yield f"  <itunes:author>{_text(feed.publisher)}</itunes:author>"
    yield f'  <itunes:image href="{_text(_address(feed, artwork))}"/>'
    yield '  <itunes:category text="Health &amp; Fitness">'
    yield '   <itunes:category text="Medicine"/>'
    yield "  </itunes:category>"
    yield "  <itunes:explicit>false</itunes:explicit>"
    yield "  <itunes:type>serial</itunes:type>"
    yield f"  <podcast:guid>{uuid.uuid5(_PODCAST_GUIDS, own[own.index('://') + 3 :])}</podcast:guid>"
    for number, episode in enumerate(feed.episodes, 1):
        yield from _expected_item(feed, episode, number)
    yield " </channel>"
    yield "</rss>"


def _expected_item(feed: Feed, episode: Episode, number: int) -> Iterator[str]:
    page = _address(feed, f"{episode.folder}/")
    sound = _address(feed, f"{episode.folder}/{episode.stem}.mp3")
    chapters = _address(feed, f"{feed.language}/feed/{episode.stem}.chapters.json")
    yield "  <item>"
    yield f"   <title>{_text(episode.title)}</title>"
    if episode.address:
        yield f"   <link>{_text(_escaped(episode.address, _KEPT_IN_ADDRESS))}</link>"
    elif episode.page:
        yield f"   <link>{_text(_address(feed, f'{episode.page}/'))}</link>"
    yield f"   <description>{_text(episode.subtitle or episode.title)}</description>"
    yield f'   <guid isPermaLink="false">{_guid(page)}</guid>'
    if episode.date:
        yield f"   <pubDate>{_day(episode.date)}</pubDate>"
    yield f'   <enclosure url="{_text(sound)}" length="{episode.size}" type="audio/mpeg"/>'
    if episode.publisher:
        yield f"   <itunes:author>{_text(episode.publisher)}</itunes:author>"
    yield f"   <itunes:duration>{(episode.duration_ms + 999) // 1000}</itunes:duration>"
    yield f"   <itunes:episode>{number}</itunes:episode>"
    yield "   <itunes:episodeType>full</itunes:episodeType>"
    yield "   <itunes:explicit>false</itunes:explicit>"
    yield f'   <podcast:chapters url="{_text(chapters)}" type="application/json+chapters"/>'
    files = [(f"{episode.stem}{ending}", kind) for ending, kind in _TRANSCRIPTS] + [("index.html", "text/html")]
    for name, kind in files:
        if name in episode.files:
            url = _text(_address(feed, f"{episode.folder}/{name}"))
            yield f'   <podcast:transcript url="{url}" type="{kind}" language="{feed.language}"/>'
    yield "  </item>"


def _chapter_faults(output: Path, feed: Feed, episode: Episode) -> Iterator[str]:
    """Yield what is wrong with the file of the chapters of ``episode``."""
    name = f"{feed.language}/feed/{episode.stem}.chapters.json"
    try:
        text = read_regular(output / name, _MOST_BYTES, links=False).decode(errors="replace")
    except (OSError, ValueError) as error:
        yield f"{_unread(name, error)}; build again with --to feed"
        return
    lines = ["{", ' "version": "1.2.0",', ' "chapters": [']
    for number, (title, start_ms) in enumerate(episode.chapters, 1):
        seconds = f"{start_ms // 1000}.{start_ms % 1000:03d}".rstrip("0")
        comma = "" if number == len(episode.chapters) else ","
        lines += ["  {", f'   "startTime": {seconds}{"0" if seconds.endswith(".") else ""},']
        lines += [f'   "title": "{_quoted(title)}"', f"  }}{comma}"]
    expected = "".join(f"{line}\n" for line in [*lines, " ]", "}"])
    yield from (f"{name}, {fault}; build again with --to feed" for fault in differences(text, expected))


def _picture_faults(path: Path, feed: Feed, *, painted: bool) -> Iterator[str]:
    """Yield what is wrong with the picture of ``feed`` in the file ``path``."""
    again = "build again with --to feed"
    cure = f"delete {path.parent.name}/{path.name} and {again}"
    try:
        content = read_regular(path, _MOST_BYTES, links=False)
    except (OSError, ValueError) as error:
        yield f"{_unread(path.name, error)}; {again if isinstance(error, FileNotFoundError) else cure}"
        return
    header = SIZE.to_bytes(4, "big") * 2 + b"\x08\x02"  # eight bits each of red, green and blue
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or content[16:26] != header:
        yield f"{path.name} is not a PNG of {SIZE} × {SIZE} px without transparency; {cure}"
    elif painted and content != paint_artwork(feed.title, feed.language, feed.colours):
        yield f"{path.name} is not the picture that was painted; {cure}"


def _strange(output: Path, feed: Feed, artwork: str) -> Iterator[str]:
    """Yield each file in the folder of ``feed`` that does not belong to it."""
    for name in (feed.language, f"{feed.language}/feed"):
        if what_is_at(output / name) == "link":
            yield f"{name} is a link, not a folder; remove it and build again with --to feed"
    wanted = {f"{feed.language}/feed/{episode.stem}.chapters.json" for episode in feed.episodes} | {artwork}
    for path in sorted((output / feed.language / "feed").glob("*")):
        name = path.relative_to(output).as_posix()
        if name not in wanted or what_is_at(path) != "file":
            yield f"{one_line(name)} does not belong to the feed; remove it"


def _unread(name: str, error: Exception) -> str:
    """Say why the file ``name`` could not be read, without what to do."""
    if isinstance(error, FileNotFoundError):
        return f"{name} is gone"
    if isinstance(error, OSError):
        return f"{name} cannot be read ({error.strerror})"
    return f"{name}: {why_unread(error)}"


def _guid(page: str) -> uuid.UUID:
    """Return the id of an episode: a UUID of version 5 of the address of its page."""
    digest = bytearray(hashlib.sha1(uuid.NAMESPACE_URL.bytes + page.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    return uuid.UUID(bytes=bytes(digest))


def _day(date: str) -> str:
    """Return midnight of ``date`` (ISO 8601) as RFC 822 writes it."""
    day = datetime.date.fromisoformat(date)
    return f"{_DAYS[day.weekday()]}, {day.day:02d} {_MONTHS[day.month - 1]} {day.year:04d} 00:00:00 GMT"


def _address(feed: Feed, path: str) -> str:
    return f"{_escaped(feed.site, _KEPT_IN_ADDRESS)}/{_escaped(path, _KEPT)}"


def _escaped(text: str, kept: frozenset[int]) -> str:
    return "".join(chr(byte) if byte in kept else f"%{byte:02X}" for byte in text.encode())


def _text(text: str) -> str:
    """Return ``text`` as it stands in an element or an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """Return ``text`` as it stands in a string of JSON."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
    return "".join(escapes.get(letter, f"\\u{ord(letter):04x}" if letter < " " else letter) for letter in text)
