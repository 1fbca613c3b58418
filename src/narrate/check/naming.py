"""Names of topics that some computer cannot hold: a topic is the name of a folder and of files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrate.errors import Place, Problem, Severity
from narrate.model import Script

# Windows: what no name may hold, what none may end with, and what names devices whatever the ending
_CHARACTERS = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|COM[1-9¹²³]|LPT[1-9¹²³])(?:\..*)?", re.IGNORECASE)


def check_name(script: Script) -> Iterator[Problem]:
    """A topic whose files nobody with Windows could unpack or open."""
    topic = script.topic
    if match := _CHARACTERS.search(topic):
        why = f"{match.group()!r} stands in no name there"
    elif topic.endswith((".", " ")):
        why = "no name there ends with a dot or a space"
    elif _DEVICE.fullmatch(topic):
        why = "it is the name of a device there"
    else:
        return
    message = f"Windows cannot hold files of the topic {topic!r}: {why}"
    yield Problem(Place(str(script.path)), Severity.WARNING, "topic-name", message, "rename the topic's folder or file")
