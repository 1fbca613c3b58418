"""The facts of the engine ``recordings``."""

from __future__ import annotations

from narrate.model import Timing
from narrate.speech.facts import EngineFacts, Quality

FACTS = EngineFacts(
    name="recordings",
    engine="narrate.speech.recordings.engine:RecordingsEngine",
    quality=Quality.NATURAL,
    timing=Timing.ALIGNED,
    licence="the narrator's own",
    how="--voice recordings:FOLDER",
    person=True,
)
