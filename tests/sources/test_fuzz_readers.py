"""The fuzzer of readers, which is run by hand, has inputs to begin with."""

from tests.tables import each
from tests.tools.fuzz_readers import READERS


@each("name", list(READERS))
def test_each_reader_has_inputs_for_its_fuzzer_to_begin_with(name: str):
    contents = list(READERS[name][1]())
    assert contents
    assert all(isinstance(content, bytes) for content in contents)
