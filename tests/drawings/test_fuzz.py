"""Some hundred damaged figures: each is refused or clean. ``tests/tools/fuzz_readers.py`` tries more by hand."""

import pytest

from tests.drawings.making import drawing
from tests.tools.fuzz_figures import figures, run, try_drawing


@pytest.mark.parametrize(
    ("seed", "count"), [(12, 70), *(pytest.param(seed, 150, marks=pytest.mark.slow) for seed in (11, 12, 13))]
)
def test_damaged_figures_are_refused_or_clean(seed: int, count: int):
    seen = run(figures(seed), 60, count)
    assert seen.total() == count
    assert len([kind for kind in seen if kind.endswith((" fine", " cleaned"))]) >= 3
    assert len([kind for kind in seen if "figure-" in kind]) >= 3


def test_the_fuzzer_sees_what_would_be_wrong(monkeypatch: pytest.MonkeyPatch):
    assert try_drawing(drawing('<rect id="a" width="9" height="9"/>')) == "fine"
    assert try_drawing(drawing("<script/>")) == "cleaned"
    assert try_drawing(drawing("<foreignObject/>")) == "figure-unreadable"
    monkeypatch.setattr("narrate.drawings.attributes._NEVER", frozenset())
    with pytest.raises(AssertionError, match="passwd"):
        run(iter([(".svg", drawing('<rect clip-path="file:///etc/passwd" width="9" height="9"/>'))]), 9)
