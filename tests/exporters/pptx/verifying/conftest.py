"""Two hundred faults are planted in one deck, each in a part or two. What was found in the other parts holds still."""

from collections.abc import Iterator
from functools import cache

import pytest

from narrate.exporters.pptx.verifying import carried


@pytest.fixture(scope="module", autouse=True)
def each_part_once() -> Iterator[None]:
    """The elements of a part are looked at once for a name and a content."""
    look = carried.part_faults
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carried, "part_faults", cache(lambda name, content: tuple(look(name, content))))
        yield
