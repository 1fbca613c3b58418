"""Reads raw material: transcripts, captions, Word files and the notes of decks, as people have them.

A reader for each format gives ``Material``: its lines in order, and what the format hides. The same cleaning serves
all formats, and every word of the file is accounted for.
"""
