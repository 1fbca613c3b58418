"""Makes the script of the described edition: adds the sentences of ``audio_description``, and pronounces them."""

from __future__ import annotations

from dataclasses import replace

from narrate.audio_description import add_descriptions, with_duration
from narrate.errors import Place
from narrate.model import Purpose, Script, Segment, Sentence
from narrate.slides import Slides
from narrate.speech.lexicon import Lexicon
from narrate.speech.pronouncing import say_sentence


class DescribedScript:
    """The script of the described edition: a script with more sentences, whose words have their pronunciation.

    - ``script``: the script for an edition whose length is not known yet.
    - ``added``: the segments of ``script`` with only the added sentences, which are not pronounced.

    The place of an added sentence is a line without a column.
    """

    def __init__(self, said: Script, slides: Slides, lexicon: Lexicon, voice: str = "") -> None:
        """Add sentences to ``said``, whose words have their pronunciation and whose slides are ``slides``.

        ``voice`` speaks the added sentences, as for ``add_descriptions``. Raises InputError as that does.
        """
        self._said, self._slides, self._lexicon, self._voice = said, slides, lexicon, voice
        self._pronounced: dict[str, Sentence] = {}
        written = add_descriptions(said, slides.deck(), voice=voice)
        self.added = tuple(
            replace(segment, points=(), sentences=tuple(_in_line(one) for one in segment.sentences if _is_added(one)))
            for segment in written.segments
        )
        self.script = self._pronounce(written)

    def with_length(self, length_ms: int) -> Script:
        """Return the script of an edition that lasts ``length_ms``, since the title slide says how long it is."""
        return self._pronounce(with_duration(self.script, self._said, self._slides.deck(), length_ms, self._voice))

    def _pronounce(self, script: Script) -> Script:
        return replace(script, segments=tuple(map(self._pronounced_segment, script.segments)))

    def _pronounced_segment(self, segment: Segment) -> Segment:
        return replace(segment, sentences=tuple(map(self._pronounced_sentence, segment.sentences)))

    def _pronounced_sentence(self, sentence: Sentence) -> Sentence:
        """Return ``sentence``, with its pronunciation if it was added. The others have theirs."""
        if not _is_added(sentence):
            return sentence
        if sentence.id not in self._pronounced:
            said = say_sentence(sentence, self._said.language, self._lexicon)
            self._pronounced[sentence.id] = _in_line(said)
        return self._pronounced[sentence.id]


def _in_line(sentence: Sentence) -> Sentence:
    """Return ``sentence`` without a column in its place, since it has other words than that line. A point keeps it."""
    if sentence.purpose is Purpose.POINT or sentence.place is None:
        return sentence
    return replace(sentence, place=Place(sentence.place.file, sentence.place.line))


def _is_added(sentence: Sentence) -> bool:
    return sentence.purpose is not Purpose.NARRATION
