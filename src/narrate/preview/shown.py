"""What a build says to the preview. All values can be passed to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from narrate.model import Pronunciation


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be previewed. The fields are as for ``narrate.build``.

    - ``script``: the file of the script.
    - ``output``: the private folder into which it is built.
    """

    script: Path
    output: Path
    editions: tuple[str, ...]
    language: str = ""
    voice: str = ""
    theme: str = ""
    store: str = ""
    offline: bool = False


@dataclass(frozen=True, slots=True)
class ShownProblem:
    """A problem of the script, for whoever must act.

    - ``file``: the name of the file, as the writer knows it. ``line`` is 0 if it is unknown.
    - ``text``: that line of the file, or empty.
    - ``sentence``: the id of the sentence that the problem is about, or empty.
    """

    severity: str
    code: str
    message: str
    hint: str
    file: str
    line: int
    column: int = 0
    text: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence of the edition that was built. ``line`` is its line in the script, 0 if it is unknown."""

    id: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A slide: its heading and its sentences."""

    heading: str
    sentences: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The page that was built.

    - ``path``: of the page, relative to the output.
    - ``language``: of the script (BCP 47); ``direction`` is ``ltr`` or ``rtl``.
    - ``clips``: by sentence id, the store's key of the sentence's sound, its samples per second, and their number.
    - ``is_new``: whether any file was written. If not, nothing has changed that the page shows.
    """

    path: str
    title: str
    language: str
    direction: str
    parts: tuple[ShownPart, ...]
    clips: Mapping[str, tuple[str, int, int]]
    is_new: bool = True


@dataclass(frozen=True, slots=True)
class Speaking:
    """How the script says its words, for trying out others. The fields are as in ``Script``; ``rate`` 0 is the default."""

    language: str
    voice: str = ""
    rate: int = 0
    pronounce: tuple[Pronunciation, ...] = ()
    lexicons: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build.

    - ``page``: None if the script could not be built.
    - ``problems``: errors first, then by place.
    - ``cause``: why it could not be built although nothing is wrong with the script, for example a full disk.
    - ``is_misused``: whether the command was called wrongly. Then no other text of the script would help.
    - ``is_checked``: whether the script was examined. If not, nothing has changed since the latest build that succeeded,
      and ``problems`` is empty.
    - ``inputs``: the files that the script was made from, as far as they are known.
    - ``seconds``: how long it took.
    """

    page: Page | None = None
    problems: tuple[ShownProblem, ...] = ()
    cause: str = ""
    is_misused: bool = False
    is_checked: bool = True
    inputs: tuple[Path, ...] = ()
    speaking: Speaking | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """So many sentences are spoken by now."""

    spoken: int


@dataclass(frozen=True, slots=True)
class Told:
    """A message that cannot wait, such as that a voice sends the text to a service."""

    text: str


News = Built | Progress | Told


@dataclass(frozen=True, slots=True)
class Trial:
    """A text to be said. ``said`` is how its words are to be said, as in a lexicon; empty as the script says them."""

    text: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """How a text is said.

    - ``lines``: (written, said, sounds) of each sentence; ``sounds`` is IPA, or empty.
    - ``entry``: the line for a lexicon; empty if no pronunciation was given.
    - ``warnings``: one line each.
    - ``sound``: a WAV file.
    """

    voice: str
    lines: tuple[tuple[str, str, str], ...]
    entry: str
    warnings: tuple[str, ...] = ()
    sound: bytes = field(default=b"", repr=False)
