"""Coverage-guided fuzzing of each reader: ``python -m tests.tools.fuzz_readers svg --minutes 20``.

Run by hand, with the extra ``fuzz`` installed. The readers are those of ``READERS``, or ``all`` in turn. What
is looked for: an exception other than NarrateError, more than 5 s of processor time, more than 500 MB of memory, and a
file opened that is not the reader's own.
Each such input is kept in ``--kept`` beside a text that says what it did, once for each place in narrate's code. A
second run goes on with what the first one learnt (``--kept``/corpus). ``--try FILE`` gives kept files to a reader again.

Parts of packages (.docx, .pptx) are fuzzed as a text of all parts, which is packed before the reader gets it: changed
bytes in a packed file would only show that its checksum is wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

SLOW = 5.0  # seconds of processor time
HANGS = 60  # seconds until the run is stopped and begun anew; other work may share the machine
MOST_MEMORY = 500  # MB, above what the process had before
LANGUAGES = ("en", "es", "ar", "ja", "th", "ru")
_PART = re.compile(rb"^@@ ([!-~]+)$", re.MULTILINE)
Reader = Callable[[bytes, Path], object]
Seeds = Callable[[], Iterable[bytes]]


# -- the readers: each gets the bytes of a file and a folder of its own -----------------------


def _script(ending: str, pack: bool = False) -> Reader:
    def read(content: bytes, folder: Path) -> object:
        from narrate.script import Source, examine_source

        path = folder / f"x{ending}"
        path.write_bytes(packed(content) if pack else content)
        return examine_source(Source(path, "topic", "", folder), LANGUAGES[len(content) % len(LANGUAGES)])

    return read


def _yaml(content: bytes, folder: Path) -> object:
    from narrate.script.settings import read_settings
    from narrate.speech.lexicon import read_lexicon

    (folder / "narrate.yaml").write_bytes(content)
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8")
    read_settings(folder)
    return read_lexicon(folder / "narrate.yaml")


def _pls(content: bytes, folder: Path) -> object:
    from narrate.speech.lexicon import read_lexicon

    (folder / "x.pls").write_bytes(content)
    return read_lexicon(folder / "x.pls")


def _svg(content: bytes, _: Path) -> object:
    from tests.tools.fuzz_figures import try_drawing

    return try_drawing(content)


def _picture(content: bytes, _: Path) -> object:
    from tests.tools.fuzz_figures import try_picture

    kind = {b"\x89PNG": ".png", b"RIFF": ".webp"}.get(content[:4], ".jpg")
    return try_picture(kind, content)


def _template(content: bytes, folder: Path) -> object:
    from tests.tools.fuzz_templates import try_template

    (folder / "x.pptx").write_bytes(packed(content))
    return try_template(folder / "x.pptx")


# -- what a run begins with -------------------------------------------------------------------


def packed(content: bytes) -> bytes:
    """A package of the parts in ``content``, each after a line ``@@ name``."""
    names, buffer = list(_PART.finditer(content)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        taken = set()
        for match, after in zip(names, [*names[1:], None], strict=False):
            name = match.group(1).decode("latin-1")
            if name not in taken:
                taken.add(name)
                archive.writestr(name, content[match.end() + 1 : after.start() if after else len(content)])
    return buffer.getvalue()


def as_text(parts: Iterable[tuple[str, bytes]]) -> bytes:
    return b"".join(b"@@ %s\n%s\n" % (name.encode(), content) for name, content in parts)


def _files(*patterns: str) -> Seeds:
    def seeds() -> Iterable[bytes]:
        root = Path(__file__).parents[2]
        return [path.read_bytes() for pattern in patterns for path in sorted(root.glob(pattern))]

    return seeds


def _texts(name: str) -> Seeds:
    """What stands between two lines of a table in ``tests/script/raw_material``, such as captions."""

    def seeds() -> Iterable[bytes]:
        text = (Path(__file__).parents[1] / "script/raw_material" / name).read_text(encoding="utf-8")
        return [part.strip().encode() for part in text.split("```") if len(part) > 20]

    return seeds


def _both(*several: Seeds) -> Seeds:
    return lambda: [content for seeds in several for content in seeds()]


def _word_seeds() -> Iterable[bytes]:
    from tests.script.raw_material import office_files as o

    runs = [
        o.p(o.t("Your hip"), o.style("Title")) + o.p(o.t("Before"), o.style("Heading1")) + o.p(o.t("Drink 2 L.")),
        o.p(o.t("Rest."), o.point(1)) + o.p(o.t("Walk 10", "<w:vertAlign w:val='superscript'/>"), o.point(1, 1)),
        o.table(["Name", "Dose"], ["Drug", o.p(o.t("5 mg"))], header=True) + o.p(o.field("TOC \\o", o.t("One"))),
        o.p(o.sym("F0B0") + o.box(o.p(o.t("Call us."))) + o.picture("A hip")) + o.p(o.t("1½ cups")),
    ]
    lists = o.numbering([("decimal", "%1."), ("bullet", "•")])
    with tempfile.TemporaryDirectory() as folder:
        for body in runs:
            yield _unpacked(o.docx(Path(folder) / "x.docx", body, lists=lists, footnotes=o.p(o.t("See page 2."))))


def _notes_seeds() -> Iterable[bytes]:
    from tests.script.raw_material.test_powerpoint_notes import deck, r

    slides = [("Your hip", "Your hip"), ("Before", ["Drink 2 L.", r("10", ' baseline="30000"')]), ("", "Rest.")]
    read = re.compile(r"ppt/(presentation|slides|notesSlides|_rels)|\[|_rels|docProps/core")
    with tempfile.TemporaryDirectory() as folder:
        for hidden in ((), (2,)):
            yield _unpacked(deck(Path(folder) / "x.pptx", *slides, hidden=hidden), read)


def _unpacked(path: Path, wanted: re.Pattern[str] = re.compile("")) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return as_text((name, archive.read(name)) for name in archive.namelist() if wanted.match(name))


def _drawing_seeds() -> Iterable[bytes]:
    from tests.tools.fuzz_figures import drawings

    return drawings()


def _picture_seeds() -> Iterable[bytes]:
    from tests.tools.fuzz_figures import pictures

    return [content for _, content in pictures()]


def _template_seeds() -> Iterable[bytes]:
    from tests.tools.fuzz_templates import templates

    return [as_text(parts.items()) for parts in templates()]


_LEXICON = b"""<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">
<lexeme role="x"><grapheme>IV</grapheme><grapheme>iv</grapheme><alias>eye vee</alias></lexeme>
<lexeme><grapheme>dose</grapheme><phoneme prefer="true">/d@Us/</phoneme><phoneme alphabet="x">a</phoneme></lexeme></lexicon>"""
_SETTINGS = b"""organisation: Clinic
address: https://health.example
theme: {name: dark, logo: logo.svg, colours: {mark: '#A8430F', ink: "#111"}}
voices: {anna: {en: espeak:en-gb, es: auto}}
languages:
  en: {voice: auto, rate: 140, lexicon: [a.yaml, b.pls]}
closing: {en: "Call us.", es: Llame}
"""
_ENTRIES = b"IV: eye vee\n'mg': milligram\ndose: /d\xca\x8as/\nen:\n  hip: [one, two]\n"

READERS: dict[str, tuple[Reader, Seeds]] = {
    "md": (_script(".md"), _files("script/*/*.md", "tests/slides/scripts/*.md")),
    "txt": (_script(".txt"), _both(_files("tests/script/raw_material/transcripts/*.txt"), _texts("cleaning.md"))),
    "srt": (_script(".srt"), _both(_files("tests/script/raw_material/transcripts/*.srt"), _texts("captions.md"))),
    "vtt": (_script(".vtt"), _both(_files("tests/script/raw_material/transcripts/*.vtt"), _texts("captions.md"))),
    "ttml": (_script(".ttml"), _texts("captions.md")),
    "docx": (_script(".docx", pack=True), _word_seeds),
    "notes": (_script(".pptx", pack=True), _notes_seeds),
    "svg": (_svg, _drawing_seeds),
    "picture": (_picture, _picture_seeds),
    "template": (_template, _template_seeds),
    "pls": (_pls, lambda: [_LEXICON]),
    "yaml": (_yaml, lambda: [_SETTINGS, _ENTRIES]),
}


# -- one input --------------------------------------------------------------------------------


class Trial:
    """Gives inputs to the reader called ``name`` and keeps those that it must not answer so."""

    def __init__(self, name: str, kept: Path, folder: Path) -> None:
        self._name, self._kept, self._folder = name, kept, folder
        self._seen: set[str] = set()
        self._opened: list[str] = []
        own = tuple(
            str(path) for path in (sys.prefix, sys.base_prefix, Path(__file__).parents[2], folder, "/proc/self/")
        )

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event == "open" and isinstance(arguments[0], str | bytes):
                path = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode(errors="replace")
                if not path.startswith(own) and not path.startswith(str(kept)):
                    self._opened.append(path)

        sys.addaudithook(hook)

    def __call__(self, content: bytes) -> None:
        from narrate.errors import NarrateError

        self._opened.clear()
        before, started, why, told = _peak(anew=True), time.process_time(), "", ""
        try:
            READERS[self._name][0](content, self._folder)
        except NarrateError:
            pass
        except Exception as error:  # noqa: BLE001 - this is what is looked for
            why, told = f"{type(error).__name__}-{_where(error)}", traceback.format_exc()
        lasted, grown = time.process_time() - started, _peak() - before
        if lasted > SLOW:
            why, told = "slow", f"{lasted:.1f} s"
        if grown > MOST_MEMORY:
            why, told = "large", f"{grown} MB"
        if self._opened:
            why, told = "opened", f"opened {self._opened[:5]}"
        if why and (why in ("slow", "large") or why not in self._seen):
            self._seen.add(why)
            path = self._kept / f"{self._name}-{why}-{hashlib.sha256(content).hexdigest()[:8]}"
            path.write_bytes(content)
            path.with_name(f"{path.name}.txt").write_text(told, encoding="utf-8")
            print(f"kept {path}: {told.strip().splitlines()[-1][:200]}", file=sys.stderr)


def _where(error: BaseException) -> str:
    """The last place of narrate's code, or of the test that found it, in the traceback of ``error``."""
    own = [at for at in traceback.extract_tb(error.__traceback__) if re.search(r"/(narrate|tools)/", at.filename)]
    return f"{Path(own[-1].filename).stem}-{own[-1].lineno}" if own else "nowhere"


def _peak(*, anew: bool = False) -> int:
    """The greatest memory of this process in MB; since ``anew`` on Linux, else since it began."""
    try:
        if anew:
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) // 1000
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000


# -- the run ----------------------------------------------------------------------------------

_WORDS = (
    "", "0", "-1", "9" * 20, "9" * 4400, "1e400", "NaN", "inf", "1e-400", "x", "true", "50%", "#a", "url(#a)", "\u202e", "&#0;", "null",
    "[[[[", "{{{{", "- - - -", "&a", "*a", "!!python/object:x", "../x", "data:image/png;base64,AA", "Ⅷ", "²", "١", "\x00",
)  # fmt: skip
_PLACES = (r"[-\d.]+", r'"[^"<>]*"', r"<[\w:]+", r" [\w:-]+=\"", r"\b\w+\b", r"<[^<>]*>")


def mutated(content: bytes, most: int, seed: int, mutate: Callable[[bytes, int], bytes]) -> bytes:
    """``content`` with a word, number, name or element changed, repeated or moved; or, as often, what atheris makes."""
    chance = random.Random(seed)
    if chance.random() < 0.5:
        return mutate(content, most)
    text = content.decode("utf-8", "surrogateescape")
    places = list(re.finditer(chance.choice(_PLACES), text))
    if not places:
        return mutate(content, most)
    match, other = chance.choice(places), chance.choice(places).group()
    new = chance.choice(
        (chance.choice(_WORDS), other, match.group() * chance.choice((0, 2, 100)), f'"{chance.choice(_WORDS)}"')
    )
    return (text[: match.start()] + new + text[match.end() :]).encode("utf-8", "surrogateescape")[:most]


def _child(name: str, seconds: int, kept: Path, seed: int) -> None:
    """Run atheris in this process, which it ends."""
    import atheris

    corpus = kept / "corpus" / name
    corpus.mkdir(parents=True, exist_ok=True)
    trial = Trial(name, kept, Path(tempfile.mkdtemp()))
    with atheris.instrument_imports(include=["narrate"], enable_loader_override=False):
        for content in READERS[name][1]():
            (corpus / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)
            trial(content)  # imports what the reader imports late
    arguments = [
        sys.argv[0], str(corpus), f"-max_total_time={seconds}", f"-timeout={HANGS}", f"-seed={seed}", "-rss_limit_mb=3000",
        "-max_len=200000", f"-artifact_prefix={kept}/{name}-stopped-", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip

    def custom(content: bytes, most: int, seed: int) -> bytes:
        return mutated(bytes(content), most, seed, atheris.Mutate)

    atheris.Setup(arguments, trial, custom_mutator=custom)
    atheris.Fuzz()


def run(name: str, minutes: float, kept: Path) -> None:
    """Fuzz one reader; a run that a hang ends is begun anew."""
    end, seed = time.monotonic() + 60 * minutes, 1
    while (left := int(end - time.monotonic())) > 0:
        command = [
            sys.executable,
            "-m",
            __spec__.name,
            name,
            "--kept",
            str(kept),
            "--child",
            str(left),
            "--seed",
            str(seed),
        ]
        subprocess.run(command, check=False)
        seed += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reader", choices=[*READERS, "all"])
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--kept", type=Path, default=Path(tempfile.gettempdir()) / "narrate-fuzz")
    parser.add_argument("--try", dest="tried", type=Path, nargs="+", help="give these files to the reader")
    parser.add_argument("--seed", type=int, default=1, help=argparse.SUPPRESS)
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.kept.mkdir(parents=True, exist_ok=True)
    if wanted.tried:
        trial = Trial(wanted.reader, wanted.kept, Path(tempfile.mkdtemp()))
        for path in wanted.tried:
            trial(path.read_bytes())
    elif wanted.child:
        _child(wanted.reader, wanted.child, wanted.kept, wanted.seed)
    else:
        for name in READERS if wanted.reader == "all" else [wanted.reader]:
            run(name, wanted.minutes, wanted.kept)
            bad = sorted(path.name for path in wanted.kept.glob(f"{name}-*") if path.suffix != ".txt")
            print(f"{name}: {len(bad)} inputs kept in {wanted.kept}", *bad, sep="\n  ")


if __name__ == "__main__":
    main()
