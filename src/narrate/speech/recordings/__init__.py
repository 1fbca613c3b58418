"""The engine for a human voice: it finds the sentences of a script in recordings and cuts them out."""
