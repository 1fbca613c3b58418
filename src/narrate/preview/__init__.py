"""``narrate preview``: serves the page of one script on this machine, and builds it again when a file is saved.

- ``session.py`` is the whole: it starts everything and ends it.
- ``watching.py`` notices that a file was saved; ``building.py`` then builds, in a process of its own.
- ``state.py`` holds what is known now, and wakes up those who wait for news.
- ``guarding.py`` decides which requests are answered; ``serving.py`` answers them; ``served_files.py`` opens files.
- ``trying.py`` says how a word would be said; ``hearing.py`` finds the sound of a sentence.
- ``templates/`` holds the page around the page: HTML, CSS and JavaScript, without a framework.
"""
