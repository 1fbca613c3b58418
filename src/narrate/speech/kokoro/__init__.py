"""Kokoro-82M, a neural voice in eight languages: our own code against its ONNX model.

Phonemes come from espeak-ng's child, the model runs in ``worker.py``, a process a core.
"""
