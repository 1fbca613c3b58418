"""Prints every regular expression that narrate compiles, those that are composed at run time too, as JSON.

    python -m tests.tools.patterns

Each entry has ``pattern``, ``flags`` (a number, as in ``re``), ``uses`` (the methods that were called, such as
``search``, or those that the source calls if none was) and ``place`` (file and line of the first use of ``re``).
"""

from __future__ import annotations

import json
import pkgutil
import re
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
SOURCES = str(ROOT / "src" / "narrate")
_ASSIGNED = re.compile(r"\s*(\w+)\s*=\s*(?:re\.compile\(|\{$)")
CASES = ("script/constructs.md", "check/codes.md", "script/raw_material/cleaning.md", "script/raw_material/captions.md")
METHODS = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


@dataclass
class Used:
    """Where a pattern is compiled, and the methods by which it is used."""

    place: str
    uses: set[str] = field(default_factory=set)


class Recorder:
    """Stands in for the functions of ``re`` when narrate's own modules call them."""

    def __init__(self) -> None:
        self.found: dict[tuple[str | bytes, int], Used] = {}
        self._re = {name: getattr(re, name) for name in ("compile", *METHODS)}

    def install(self) -> None:
        re.compile = self._compile  # type: ignore[assignment]
        for name in METHODS:
            setattr(re, name, self._function(name))

    def _compile(self, pattern: Any, flags: Any = 0) -> Any:
        place = _caller()
        compiled = pattern.compiled if isinstance(pattern, _Pattern) else self._re["compile"](pattern, flags)
        return _Pattern(compiled, self._used(compiled, place)) if place else compiled

    def _function(self, name: str) -> Callable[..., Any]:
        function = self._re[name]
        flags_of = signature(function)

        def called(pattern: Any, *args: Any, **options: Any) -> Any:
            if isinstance(pattern, _Pattern):
                return getattr(pattern, name)(*args, **options)
            if place := _caller():
                flags = flags_of.bind(pattern, *args, **options).arguments.get("flags", 0)
                self._used(self._re["compile"](pattern, flags), place).uses.add(name)
            return function(pattern, *args, **options)

        return called

    def _used(self, compiled: re.Pattern[Any], place: str) -> Used:
        return self.found.setdefault((compiled.pattern, compiled.flags), Used(place))


class _Pattern:
    """A compiled pattern that notes which of its methods are called."""

    def __init__(self, compiled: re.Pattern[Any], used: Used) -> None:
        self.compiled, self._used = compiled, used

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            self._used.uses.add(name)
        return getattr(self.compiled, name)


def _caller() -> str:
    """Return the place in narrate's source from which ``re`` is called, or nothing if another package calls it."""
    frame = sys._getframe(2)
    file = frame.f_code.co_filename
    return f"{Path(file).relative_to(ROOT)}:{frame.f_lineno}" if file.startswith(SOURCES) else ""


def exercise(folder: Path) -> None:
    """Import all of narrate; read, check, build and verify small scripts and drafts, in all languages."""
    import narrate

    for module in pkgutil.walk_packages(narrate.__path__, "narrate."):
        if not module.name.endswith(("__main__", "worker_main")):
            try:
                import_module(module.name)
            except ImportError as error:  # of a package that one voice alone needs
                print(f"{module.name} is left out: {error}", file=sys.stderr)
    from narrate.languages import spoken, transcript_words
    from tests.fake_engine import FakeEngine
    from tests.fixtures import cases
    from tests.writing import THREE_SLIDES, TRANSLATED

    tables = [*transcript_words.__path__, *import_module("narrate.languages").__path__]
    known = {module.name.replace("_", "-") for module in pkgutil.iter_modules(tables)}
    languages = sorted(name for name in known if len(name) < 4 or name == "zh-hant")
    transcripts = [path for path in (TESTS / "script/raw_material/transcripts").iterdir() if path.suffix != ".expected"]
    for language in languages:
        spoken.spoken_forms("Take 5-10 mg.", language)
        for path in transcripts:
            narrate.check([path], language)
        (folder / language).mkdir()
        script = folder / language / f"{language}.md"
        script.write_text(THREE_SLIDES.replace("lang: en", f"lang: {language}"), encoding="utf-8")
        narrate.check([script])
    for file in CASES:
        for number, case in enumerate(cases(TESTS / file)):
            topic = case.write(folder / Path(file).stem / str(number))
            narrate.check([path for path in topic.iterdir() if path.suffix in (".md", ".txt", ".srt", ".vtt")], "en")
    topic = folder / "script" / "heart"
    topic.mkdir(parents=True)
    for language, text in TRANSLATED.items():
        (topic / f"{language}.md").write_text(text, encoding="utf-8")
    narrate.build(
        [topic], folder / "output", voice=FakeEngine(), store=folder / "store", to=["all"], editions=["standard"]
    )
    narrate.verify(folder / "output", store=folder / "store")


def uses_in_source(place: str) -> set[str]:
    """Return the methods that are called on the name to which the pattern compiled at ``place`` is assigned.

    Only its own module uses a private name.
    """
    file, _, line = place.rpartition(":")
    written = (ROOT / file).read_text(encoding="utf-8").split("\n")
    for text in (written[int(line) - 1], written[int(line) - 2]):
        if match := _ASSIGNED.match(text):
            called = re.compile(rf"\b{match[1]}(?:\[\w+\])?\.({'|'.join(METHODS)})\(")
            sources = [ROOT / file] if match[1].startswith("_") else Path(SOURCES).rglob("*.py")
            return {found for source in sources for found in called.findall(source.read_text(encoding="utf-8"))}
    return set()


def main() -> None:
    recorder = Recorder()
    recorder.install()
    with tempfile.TemporaryDirectory() as folder:
        exercise(Path(folder))
    entries = [
        {
            "pattern": pattern if isinstance(pattern, str) else pattern.decode("latin-1"),
            "flags": flags,
            "uses": sorted(used.uses or uses_in_source(used.place)),
            "place": used.place,
        }
        for (pattern, flags), used in recorder.found.items()
    ]
    json.dump(entries, sys.stdout)


if __name__ == "__main__":
    main()
