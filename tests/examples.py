"""Properties that hold for a few examples in each run, and for many where slow tests run too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings


def often(test: Any, number: int) -> Callable[..., None]:
    """``test`` with ``number`` examples, as a slow test. It must get a name of its own, else nobody runs it."""
    again = given(**test.hypothesis._given_kwargs)(test.hypothesis.inner_test)
    again = settings(parent=test._hypothesis_internal_use_settings, max_examples=number)(again)
    return pytest.mark.slow(again)
