"""Drawings in SVG: the outlines of their parts, a part lit, where they leave room. A foundation."""
