"""Raw material: transcripts, captions, Word files and the notes of decks, as people have them.

A reader of each form gives ``Material``: its lines in order, and what the form itself hides. One cleaning serves all
forms, and every word of the file is accounted for.
"""
