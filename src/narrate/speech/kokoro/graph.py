"""Changes the model's graph: an output for durations, and matrix products instead of integer convolutions.

Two thirds of the time goes into ConvInteger, for which onnxruntime only has kernels that multiply unsigned by unsigned
numbers. The same sums as a MatMulInteger of unsigned by signed numbers run more than twice as fast if the processor
multiplies those without saturating (VNNI on x86). The caller must test whether the results are equal on this processor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from narrate.errors import MissingDependencyError
from narrate.installed import how_to_install
from narrate.speech.neural.protobuf import message, number, text

if TYPE_CHECKING:
    import onnx

_DURATIONS = "/encoder/Clip_output_0"  # the frames of each symbol: whole numbers, stored as floats
_DURATION = "duration"


def with_durations(model: bytes) -> bytes:
    """Return ``model`` (the bytes of an ONNX file) with an int64 output ``duration``: the frames of each symbol.

    The output is appended as a second ``graph`` field of the ModelProto. Protocol buffers merge repeated message fields
    (protobuf's encoding guide, "Last One Wins"), so the file need not be parsed.
    """
    cast_to = text(1, "to") + number(3, 7) + number(20, 2)  # to=INT64, an attribute of type INT
    node = text(1, _DURATIONS) + text(2, _DURATION) + text(3, _DURATION) + text(4, "Cast") + message(5, cast_to)
    output = text(1, _DURATION) + message(2, message(1, number(1, 7)))
    return model + message(7, message(1, node) + message(12, output))


def with_products(model: bytes) -> bytes:
    """Return ``model`` with each ConvInteger of stride 1 and one group replaced by a MatMulInteger.

    Raises MissingDependencyError without the package onnx.
    """
    try:
        import onnx
    except ImportError:
        raise MissingDependencyError(f"the faster graph needs the package onnx: {how_to_install('neural')}") from None
    proto = onnx.load_from_string(model)
    rewriter = _Rewriter(proto)
    nodes = []
    for node in proto.graph.node:
        nodes += rewriter.rewritten(node)
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)
    rewriter.finish()
    return bytes(proto.SerializeToString())


class _Rewriter:
    def __init__(self, model: onnx.ModelProto) -> None:
        self._graph = model.graph
        self._weights = {tensor.name: tensor for tensor in model.graph.initializer}
        self._quantized = {node.output[0]: node for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"}
        self._signed: set[str] = set()
        self._new: list[Any] = []
        self._constants: set[str] = set()

    def rewritten(self, node: onnx.NodeProto) -> list[Any]:
        """Return the nodes that replace ``node``: ``node`` itself, or nodes that compute the same numbers faster."""
        import onnx
        from onnx import helper, numpy_helper

        if node.op_type != "ConvInteger":
            return [node]
        facts = {attribute.name: helper.get_attribute_value(attribute) for attribute in node.attribute}
        source = self._quantized.get(node.input[0])
        weight = self._weights.get(node.input[1])
        plain = facts.get("group", 1) == 1 and set(facts.get("strides", [1])) == {1}
        if source is None or weight is None or len(weight.dims) != 3 or not plain:
            return [node]
        kernel = numpy_helper.to_array(weight)  # outputs, inputs, width
        outputs, inputs, width = kernel.shape
        dilation = facts.get("dilations", [1])[0]
        before, after = facts.get("pads", [0, 0])
        name = node.output[0]
        made: list[Any] = []

        def add(kind: str, ins: list[str], out: str, **attributes: Any) -> str:
            made.append(helper.make_node(kind, ins, [out], name=out, **attributes))
            return out

        activation, zero = self._shifted(source, add)
        self._constant(f"{name}_kernel", kernel.transpose(0, 2, 1).reshape(outputs, width * inputs).copy())
        padded = activation
        if before or after:
            pads = self._constant(f"{name}_pads", [0, 0, before, 0, 0, after])
            # Pad expects its value as a scalar, and a zero point is one.
            padded = add("Pad", [activation, pads, zero], f"{name}_padded", mode="constant")
        columns = self._columns(padded, name, width, dilation, add) if width > 1 else padded
        made.append(
            helper.make_node(
                "MatMulInteger", [f"{name}_kernel", columns, node.input[3], zero], [name], name=node.name or name
            )
        )
        del onnx
        return made

    def _columns(self, padded: str, name: str, width: int, dilation: int, add: Callable[..., str]) -> str:
        """Return the name of a tensor: the input under each position of a kernel, stacked.

        ``padded`` is the name of the input, ``name`` that of the kernel, and ``width`` the number of its positions.
        ``add`` adds a node and returns the name of its output.
        """
        slices = []
        axes = self._constant("narrate_last_axis", [2])
        for step in range(width):
            start = self._constant(f"narrate_{step * dilation}", [step * dilation])
            left = (width - 1 - step) * dilation
            end = self._constant(f"narrate_{-left if left else 'end'}", [-left if left else 2**62])
            slices.append(add("Slice", [padded, start, end, axes], f"{name}_slice_{step}"))
        return add("Concat", slices, f"{name}_columns", axis=1)

    def _shifted(self, source: onnx.NodeProto, add: Any) -> tuple[str, str]:
        """Return (name of the activation as signed numbers, name of its zero point); both are lowered by 128.

        ``source`` is the node that quantizes the activation. ``add`` adds a node and returns the name of its output.
        """
        from onnx import TensorProto

        x, (_, scale, zero) = source.input[0], source.output
        shifted, quantized = f"{zero}_signed", f"{source.output[0]}_signed"
        if quantized not in self._signed:
            self._signed.add(quantized)
            offset = self._constant("narrate_128", 128, kind="int32")
            wide = add("Cast", [zero], f"{zero}_wide", to=TensorProto.INT32)
            low = add("Sub", [wide, offset], f"{zero}_low")
            add("Cast", [low], shifted, to=TensorProto.INT8)
            add("QuantizeLinear", [x, scale, shifted], quantized)
        return quantized, shifted

    def _constant(self, name: str, value: Any, kind: str = "") -> str:
        import numpy as np
        from onnx import numpy_helper

        if name not in self._constants:
            self._constants.add(name)
            array = value if isinstance(value, np.ndarray) else np.array(value, kind or np.int64)
            self._new.append(numpy_helper.from_array(array, name))
        return name

    def finish(self) -> None:
        """Remove weights and quantizing nodes that are no longer used, and add the new constants."""
        used = {name for node in self._graph.node for name in node.input}
        kept = [tensor for tensor in self._graph.initializer if tensor.name in used]
        del self._graph.initializer[:]
        self._graph.initializer.extend([*kept, *self._new])
        nodes = [n for n in self._graph.node if n.op_type != "DynamicQuantizeLinear" or used & set(n.output)]
        del self._graph.node[:]
        self._graph.node.extend(nodes)
