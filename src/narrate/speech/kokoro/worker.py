"""The worker for Kokoro. ``worker_main.py`` runs it, with the argument MODEL.

It uses only the standard library, numpy and onnxruntime, nothing of narrate. The first request loads the model.
A request and its answer:

    {"symbols": [50, 83, ...], "style": "af_heart.bin", "speed": 1.0, "gain": 0.9}
                            -> {"rate": 24000, "bytes": 96000, "durations": [14, 2, ...]}

``symbols`` are numbers of Kokoro's table, without the 0 at each end. ``durations`` has the length of each symbol and of
both zeros in frames of 600 samples. ``style`` is a file of 510 rows of 256 numbers (float32, little-endian); the row
used is the one for the number of symbols. The sound is multiplied by ``gain``. The bytes are 16 bit mono PCM,
little-endian.
"""

from functools import cache

RATE = 24_000
ROWS, WIDTH = 510, 256


class Model:
    def __init__(self, source):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        # Two processes with one thread each are faster than one process with two threads.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # With memory patterns, the process keeps twice as much memory.
        options.enable_mem_pattern = False
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(source, options, providers=["CPUExecutionProvider"])
        # Exports of the model have different names for the same input and output.
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
        """Return (header, pcm) for one request."""
        import numpy

        symbols = request["symbols"]
        if not 0 < len(symbols) <= ROWS:
            return {"error": str(len(symbols)) + " symbols in a request; it takes 1 to " + str(ROWS)}, b""
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
