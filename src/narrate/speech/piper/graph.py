"""Makes the durations of symbols outputs of a voice's model.

Piper's models (VITS) round the length of each symbol up to whole frames, in the only node ``Ceil`` of the graph. The
input and the output of that node become outputs of the model. Only the names of nodes are read from the ONNX file, in
the wire format of protocol buffers (see onnx.proto: ModelProto has its graph in field 7; GraphProto has nodes in 1 and
outputs in 12; NodeProto has inputs in 1, outputs in 2, and its operator in 4).
"""

from __future__ import annotations

from collections.abc import Iterator

from narrate.speech.neural.protobuf import message, text

_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_GRAPH, _NODE, _OUTPUT = 7, 1, 12


def with_durations(model: bytes) -> tuple[bytes, str, str]:
    """Return (``model`` with two more outputs, name of the first, name of the second).

    The first output is each symbol's length in frames before rounding, the second after rounding. The outputs are
    appended as a second ``graph`` field, since protocol buffers merge repeated message fields. Raises ValueError if
    ``model`` is not an ONNX file, or has no node ``Ceil``.
    """
    names = _durations(memoryview(model))
    outputs = b"".join(message(_OUTPUT, text(1, name)) for name in names)
    return model + message(_GRAPH, outputs), *names


def _durations(model: memoryview) -> tuple[str, str]:
    for field, graph in _fields(model):
        if field != _GRAPH:
            continue
        for part, node in _fields(graph):
            if part != _NODE:
                continue
            facts = [(number, bytes(value)) for number, value in _fields(node)]
            if (4, b"Ceil") in facts:
                input_name, output_name = (
                    next(value for number, value in facts if number == wanted) for wanted in (1, 2)
                )
                return input_name.decode(), output_name.decode()
    raise ValueError("it has no durations: no node Ceil is in its graph")


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    """Yield (number, value) for each field of a message that has a length; fields with numbers are skipped."""
    position = 0
    while position < len(data):
        key, position = _varint_at(data, position)
        field, kind = key >> 3, key & 7
        if kind == _VARINT:
            _, position = _varint_at(data, position)
        elif kind == _LENGTH:
            size, position = _varint_at(data, position)
            if position + size > len(data):
                raise ValueError("it is cut short, or not an ONNX file")
            yield field, data[position : position + size]
            position += size
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            position += 8 if kind == _EIGHT_BYTES else 4
        else:
            raise ValueError("it is not an ONNX file")


def _varint_at(data: memoryview, position: int) -> tuple[int, int]:
    value = shift = 0
    while position < len(data) and shift < 64:
        byte = data[position]
        value |= (byte & 127) << shift
        position, shift = position + 1, shift + 7
        if byte < 128:
            return value, position
    raise ValueError("it is cut short, or not an ONNX file")
