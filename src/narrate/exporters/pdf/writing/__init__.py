"""Writes the printed editions."""
