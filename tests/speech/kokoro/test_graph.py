"""A small model with the model's kinds of convolution: the graph made faster gives the same numbers."""

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from narrate.speech.kokoro.graph import with_durations, with_products
from tests.tables import each


def small_model(kernel: int, dilation: int, pads: list[int], *, stride: int = 1, group: int = 1) -> bytes:
    rng = np.random.default_rng(kernel)
    # below 128, so that the test holds on processors that saturate too
    weight = rng.integers(0, 127, (6, 8 // group, kernel), dtype=np.uint8)
    nodes = [
        helper.make_node("DynamicQuantizeLinear", ["x"], ["q", "scale", "zero"]),
        helper.make_node(
            "ConvInteger", ["q", "w", "zero", "wz"], ["sums"], kernel_shape=[kernel], dilations=[dilation], pads=pads,
            strides=[stride], group=group,
        ),
        helper.make_node("Cast", ["sums"], ["wide"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["wide", "scale"], ["y"]),
        helper.make_node("ReduceMax", ["x"], ["/encoder/Clip_output_0"], keepdims=0),
    ]  # fmt: skip
    graph = helper.make_graph(
        nodes, "small",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 8, "n"])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)],
        [numpy_helper.from_array(weight, "w"), numpy_helper.from_array(np.uint8(61), "wz")],
    )  # fmt: skip
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    return model.SerializeToString()


def signal(length: int) -> np.ndarray:
    return np.random.default_rng(7).normal(0.3, 2, (1, 8, length)).astype(np.float32)


def run(model: bytes, output: str, length: int) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run([output], {"x": signal(length)})[0]


def kinds(model: bytes) -> list[str]:
    return [node.op_type for node in onnx.load_from_string(model).graph.node]


@each(("kernel", "dilation", "pads"), [(1, 1, [0, 0]), (3, 1, [1, 1]), (5, 1, [2, 2]), (7, 3, [9, 9]), (11, 5, [25, 25]), (3, 2, [0, 0]), (4, 1, [3, 0])])  # fmt: skip
@each("length", [23, 200])
def test_products_give_the_same_numbers(kernel, dilation, pads, length):
    length += kernel * dilation
    plain = small_model(kernel, dilation, pads)
    faster = with_products(plain)
    assert "ConvInteger" in kinds(plain)
    assert "ConvInteger" not in kinds(faster)
    assert "DynamicQuantizeLinear" in kinds(faster)
    np.testing.assert_array_equal(run(plain, "y", length), run(faster, "y", length))


@pytest.mark.parametrize("other", [{"stride": 2}, {"group": 2}])
def test_other_convolutions_stay(other):
    plain = small_model(3, 1, [1, 1], **other)
    faster = with_products(plain)
    assert "ConvInteger" in kinds(faster)
    np.testing.assert_array_equal(run(plain, "y", 40), run(faster, "y", 40))


def test_durations_become_an_output_by_bytes_alone():
    small = small_model(3, 1, [1, 1])
    plain = with_durations(small)
    assert plain.startswith(small)
    durations = run(plain, "duration", 40)
    assert durations.dtype == np.int64
    assert durations == int(signal(40).max()) > 2
    assert run(with_products(plain), "duration", 40) == durations
    np.testing.assert_array_equal(run(plain, "y", 40), run(small, "y", 40))
