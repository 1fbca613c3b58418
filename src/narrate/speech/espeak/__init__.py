"""espeak-ng, the embedded voice: a hundred languages offline, of draft quality.

It is GPL and not thread-safe, so it runs as a separate program (``worker.py``), one process a session.
"""
