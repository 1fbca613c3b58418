"""The figures of the sample script, drawn by program: `python -m drawing` rewrites every SVG beside this folder."""
