"""Writes timeline and slides as a PowerPoint deck."""
