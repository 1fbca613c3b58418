"""Names the slides of a problem that several have."""

from __future__ import annotations

from collections.abc import Sequence

from narrate.errors import Place

_MOST_SPANS = 10


def slide_numbers(places: Sequence[Place]) -> str:
    """Return the numbers of slides as people write them: ``slide 3``, ``slides 1-4, 7``."""
    spans: list[list[int]] = []
    for line in sorted({place.line for place in places}):
        if spans and spans[-1][1] == line - 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    written = [str(first) if first == last else f"{first}-{last}" for first, last in spans]
    more = f" and {len(written) - _MOST_SPANS} more" if len(written) > _MOST_SPANS else ""
    return (
        f"slide{'s' if len(spans) > 1 or spans[0][0] != spans[0][1] else ''} {', '.join(written[:_MOST_SPANS])}{more}"
    )
