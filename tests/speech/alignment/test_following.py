"""Sentences are followed through a long recording in bounded memory."""

from __future__ import annotations

import numpy as np
import pytest

from narrate.audio.mixing import resample
from narrate.speech.alignment import following
from narrate.speech.alignment.features import RATE, ear_for, listen
from narrate.speech.alignment.reading import PhonemeReader
from tests.speech.recordings.reciting import recite, sentence, spoken_by_espeak
from tests.speech.sample_sentences import SAMPLE_SENTENCES

pytestmark = pytest.mark.slow


def test_what_leads_nowhere_is_forgotten_and_the_same_is_found(monkeypatch):
    known = [sentence(text) for text in SAMPLE_SENTENCES["en"]]
    recital = recite([known[n] for n in (0, 1, 3, 2, 4, 4, 6, 7)], spoken_by_espeak())
    heard = listen([resample(recital.pcm, recital.rate, RATE)], ear_for(recital.rate))
    reader = PhonemeReader("en")
    try:
        readings = [one for one in (reader.read(each, heard.ear) for each in known) if one is not None]
    finally:
        reader.close()
    whole = following.follow(heard, None, readings, 0.6)
    forgotten = []
    forget = following._Pass._forget

    def counted(self, origin, link):
        before = len(self._gains)
        found = forget(self, origin, link)
        forgotten.append(before - len(self._gains))
        return found

    monkeypatch.setattr(following, "_REMEMBERED", 20)
    monkeypatch.setattr(following._Pass, "_forget", counted)
    assert following.follow(heard, None, readings, 0.6) == whole
    assert [span.sentence for span in whole] == [0, 1, 3, 2, 4, 4, 6, 7]
    assert np.sum(forgotten) > 20
