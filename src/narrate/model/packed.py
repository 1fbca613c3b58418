"""Long sequences of small values, kept as whole numbers: ten hours of speech have ninety thousand words."""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Iterator, Sequence
from typing import ClassVar, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)

_WIDEST = {"H": 0xFFFF, "I": 0xFFFFFFFF}


class Packed(Sequence[T_co]):
    """A sequence whose values are made when they are asked for, each from ``WIDTH`` whole numbers.

    It equals a tuple of the same values.
    """

    __slots__ = ("_numbers",)
    WIDTH: ClassVar[int]

    def __init__(self, numbers: Sequence[int]) -> None:
        """``numbers``, none below 0, are those of all values one after the other."""
        self._numbers = _pack(numbers)

    @abstractmethod
    def _value(self, numbers: Sequence[int]) -> T_co:
        """The value that these ``WIDTH`` numbers stand for."""

    def __len__(self) -> int:
        return len(self._numbers) // self.WIDTH

    def __iter__(self) -> Iterator[T_co]:
        return map(self.__getitem__, range(len(self)))

    @overload
    def __getitem__(self, at: int) -> T_co: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T_co, ...]: ...
    def __getitem__(self, at: int | slice) -> T_co | tuple[T_co, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(len(self))[at])
        first = range(len(self))[at] * self.WIDTH
        return self._value(self._numbers[first : first + self.WIDTH])

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, type(self) | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({list(self)!r})"


def _pack(numbers: Sequence[int]) -> array[int]:
    """``numbers`` in as few bytes as the largest takes."""
    most = max(numbers, default=0)
    return array(next((code for code, widest in _WIDEST.items() if most <= widest), "Q"), numbers)
