"""Sound: the 20 ms grid, mixing, loudness, encoding and decoding.

Only this package imports av, soundfile and pydub.
"""
