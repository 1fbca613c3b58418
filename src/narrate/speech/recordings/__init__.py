"""A human voice: recordings of a script, found, cut at sentences and spoken as any engine's."""
