"""Tags that players read: written for a card, and read back by other code and by ffmpeg."""

import io

import av
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from narrate.audio.id3_tags import read_id3_tag
from narrate.audio.mp3_codec import decode, encode
from narrate.audio.mp3_structure import structure
from narrate.collections.card.id3 import id3_tag, without_tag

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


@given(TEXTS, TEXTS)
def test_the_reader_finds_what_was_written(title, album):
    texts = (("TIT2", title), ("TALB", album), ("TRCK", "3/12"))
    assert read_id3_tag(id3_tag(texts)).texts == texts


def test_ffmpeg_reads_the_tag_and_the_same_sound_and_the_old_tag_is_gone():
    content = encode([np.zeros(1152 * 40, np.int16)], 1152 * 40)
    tagged = id3_tag([("TIT2", "ما هو 心"), ("TALB", "Your heart"), ("TRCK", "3/12")]) + without_tag(content)
    with av.open(io.BytesIO(tagged)) as container:
        assert container.metadata["title"] == "ما هو 心"
        assert (container.metadata["album"], container.metadata["track"]) == ("Your heart", "3/12")
    assert len(structure(tagged).frames) == len(structure(content).frames)
    assert structure(tagged).faults == ()
    assert np.array_equal(decode(tagged), decode(content))


def test_a_file_without_a_tag_stays_as_it_is():
    assert without_tag(b"\xff\xfb\x50\xc4") == b"\xff\xfb\x50\xc4"
