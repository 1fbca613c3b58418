"""Where things stand on a slide: a grid of 1280 × 720 px, 64 px of margin, steps of 8.

Nothing that carries meaning is smaller than 28 px. The size of text is chosen once for a
deck, the largest that every slide allows: type that jumps looks broken.
"""

from __future__ import annotations

from collections.abc import Sequence

from narrate.languages import is_right_to_left
from narrate.model import Box, Kind, Layout, Role, Script, Segment, Slide
from narrate.slides.measuring import block_height, largest_size

WIDTH, HEIGHT = 1280, 720
MARGIN, TOP, BOTTOM = 64, 56, 72
FULL = WIDTH - 2 * MARGIN
WORDS, PANEL = 488, 688  # a slide with a figure: words at the start side, the panel at the end side
HEADING, HEADING_SMALL = 46, 36
TEXT_STEPS = (52, 46, 40, 36, 32, 30, 28)
POINT_STEPS = (34, 32, 30, 28)  # beside a figure
LARGE_POINT_STEPS = (46, 40, 36, *POINT_STEPS)
SENTENCE_GAP, POINT_GAP = 24, 24
BODY_TOP = 184  # under a heading of two lines


def text_height() -> int:
    """The room for text under a heading, in px."""
    return HEIGHT - BODY_TOP - BOTTOM


def body_of(segment: Segment) -> tuple[str, ...]:
    """What a slide shows under its heading: its points, or else what it says."""
    if segment.points:
        return tuple(point.text for point in segment.points)
    return tuple(sentence.text for sentence in segment.sentences)


def fits(segment: Segment) -> bool:
    """Whether the segment's text fits one slide at the smallest size."""
    return segment.kind is not Kind.NARRATION or _size(segment) is not None


def lay_out(script: Script) -> tuple[Slide, ...]:
    """The slides of a paginated script, mirrored where its language runs from right to left."""
    narrated = [segment for segment in script.segments if segment.kind is Kind.NARRATION]
    text_size = min((_size(s) or TEXT_STEPS[-1] for s in narrated if not s.points), default=TEXT_STEPS[0])
    point_size = min((_size(s) or POINT_STEPS[-1] for s in narrated if s.points), default=POINT_STEPS[0])
    titles = _unique([_title(segment) for segment in script.segments])
    mirrored = is_right_to_left(script.language)
    slides = []
    for segment, title in zip(script.segments, titles, strict=True):
        layout, boxes = _boxes(script, segment, title, point_size if segment.points else text_size)
        if mirrored:
            boxes = [_mirror(box) for box in boxes]
        slides.append(Slide(segment, layout, title, tuple(boxes)))
    return tuple(slides)


def _size(segment: Segment) -> int | None:
    width = WORDS if segment.figure else FULL
    steps: Sequence[int] = TEXT_STEPS
    if segment.points:
        steps = POINT_STEPS if segment.figure else LARGE_POINT_STEPS
    gap = POINT_GAP if segment.points else SENTENCE_GAP
    return largest_size(body_of(segment), width, text_height(), steps, gap)


def _title(segment: Segment) -> str:
    """A slide without a heading is known by its first sentence, which is on it."""
    return segment.heading or segment.sentences[0].text


def _unique(titles: Sequence[str]) -> list[str]:
    """Titles as they are, numbered where one stands more than once: readers go by them."""
    totals = {title: titles.count(title) for title in titles}
    seen: dict[str, int] = {}
    found = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        found.append(f"{title} ({seen[title]}/{totals[title]})" if totals[title] > 1 else title)
    return found


def _boxes(script: Script, segment: Segment, title: str, size: int) -> tuple[Layout, list[Box]]:
    if segment.kind is Kind.TITLE:
        boxes = [Box(Role.TITLE, MARGIN, 120, FULL, 256, 64, (title,), bottom=True)]
        if script.publisher:
            boxes.append(Box(Role.BODY, MARGIN, 424, FULL, 96, 34, (script.publisher,)))
        return Layout.TITLE, boxes
    if segment.kind is Kind.SECTION:
        return Layout.SECTION, [Box(Role.TITLE, MARGIN, 160, FULL, 400, 84, (title,))]
    if segment.heading is None:
        return Layout.TEXT, _sentences_alone(script, segment, title, size)
    width = WORDS if segment.figure else FULL
    role = Role.POINTS if segment.points else Role.BODY
    heading_size = HEADING if segment.points or segment.figure else HEADING_SMALL
    boxes = [
        Box(Role.TITLE, MARGIN, TOP, width, BODY_TOP - TOP - 16, heading_size, (title,), bottom=True),
        Box(role, MARGIN, BODY_TOP, width, text_height(), size, body_of(segment)),
    ]
    if segment.figure is None:
        return (Layout.POINTS if segment.points else Layout.TEXT), boxes
    boxes.append(Box(Role.PANEL, WIDTH - PANEL, 0, PANEL, HEIGHT))
    boxes.append(Box(Role.FIGURE, WIDTH - PANEL + 32, 32, PANEL - 64, HEIGHT - 64, figure=segment.figure))
    return Layout.FIGURE, boxes


def _sentences_alone(script: Script, segment: Segment, title: str, size: int) -> list[Box]:
    """No heading: the deck's title small above, the first sentence as title, the rest below it.

    The first stands on the line where the others begin, so that no gap depends on an estimate.
    """
    rest = [sentence.text for sentence in segment.sentences[1:]]
    upper = block_height([title], FULL, size, 0)
    lower = block_height(rest, FULL, size, SENTENCE_GAP)
    top, bottom = TOP + 56, HEIGHT - BOTTOM
    start = top + max(0, (bottom - top - upper - lower - SENTENCE_GAP) // 2)
    meeting = start + upper
    boxes = [
        Box(Role.TITLE, MARGIN, top, FULL, meeting - top, size, (title,), bottom=True),
        Box(Role.KICKER, MARGIN, TOP, FULL, 40, 28, (script.title,)),
    ]
    if rest:
        boxes.append(
            Box(Role.BODY, MARGIN, meeting + SENTENCE_GAP, FULL, bottom - meeting - SENTENCE_GAP, size, tuple(rest))
        )
    return boxes


def _mirror(box: Box) -> Box:
    return Box(
        box.role, WIDTH - box.x - box.width, box.y, box.width, box.height, box.size, box.lines, box.figure, box.bottom
    )
