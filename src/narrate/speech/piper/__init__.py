"""The engine ``piper``: Piper voices that the user has as files. Our own code runs their ONNX models.

Nothing of the package piper-tts (GPL) is used. Phonemes come from espeak-ng in a child process. The models run in
``worker.py``, one process for each session.
"""
