"""What a PowerPoint deck of somebody else shows: its slides, their shapes, texts and colours (ECMA-376 part 1, 19 to 21).

Nothing here changes a deck. A value that is missing or cannot be understood is None or empty, and never an error; a part
that is broken raises PackageFault.
"""
