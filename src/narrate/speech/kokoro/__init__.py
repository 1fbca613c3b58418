"""The engine ``kokoro``: Kokoro-82M, a neural voice in eight languages. Our own code runs its ONNX model.

Phonemes come from espeak-ng in a child process. The model runs in ``worker.py``, one process for each session.
"""
