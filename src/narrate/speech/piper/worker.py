"""The worker for Piper voices. ``worker_main.py`` runs it.

It uses only the standard library, numpy and onnxruntime, nothing of narrate and nothing of Piper's own code.
Requests and their answers:

    {"model": "voice.onnx", "durations": "/Ceil_output_0", "ids": [1, 0, 20, ...], "scale": 1.0,
     "speaker": null}                        -> {"bytes": 96000, "frames": [14, 2, ...]}
    {..., "lengths": "/Mul_1_output_0"}      -> {"bytes": 0, "lengths": [13.4, 1.2, ...]}

``ids`` are numbers of the voice's table. ``scale`` stretches their lengths; 1 is as trained. ``speaker`` is a number
where the voice has several. ``frames`` has the frames of each id; all frames have the same number of samples.
``lengths`` asks for the lengths before rounding instead of the sound. Both noises of the model are off, so the same
request gives the same bytes. The bytes are 16 bit mono PCM, little-endian.
"""

from functools import cache


def load(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Two processes with one thread each are faster than one process with two threads.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def speak(session, request):
    """Return (header, pcm) for one request."""
    import numpy
    import onnxruntime

    ids = numpy.array([request["ids"]], numpy.int64)
    feed = {
        "input": ids,
        "input_lengths": numpy.array([ids.shape[1]], numpy.int64),
        "scales": numpy.array([0.0, request["scale"], 0.0], numpy.float32),
    }
    if request["speaker"] is not None:
        feed["sid"] = numpy.array([request["speaker"]], numpy.int64)
    if "lengths" in request:
        options = onnxruntime.RunOptions()
        options.add_run_config_entry("only_execute_path_to_fetches", "1")
        (lengths,) = session.run([request["lengths"]], feed, options)
        return {"bytes": 0, "lengths": [float(length) for length in lengths.reshape(-1)]}, b""
    sound, frames = session.run([session.get_outputs()[0].name, request["durations"]], feed)
    pcm = numpy.clip(numpy.rint(sound.reshape(-1) * 32767), -32768, 32767).astype("<i2").tobytes()
    return {"bytes": len(pcm), "frames": [int(count) for count in frames.reshape(-1)]}, pcm


def start(_arguments):
    session = cache(load)

    def answer(request):
        return speak(session(request["model"]), request)

    return answer
