"""Reads and cleans figures, traces the parts of drawings, highlights them, and finds empty space."""
