"""A small voice as Piper's are made: a hum, 3.3 frames a symbol before they are rounded up."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

LETTERS = "_^$ ,.;:?!abcdefghijklmnopqrstuvwxyzæðŋɑɐɒɔəɚɛɜɡɪɹʃʊʌʒˈˌːθᵻɾʔ\u0329"


def tiny_model(*, speakers: bool = False, ceil: bool = True) -> bytes:
    """An ONNX model with Piper's inputs and output: 256 samples a frame."""
    nodes = [
        helper.make_node("Cast", ["input"], ["symbols"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["symbols", "zero"], ["nothing"]),
        helper.make_node("Add", ["nothing", "long"], ["each"]),
        helper.make_node("Slice", ["scales", "one", "two"], ["scale"]),
        helper.make_node("Mul", ["each", "scale"], ["lengths"]),
        helper.make_node("Ceil" if ceil else "Floor", ["lengths"], ["frames"]),
        helper.make_node("ReduceSum", ["frames"], ["all"], keepdims=0),
        helper.make_node("Mul", ["all", "hop"], ["samples"]),
        helper.make_node("Range", ["from", "samples", "step"], ["time"]),
        helper.make_node("Mul", ["time", "pitch"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["loud"]),
        helper.make_node("Mul", ["loud", "volume"], ["hum"]),
        helper.make_node("Reshape", ["hum", "shape"], ["output"]),
    ]
    constants = {
        "zero": np.float32(0), "long": np.float32(3.3), "one": np.array([1]), "two": np.array([2]), "hop": np.float32(256),
        "from": np.float32(0), "step": np.float32(1), "pitch": np.float32(0.05), "volume": np.float32(0.3),
        "shape": np.array([1, 1, 1, -1]),
    }  # fmt: skip
    inputs = [
        helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
        helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
        helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
    ]
    if speakers:
        inputs.append(helper.make_tensor_value_info("sid", TensorProto.INT64, [1]))
    output = helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, 1, None])
    initializers = [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()]
    graph = helper.make_graph(nodes, "tiny", inputs, [output], initializers)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def description(**changed: object) -> dict[str, object]:
    facts = {
        "audio": {"sample_rate": 22050, "quality": "medium"},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US"},
        "phoneme_type": "espeak",
        "num_speakers": 1,
        "phoneme_id_map": {letter: [number] for number, letter in enumerate(LETTERS)},
    }
    return facts | changed


def write_voice(folder: Path, name: str = "en_US-tiny-medium", *, model: bytes = b"", **changed: object) -> Path:
    """The files of a voice in ``folder``; returns its model."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    path.write_bytes(model or tiny_model(speakers="speaker_id_map" in changed))
    path.with_name(f"{name}.onnx.json").write_text(json.dumps(description(**changed)), encoding="utf-8")
    return path
