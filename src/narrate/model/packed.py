"""Long sequences of small values, stored as whole numbers to save memory.

Ten hours of speech have ninety thousand words. The values of the sequences that were used last are kept too, since a
script of usual length is gone through many times.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)

_WIDEST = {"H": 0xFFFF, "I": 0xFFFFFFFF}
_MOST_UNPACKED = 1024  # sequences: the sentences of an hour of speech, which take 3 MB
_unpacked: deque[PackedSequence[object]] = deque()  # those that keep their values, the oldest first


class PackedSequence(Sequence[T_co]):
    """A sequence that stores each value as ``WIDTH`` whole numbers and builds the value on access.

    It is equal to a tuple of the same values.
    """

    __slots__ = ("_numbers", "_values")
    WIDTH: ClassVar[int]

    def __init__(self, numbers: Sequence[int]) -> None:
        """Store ``numbers``, the whole numbers of all values, one value after the other. No number is negative."""
        self._numbers = _pack(numbers)
        self._values: tuple[T_co, ...] | None = None

    @abstractmethod
    def _value(self, numbers: Sequence[int]) -> T_co:
        """Return the value that is stored as these ``WIDTH`` numbers."""

    def __len__(self) -> int:
        return len(self._numbers) // self.WIDTH

    def __iter__(self) -> Iterator[T_co]:
        return iter(self._all())

    def _all(self) -> tuple[T_co, ...]:
        """Return all values, and keep them until those of many other sequences were used. Threads may do so at once."""
        values = self._values
        if values is None:
            numbers, width = self._numbers, self.WIDTH
            values = tuple(self._value(numbers[first : first + width]) for first in range(0, len(numbers), width))
            self._values = values
            _unpacked.append(self)
            if len(_unpacked) > _MOST_UNPACKED:
                _unpacked.popleft()._values = None
        return values

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return self._all() == tuple(other) if isinstance(other, type(self) | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


def _pack(numbers: Sequence[int]) -> array[int]:
    """Return ``numbers`` as an array with the smallest item size that holds the largest of them."""
    largest = max(numbers, default=0)
    return array(next((code for code, widest in _WIDEST.items() if largest <= widest), "Q"), numbers)
