"""Kokoro in a process of its own; ``worker_main.py`` runs it, with the argument MODEL.

Stand-alone: the standard library, numpy and onnxruntime, nothing of narrate. It loads the model
when it is first asked. A request and its answer:

    {"symbols": [50, 83, ...], "style": "af_heart.bin", "speed": 1.0, "gain": 0.9}
                            -> {"rate": 24000, "bytes": 96000, "durations": [14, 2, ...]}

``symbols`` are numbers of Kokoro's table without the 0 that goes before and after; ``durations``
counts frames of 600 samples for each of them and for both zeros. ``style`` is a file of 510 rows
of 256 numbers (float32, little-endian): the row is the one for the number of symbols. ``gain`` is
what the sound is multiplied by. Bytes are 16 bit mono PCM, little-endian.
"""

from functools import cache

RATE = 24_000
ROWS, WIDTH = 510, 256


class Model:
    def __init__(self, source):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # one thread a process: two processes of one thread give more than one of two
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # planning memory ahead keeps twice as much
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        # exports of the model call the same input and output by different names
        self.symbols = next(i.name for i in self.session.get_inputs() if i.name not in ("style", "speed"))
        self.sound = next(o.name for o in self.session.get_outputs() if o.name != "duration")
        self.styles = {}

    def style(self, path):
        import numpy

        if path not in self.styles:
            rows = numpy.fromfile(path, "<f4")
            if rows.size != ROWS * WIDTH:
                raise ValueError(path + " is no voice of Kokoro: it has " + str(rows.size) + " numbers")
            self.styles[path] = rows.reshape(ROWS, 1, WIDTH)
        return self.styles[path]

    def speak(self, request):
        """(header, pcm) of one request."""
        import numpy

        symbols = request["symbols"]
        if not 0 < len(symbols) <= ROWS:
            return {"error": str(len(symbols)) + " symbols at a time; it takes 1 to " + str(ROWS)}, b""
        feed = {
            self.symbols: numpy.array([[0, *symbols, 0]], numpy.int64),
            "style": self.style(request["style"])[len(symbols) - 1],
            "speed": numpy.array([request["speed"]], numpy.float32),
        }
        sound, durations = self.session.run([self.sound, "duration"], feed)
        pcm = (
            numpy.clip(numpy.rint(sound.reshape(-1) * (32767 * request["gain"])), -32768, 32767).astype("<i2").tobytes()
        )
        return {"rate": RATE, "bytes": len(pcm), "durations": durations.reshape(-1).tolist()}, pcm


def start(arguments):
    (path,) = arguments
    model = cache(lambda: Model(path))

    def answer(request):
        return model().speak(request)

    return answer
