"""Piper's voices, whichever files a user has: our own code against their ONNX models.

Nothing of the package piper-tts (GPL) is used. Phonemes come from espeak-ng's child, the model
runs in ``worker.py``, a process a core.
"""
