"""Reads raw material: transcripts, captions, Word files and the notes of decks, as people have them.

The reader of each format returns ``Material``: the lines of the file in order, and what was left out or changed. Then
the same cleaning serves all formats, and every word of the file is accounted for.
"""
