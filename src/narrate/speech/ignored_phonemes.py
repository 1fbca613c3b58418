"""Warns of words for which the writer gave phonemes that the voice ignores, because it takes text only."""

from __future__ import annotations

from collections.abc import Iterator

from narrate.errors import Problem, Severity
from narrate.model import Script
from narrate.speech.engines import Engine, TextOnly
from narrate.speech.lexicon import Lexicon, entries_for, starter
from narrate.speech.pronouncing import edges, say_sentence


def ignored_phonemes(script: Script, engine: Engine) -> Iterator[Problem]:
    """Yield a warning for each word of ``script`` for which the writer gave phonemes that ``engine`` cannot use."""
    if not isinstance(engine, TextOnly):
        return
    entries, _ = entries_for(script, engine.name)
    writer_lexicon = Lexicon(entries[: len(entries) - len(starter(script.language))])
    seen = set()
    for segment in script.segments:
        for sentence in segment.sentences:
            for token in say_sentence(sentence, script.language, writer_lexicon).tokens:
                before, after = edges(token.text)
                word = token.text.removeprefix(before).removesuffix(after)
                if not token.phonemes or word.lower() in seen or sentence.voice:
                    continue
                seen.add(word.lower())
                place = token.place or sentence.place or script.place
                message = f"the voice {engine.name} takes text only: it says {word!r} as it is written"
                hint = f"spell it for this voice as it sounds, under pronounce: {word}: {{{engine.name}: …}}"
                yield Problem(place, Severity.WARNING, "sounds-unused", message, hint)
