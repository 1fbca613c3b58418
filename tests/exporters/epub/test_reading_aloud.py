"""An independent reader, foliate-js in Chromium, marks every sentence of a book in order while it is heard."""

import pytest

from tests.exporters.epub.reading_aloud import read_aloud
from tests.exporters.epub.test_book import XHTML, pars, roots, words_at

RATE = 3
LATE_S = 0.5 * RATE  # the reader looks at the clock four times a second, and the machine may be busy


@pytest.mark.slow
@pytest.mark.parametrize("which", [("es", "standard"), ("ar", "described")], ids="-".join)
def test_every_sentence_is_marked_in_order_at_its_time(books, which):
    book = books[which]
    found = read_aloud(book.path, RATE, 90)
    assert found["errors"] == []
    wanted = [(address.rpartition("#")[2], words) for address, words in words_at(book).items()]
    assert [one["id"] for one in found["seen"]] == [id_ for id_, _ in wanted]
    for one, (words, _, _, begin_ms) in zip(found["seen"], pars(book), strict=True):
        assert one["count"] == 1
        assert one["text"].replace("\u2066", "").replace("\u2069", "") == words
        assert one["heard"].endswith(f"#{one['id']}")
        assert one["track"] == int(one["id"].removeprefix("s").partition("-")[0])
        assert -0.05 <= one["at"] - begin_ms / 1000 <= LATE_S
        assert (one["colour"], one["frame"]) == ("rgb(255, 240, 166)", "solid")
    assert found["ended"] == len(book.record.segments)
    assert found["pages"] == [str(number) for number in range(1, len(book.record.segments) + 1)]
    assert found["contents"] == [root.findtext(f"{XHTML}head/{XHTML}title") for root in roots(book, "text").values()]
    assert found["direction"] == ("rtl" if which[0] == "ar" else "ltr")
