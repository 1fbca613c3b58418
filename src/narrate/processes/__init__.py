"""Processes that stay and do one call after the other. A process that dies or hangs costs only its own call."""
