"""Reads a deck back and checks it, without the code that wrote it and without the library that it was written with."""
