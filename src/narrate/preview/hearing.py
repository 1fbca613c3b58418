"""Finds the sound of a sentence. It was spoken when the page was built, so no voice is needed."""

from __future__ import annotations

from narrate.errors import OutsideError
from narrate.model import Sound
from narrate.preview.shown import Page
from narrate.store import Store


def sound_of(page: Page | None, sentence: str, store: Store) -> bytes:
    """Return the sound of the sentence with the id ``sentence`` as a WAV file.

    Raises LookupError if the page has no such sentence, OutsideError if its sound is no longer in the store. Both say
    what to do.
    """
    from narrate.audio.clips import load, to_wav

    if page is None or sentence not in page.clips:
        raise LookupError("This sentence has no sound yet. It gets one once the script has no errors.")
    sound = Sound(*page.clips[sentence])
    try:
        return to_wav(load(store, sound), sound.rate)
    except OutsideError as error:
        raise OutsideError("The sound of this sentence is no longer kept. Press “Build again”.") from error


def load_ahead() -> None:
    """Import what ``sound_of`` needs, so that the first sentence is heard at once."""
    import soundfile  # noqa: F401

    import narrate.audio.clips  # noqa: F401
