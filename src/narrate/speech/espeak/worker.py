"""The worker for espeak-ng. ``worker_main.py`` runs it, with the arguments LIBRARY, DATA and VOICE.

It uses only the standard library and espeak-ng's shared library, nothing of narrate. Requests and their answers:

    {"parts": [{"text": "...", "voice": "gmw/en-US"}, ...], "rate": 150}
                                       -> {"rate": 22050, "bytes": 1234, "events": [[part, position, sample], ...]}
    {"phonemes": ["...", ...], "voice": "gmw/en-US"}        -> {"phonemes": ["...", ...]}

A sentence has one part for each run of words in one language. ``events`` are the starts of words: the number of the
part, the position of the character in its text, and the sample, all counted from 0. Phonemes are IPA, separated by
``_``, with spaces between words and clauses. The bytes are 16 bit mono PCM, little-endian.

espeak-ng keeps state between calls that changes the sound. So every request is answered in a fork of a process that
has spoken nothing yet: a request gives the same bytes whatever came before it. VOICE, such as "gmw/en-US", is set
before the fork, because that takes long. A request that begins with another voice belongs to another process: after
about 30 changes of the voice, sentences begin to sound different. For the functions and constants see espeak-ng's
speak_lib.h.
"""

import ctypes
import os

FORKS = True
SYNCHRONOUS, PHONEME_EVENTS_OFF, DONT_EXIT = 2, 0, 0x8000
RATE_PARAMETER = 1
UTF8, PHONEMES, END_PAUSE = 1, 0x100, 0x1000
EVENT_END_OF_LIST, EVENT_WORD = 0, 1
IPA_WITH_SEPARATOR = 0x02 | ord("_") << 8


class EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", EventId),
    ]


CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(Event))


def load(library, data):
    lib = ctypes.CDLL(library)
    # espeak-ng fails on a data path of more than about 150 characters, so change to the folder and give "."
    os.chdir(data)
    rate = lib.espeak_Initialize(SYNCHRONOUS, PHONEME_EVENTS_OFF, b".", DONT_EXIT)
    if rate <= 0:
        raise RuntimeError("espeak-ng does not start with the data in " + data)
    return lib, rate


def set_voice(lib, name):
    """Return whether there is a voice of this name."""
    return lib.espeak_SetVoiceByName(name.encode()) == 0


def speak(lib, rate, request, voice=""):
    """Return (header, pcm) for the parts of one sentence. ``voice`` is the voice that is set already, if any."""
    pieces, spoken, events, number = [], 0, [], 0

    def receive(samples, count, event):
        nonlocal spoken
        if samples and count:
            pieces.append(ctypes.string_at(samples, 2 * count))
            spoken += count
        index = 0
        while event[index].type != EVENT_END_OF_LIST:
            if event[index].type == EVENT_WORD:
                events.append([number, event[index].text_position - 1, before + event[index].sample])
            index += 1
        return 0

    callback = CALLBACK(receive)
    lib.espeak_SetSynthCallback(callback)
    last = len(request["parts"]) - 1
    for number, part in enumerate(request["parts"]):
        before = spoken
        if (number or part["voice"] != voice) and not set_voice(lib, part["voice"]):
            return {"error": "espeak-ng has no voice " + part["voice"]}, b""
        if lib.espeak_SetParameter(RATE_PARAMETER, request["rate"], 0):
            return {"error": "espeak-ng cannot speak at " + str(request["rate"]) + " words a minute"}, b""
        text = part["text"].encode()
        flags = UTF8 | PHONEMES | (END_PAUSE if number == last else 0)
        code = lib.espeak_Synth(text, len(text) + 1, 0, 1, 0, flags, None, None)
        code = code or lib.espeak_Synchronize()
        if code:
            return {"error": "espeak-ng failed with code " + str(code)}, b""
    return {"rate": rate, "bytes": 2 * spoken, "events": events}, b"".join(pieces)


def phonemes(lib, rate, request, voice=""):
    """Return (header, no bytes): the header has the phonemes of the texts. ``voice`` is as for ``speak``."""
    # espeak-ng reads [[...]] as phonemes only after a call that speaks
    header, _ = speak(lib, rate, {"parts": [{"text": "a", "voice": request["voice"]}], "rate": 150}, voice)
    if "error" in header:
        return header, b""
    lib.espeak_TextToPhonemes.restype = ctypes.c_char_p
    lib.espeak_TextToPhonemes.argtypes = [ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int]
    answers = []
    for text in request["phonemes"]:
        rest, clauses = ctypes.c_char_p(text.encode()), []
        while rest.value:
            clauses.append(lib.espeak_TextToPhonemes(ctypes.byref(rest), UTF8, IPA_WITH_SEPARATOR).decode())
        answers.append(" ".join(clauses))
    return {"phonemes": answers}, b""


def start(arguments):
    library, data, voice = arguments
    lib, rate = load(library, data)
    ready = voice if set_voice(lib, voice) else ""

    def answer(request):
        return (phonemes if "phonemes" in request else speak)(lib, rate, request, ready)

    return answer
