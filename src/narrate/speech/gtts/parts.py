"""Splits a text into parts that Google accepts, makes a request for each, and finds the sound in an answer.

gTTS prepares the requests, but ``pacing.py`` sends them: gTTS verifies no certificates, has no timeout, and accepts
answers without sound.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from gtts import gTTS
from gtts.tokenizer import Tokenizer, pre_processors, symbols, tokenizer_cases
from requests import PreparedRequest

_LONGEST = gTTS.GOOGLE_TTS_MAX_CHARS
_BREAKS = Tokenizer([
    tokenizer_cases.tone_marks, tokenizer_cases.period_comma, tokenizer_cases.colon, tokenizer_cases.other_punctuation
]).total_regex  # fmt: skip
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(symbols.ABBREVIATIONS)})\.\s*$", re.IGNORECASE)
_SOUND = re.compile(rf'"{gTTS.GOOGLE_TTS_RPC}"\s*,\s*')
_STOPS = frozenset(".?!;:。？！；：।؟۔…")
_COMMAS = frozenset(",、，،)—–")
_STOP_MS, _COMMA_MS, _WORD_MS = 250, 150, 40


@dataclass(frozen=True, slots=True)
class RequestedText:
    """A text to be spoken, the request for its sound, and the pause after it in ms."""

    text: str
    request: PreparedRequest
    pause_ms: int


def parts_of(text: str, code: str, domain: str, address: str = "", *, slow: bool = False) -> list[RequestedText]:
    """Split ``text`` into parts, each with its request to Google; none if there is no word in it.

    ``code`` is gTTS's code for the language. ``domain`` is the top-level domain of the Google server. ``address``
    (scheme and host) replaces that server. ``slow`` asks for the slower of Google's two speeds.
    """
    if not text.strip():
        return []
    tts = gTTS(
        text,
        lang=code,
        tld=domain,
        slow=slow,
        lang_check=False,
        # without gTTS's "abbreviations", which drops the full stop of "Now rest." because of "st."
        pre_processor_funcs=[pre_processors.tone_marks],
        tokenizer_func=_joined_pieces,
    )
    texts = tts._tokenize(text)
    if not texts:
        return []
    requests = tts._prepare_requests()
    for request in requests:
        if address:
            request.url = urlunsplit((*urlsplit(address)[:2], *urlsplit(str(request.url))[2:]))
    return [RequestedText(text, request, _pause_after(text)) for text, request in zip(texts, requests, strict=True)]


def sound_in(answer: bytes) -> bytes:
    """Return the MP3 in ``answer``; empty if there is none.

    The answer is JSON within JSON after a guard prefix, on one line or several. The sound is in the string that follows
    the name of the remote call.
    """
    text = answer.decode("utf-8", "replace")
    for match in _SOUND.finditer(text):
        try:
            result, _ = json.JSONDecoder().raw_decode(text, match.end())
            return b64decode(json.loads(result)[0], validate=True)
        except (ValueError, TypeError, LookupError):
            continue
    return b""


def _joined_pieces(text: str) -> list[str]:
    """Cut ``text`` where gTTS's tokenizer would cut it, but only as often as the limit on length requires.

    gTTS cuts a long text at every comma and drops the comma. That makes more requests, and lists sound like sentences.
    A piece without a place to cut is left to gTTS, which cuts it between words.
    """
    ends = [match.end() for match in _BREAKS.finditer(text)] + [len(text)]
    pieces: list[str] = []
    start = last = 0
    for end in ends:
        if end < len(text) and _ABBREVIATION.search(text, start, end):
            continue
        if len(text[start:end].strip()) > _LONGEST and last > start:
            pieces.append(text[start:last])
            start = last
        last = end
    return [*pieces, text[start:]]


def _pause_after(text: str) -> int:
    marks: Sequence[str] = text.rstrip("\"'”’»)")[-1:]
    if marks and marks[0] in _STOPS:
        return _STOP_MS
    return _COMMA_MS if text[-1:] in _COMMAS or (marks and marks[0] in _COMMAS) else _WORD_MS
