"""How well voices are understood, side by side: ``python -m tests.tools.bench_voices FILE``.

Every English sentence of the sample, and medical narration of our own, is spoken by each engine
that is installed and heard by a small recogniser. That ranks voices, and says little about
people. Writes everything from ``## Measured`` on in FILE.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pyloudnorm

import narrate
from narrate.audio import mp3_codec
from narrate.audio.clips import load
from narrate.audio.mixing import resample
from narrate.model import Sentence, Utterance
from narrate.script.sentences import tokenise
from narrate.speech import Engine, Speaker, open_engine, say_script
from narrate.speech.lexicon import lexicon_for
from narrate.speech.pronouncing import say_sentence
from narrate.speech.sample_sentences import all_sample_sentences
from narrate.speech.silence import sounding
from narrate.store import Store, default_folder
from narrate.verifying import verify
from tests.conftest import ROOT, SAMPLE
from tests.recognising import RATE, Heard, Recogniser, error_rate, medical_terms, recall

ENGINES = ("espeak", "piper", "kokoro")
OWN = ROOT / "tests/speech/medical.txt"
LANGUAGES = ("en", "es", "fr", "zh", "ar", "ru")  # in which files are written
HEADING = "## Measured\n"


def sentences(engine: str) -> list[Sentence]:
    """The sample's sentences, but one with an address, and our own, said as ``engine`` is told to."""
    script = narrate.read(SAMPLE / "vertebroplasty-kyphoplasty/en.md")
    said = [one for segment in say_script(script, engine).segments for one in segment.sentences]
    said = [one for one in said if "example/" not in one.text]
    lexicon = lexicon_for(script, engine)
    texts = OWN.read_text(encoding="utf-8").splitlines()
    return said + [
        say_sentence(Sentence(f"own-{n}", text, tokenise(text)), "en", lexicon) for n, text in enumerate(texts)
    ]


@dataclass(frozen=True)
class Result:
    engine: str
    voice: str
    spoken: int
    words: int
    rate: tuple[float, float, float]
    terms: tuple[int, int]
    missed: dict[str, int]
    mos: tuple[float, float]
    own: tuple[float, float, float]
    heard: tuple[float, float]
    onset_ms: float
    loudness: tuple[float, float, int]


def measure(engine_name: str, limit: int, recogniser: Recogniser, store: Store) -> Result:
    engine = open_engine(engine_name)
    voice = engine.voice("en-US")
    wanted = sentences(engine_name)[:limit]
    utterances = Speaker(engine, voice, 150, store).speak(wanted)
    print(engine_name, "spoke", len(utterances), flush=True)
    heard = [recogniser.hear(said, sound) for said, sound in pieces(utterances, store)]
    print(engine_name, f"{error_rate(heard)[0]:.1f} %", flush=True)
    found, total, missed = recall(heard, medical_terms())
    onset, loudness = written(engine, store)
    return Result(
        engine=engine_name,
        voice=str(voice),
        spoken=len(wanted),
        words=sum(len(one.said) for one in heard),
        rate=error_rate(heard),
        terms=(found, total),
        missed=missed,
        mos=opinion(utterances, store),
        own=own_onsets(engine, utterances[::10]),
        heard=heard_onsets(heard),
        onset_ms=onset,
        loudness=loudness,
    )


def opinion(utterances: Sequence[Utterance], store: Store) -> tuple[float, float]:
    """DNSMOS, overall and P.808, the mean over pieces of about 10 s."""
    from speechmos import dnsmos

    parts, piece = [], []
    for one in utterances:
        piece.append(resample(load(store, one.sound), one.sound.rate, RATE).astype(np.float32) / 32768)
        if sum(map(len, piece)) > 10 * RATE:
            parts.append(np.concatenate(piece))
            piece = []
    scores = [dnsmos.run(one / max(1.0, np.abs(one).max()), RATE) for one in parts]
    return tuple(float(np.mean([score[name] for score in scores])) for name in ("ovrl_mos", "p808_mos"))


def own_onsets(engine: Engine, utterances: Sequence[Utterance]) -> tuple[float, float, float]:
    """Words' starts in the store against the engine's own samples, spoken again: median, p90 in ms; share timed in percent."""
    voice, differences, tokens = engine.voice("en-US"), [], 0
    session = engine.session()
    for one in utterances:
        spoken = session.speak(one.sentence, voice, 150)
        first = max(0, sounding(spoken.pcm)[0] - 20 * spoken.rate // 1000)
        starts = {word.token: word.start_ms for word in one.words}
        tokens += len(one.sentence.tokens)
        differences += [
            abs(starts[token] - max(0, start - first) * 1000 / spoken.rate) for token, start, _ in spoken.words
        ]
    session.close()
    return float(np.median(differences)), float(np.percentile(differences, 90)), 100 * len(differences) / tokens


def pieces(
    utterances: Sequence[Utterance], store: Store
) -> Iterator[tuple[list[tuple[str, float | None]], np.ndarray]]:
    """Sentences in a row with 0.4 s between, up to 25 s: words and their starts, and the sound."""
    said: list[tuple[str, float | None]] = []
    sounds: list[np.ndarray] = []
    for one in utterances:
        sound = resample(load(store, one.sound), one.sound.rate, RATE).astype(np.float32) / 32768
        if sum(map(len, sounds)) + len(sound) > 25 * RATE:
            yield said, np.concatenate(sounds)
            said, sounds = [], []
        at = sum(map(len, sounds)) / RATE
        starts = {word.token: word.start_ms for word in one.words}
        said += [(token.text, at + starts[n] / 1000 if n else None) for n, token in enumerate(one.sentence.tokens)]
        sounds += [sound, np.zeros(2 * RATE // 5, np.float32)]
    yield said, np.concatenate(sounds)


def heard_onsets(heard: Sequence[Heard]) -> tuple[float, float]:
    """Words' starts against the recogniser's, where it heard the word: median and p90 in ms.

    First words of sentences are left out: the recogniser starts them in the silence before. It
    starts all words later or earlier than people would, and that is taken off.
    """
    differences = []
    for one in heard:
        for mine, its, count in SequenceMatcher(None, one.said, one.heard, autojunk=False).get_matching_blocks():
            pairs = ((one.said_at[mine + n], one.heard_at[its + n]) for n in range(count))
            differences += [1000 * (other - own) for own, other in pairs if own is not None]
    away = np.abs(np.array(differences) - np.median(differences))
    return float(np.median(away)), float(np.percentile(away, 90))


def written(engine: Engine, store: Store) -> tuple[float, tuple[float, float, int]]:
    """The worst onset of a sentence in written files, in ms; tracks' lowest and highest loudness in LUFS, of how many."""
    levels = []
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        for tag, texts in all_sample_sentences().items():
            if tag not in LANGUAGES or engine.voice(tag) is None:
                continue
            path = base / f"script/call/{tag}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            body = "\n".join(f"## {n}\n\n{' '.join(texts[n * 2 : n * 2 + 2])}\n" for n in range(2))
            path.write_text(f"---\ntitle: {texts[-1]}\nlang: {tag}\n---\n{body}", encoding="utf-8")
        options = {"voice": engine.name, "to": ["mp3"], "store": store.folder, "jobs": 1}
        report = narrate.build([base / "script"], base / "out", **options)
        meter = pyloudnorm.Meter(44_100)
        for made in report.made:
            for path in sorted(made.folder.glob("tracks/*.mp3")):
                pcm = mp3_codec.decode(path.read_bytes()).astype(float) / 32768
                if len(pcm) > 4 * 44_100:
                    levels.append(meter.integrated_loudness(pcm))
        findings = [one for verified in verify(base / "out", store) for one in verified.findings]
        onsets = [
            one.worst for one in findings if "onset" in one.check and one.worst is not None and one.unit == "ms late"
        ]
    return max(onsets), (min(levels), max(levels), len(levels))


def document(results: Sequence[Result]) -> str:
    names = [f"{one.voice}" for one in results]
    rows = {
        "word error rate": [f"{r[0]:.1f} % ({r[1]:.1f} to {r[2]:.1f})" for r in (one.rate for one in results)],
        "medical terms heard": [f"{100 * f / n:.1f} % of {n}" for f, n in (one.terms for one in results)],
        "DNSMOS overall / P.808": [f"{a:.2f} / {b:.2f}" for a, b in (one.mos for one in results)],
        "words that the engine itself times": [f"{one.own[2]:.1f} %" for one in results],
        "their starts against the engine's own, median / p90": [f"{a:.1f} / {b:.1f} ms" for a, b, _ in (one.own for one in results)],
        "words' starts against the recogniser's, median / p90": [f"{a:.0f} / {b:.0f} ms" for a, b in (one.heard for one in results)],
        "worst onset of a sentence in written files": [f"{one.onset_ms:g} ms" for one in results],
        "loudness of tracks": [f"{a:.2f} to {b:.2f} LUFS, {n} tracks" for a, b, n in (one.loudness for one in results)],
    }  # fmt: skip
    table = [f"| | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    table += [f"| {what} | {' | '.join(cells)} |" for what, cells in rows.items()]
    missed = [
        f"- {one.voice}: " + ", ".join(f"{word} ({n})" for word, n in sorted(one.missed.items(), key=lambda x: -x[1])[:12])
        for one in results
    ]  # fmt: skip
    counts = ", ".join(f"{one.voice} {one.spoken} sentences of {one.words} words" for one in results)
    return f"""{HEADING}
`make bench-voices`, on {platform.machine()}, Python {platform.python_version()}, at 150 words a minute: {counts}. They
are the sample's and those of `tests/speech/medical.txt`. The recogniser is whisper-tiny.en, a small one, beam 5, temperature 0: it ranks
voices, and people understand more than it does. In brackets the 95 % interval of 2000 bootstrap samples of pieces of up to 25 s, which are what it hears at a time.

{chr(10).join(table)}

DNSMOS is an opinion that a model predicts, of 5. The recogniser's times have an error of their own of some 50 ms; its
median difference was taken off. Loudness is measured by pyloudnorm in written MP3s, in those of
{", ".join(LANGUAGES)} that the engine speaks; the aim is −19 LUFS.

Medical terms missed most often:
{chr(10).join(missed)}
"""


def main() -> None:
    limit = int(os.environ.get("BENCH_SENTENCES", "1000"))
    recogniser, store = Recogniser(), Store(default_folder())
    results = [
        measure(name, limit, recogniser, store)
        for name in os.environ.get("BENCH_ENGINES", ",".join(ENGINES)).split(",")
    ]
    path = Path(sys.argv[1])
    before = path.read_text(encoding="utf-8").partition(HEADING)[0] if path.is_file() else "# Voices\n\n"
    path.write_text(before + document(results), encoding="utf-8")
    print(json.dumps([one.__dict__ for one in results], indent=1))


if __name__ == "__main__":
    main()
