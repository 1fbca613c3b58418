"""Typesetting: fonts, widths, line breaks, and painting with typst. It knows nothing of slides and scripts."""
