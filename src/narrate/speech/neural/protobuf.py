"""Encodes fields of protocol buffers, which is all that is needed to extend an ONNX model.

See the wire format of Protocol Buffers: the key of a field has its number and its wire type.
"""

from __future__ import annotations

_VARINT, _LENGTH = 0, 2


def number(field: int, value: int) -> bytes:
    """Return a field that holds a number of 0 or more."""
    return _varint(field << 3 | _VARINT) + _varint(value)


def message(field: int, value: bytes) -> bytes:
    """Return a field that holds bytes, or another message."""
    return _varint(field << 3 | _LENGTH) + _varint(len(value)) + value


def text(field: int, value: str) -> bytes:
    """Return a field that holds text."""
    return message(field, value.encode())


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])
