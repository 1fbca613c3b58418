"""A voice of Piper in a process of its own: ``python -I worker.py``.

Stand-alone: the standard library, numpy and onnxruntime, nothing of narrate and nothing of
Piper's own code. On standard input, a request a line, in JSON; on standard output, for each one
line of JSON and the bytes it announces:

    {"model": "voice.onnx", "durations": "/Ceil_output_0", "ids": [1, 0, 20, ...], "scale": 1.0,
     "speaker": null}                        -> {"bytes": 96000, "frames": [14, 2, ...]}
    {..., "lengths": "/Mul_1_output_0"}      -> {"bytes": 0, "lengths": [13.4, 1.2, ...]}

``ids`` are numbers of the voice's table; ``scale`` is how long they last, 1 as it was trained;
``speaker`` a number where the voice has several. ``frames`` counts the frames of each id; all
have the same number of samples. ``lengths`` are the same before rounding, without the sound. Nothing is left to chance: both noises are off, and the same
request gives the same bytes. Bytes are 16 bit mono PCM, little-endian. A request that fails is
answered by {"error": "..."}. It ends when its input ends, and on Linux with its parent.
"""

import ctypes
import json
import os
import signal
import sys


def die_with_parent():
    """Linux: have this process killed when its parent ends (prctl PR_SET_PDEATHSIG)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
        if os.getppid() == 1:
            sys.exit(0)


def load(path):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # one thread a process: two processes of one thread give more than one of two
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def speak(session, request):
    """(header, pcm) of one request."""
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


def write(header, payload=b""):
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + payload)
    sys.stdout.buffer.flush()


def main():
    die_with_parent()
    sessions = {}
    for line in sys.stdin.buffer:
        try:
            request = json.loads(line)
            path = request["model"]
            if path not in sessions:
                sessions[path] = load(path)
            answer = speak(sessions[path], request)
        except Exception as error:  # noqa: BLE001 whatever it is, it is told
            answer = {"error": str(error)}, b""
        write(*answer)


if __name__ == "__main__":
    main()
