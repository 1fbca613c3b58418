"""Long sequences of small values, stored as whole numbers to save memory.

Ten hours of speech have ninety thousand words.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)

_WIDEST = {"H": 0xFFFF, "I": 0xFFFFFFFF}


class PackedSequence(Sequence[T_co]):
    """A sequence that stores each value as ``WIDTH`` whole numbers and builds the value on access.

    It is equal to a tuple of the same values.
    """

    __slots__ = ("_numbers",)
    WIDTH: ClassVar[int]

    def __init__(self, numbers: Sequence[int]) -> None:
        """Store ``numbers``, the whole numbers of all values, one value after the other. No number is negative."""
        self._numbers = _pack(numbers)

    @abstractmethod
    def _value(self, numbers: Sequence[int]) -> T_co:
        """Return the value that is stored as these ``WIDTH`` numbers."""

    def __len__(self) -> int:
        return len(self._numbers) // self.WIDTH

    def __iter__(self) -> Iterator[T_co]:
        numbers, width = self._numbers, self.WIDTH  # by index it would take twice as long
        return (self._value(numbers[first : first + width]) for first in range(0, len(numbers), width))

    @overload
    def __getitem__(self, index: int) -> T_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, index: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(index, slice):
            return tuple(self[number] for number in range(len(self))[index])
        first = range(len(self))[index] * self.WIDTH
        return self._value(self._numbers[first : first + self.WIDTH])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, type(self) | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


def _pack(numbers: Sequence[int]) -> array[int]:
    """Return ``numbers`` as an array with the smallest item size that holds the largest of them."""
    largest = max(numbers, default=0)
    return array(next((code for code, widest in _WIDEST.items() if largest <= widest), "Q"), numbers)
