"""Reads a contact sheet back, without the code that wrote it."""
