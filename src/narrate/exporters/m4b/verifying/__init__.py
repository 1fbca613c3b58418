"""Reads an M4B file back without the library that wrote it."""
