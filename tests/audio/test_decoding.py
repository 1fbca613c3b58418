"""Sound from elsewhere: containers, rates and channels, against the signal that went in."""

import io

import numpy as np
import pytest
import soundfile

from narrate.audio.decoding import decode_sound
from tests.tables import each


def tone(rate: int, seconds: float = 0.5) -> np.ndarray:
    return np.sin(2 * np.pi * 440 * np.arange(round(rate * seconds)) / rate) * 0.3


def packed(signal: np.ndarray, rate: int, kind: str) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, signal, rate, format=kind)
    return file.getvalue()


@each("kind", ["WAV", "FLAC", "OGG", "MP3"])
@each(("rate", "expected"), [(8_000, 8_000), (24_000, 24_000), (11_025, 44_100), (48_000, 48_000)])
def test_any_format_at_a_rate_with_a_grid(kind, rate, expected):
    pcm, found = decode_sound(packed(tone(rate), rate, kind))
    assert found == expected
    assert pcm.dtype == np.int16
    assert abs(len(pcm) / found - 0.5) < 0.08
    middle = pcm[len(pcm) // 4 : len(pcm) * 3 // 4].astype(float)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert abs(spectrum.argmax() * found / len(middle) - 440) < 8
    assert abs(np.abs(middle).max() / 32768 - 0.3) < 0.06


def test_two_channels_become_one():
    both = np.stack([tone(24_000), np.zeros(12_000)], axis=1)
    pcm, rate = decode_sound(packed(both, 24_000, "WAV"))
    assert rate == 24_000
    assert len(pcm) == 12_000
    assert 0.1 < np.abs(pcm).max() / 32768 < 0.3


def test_what_is_no_sound_is_not_decoded():
    for wrong in (b"", b"no sound", bytes(1000), b"\x89PNG\r\n\x1a\n", packed(tone(8000), 8000, "WAV")[:40]):
        with pytest.raises(ValueError, match="it "):
            decode_sound(wrong)
