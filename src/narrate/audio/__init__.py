"""Sound: the 20 ms grid, mixing, loudness, encoding and decoding.

The one place that imports av, soundfile and pydub.
"""
