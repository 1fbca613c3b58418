"""Setting of text: faces, widths, lines, and painting by typst. A foundation: it knows no slide and no script."""
