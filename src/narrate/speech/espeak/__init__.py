"""The engine ``espeak``: espeak-ng speaks a hundred languages offline, in draft quality.

espeak-ng is GPL and not thread-safe. So it runs as a separate program (``worker.py``). Each session has one process for
each voice.
"""
