"""Typesetting: fonts, widths, line breaks, and painting with typst. Nothing here depends on slides or scripts."""
