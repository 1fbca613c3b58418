"""A few random changes of a finished output; ``tests/tools/mutate_output.py`` makes as many as one likes."""

import narrate
from narrate.store import Store
from tests.fake_engine import FakeEngine
from tests.tools.mutate_output import try_seed
from tests.writing import write

SHORT = "---\ntitle: Rest\nlang: en\n---\n\n## Sit down\n\nBreathe.\n"


def test_twenty_mutations_end_in_no_exception(tmp_path):
    write(tmp_path / "script/rest/en.md", SHORT)
    narrate.build(
        tmp_path / "script", tmp_path / "out", voice=FakeEngine(), store=tmp_path / "store", editions=["standard"]
    )
    store = Store(tmp_path / "store")
    failures = [failure for seed in range(20) for failure in try_seed(seed, tmp_path / "out", store)[1]]
    assert failures == []
