"""Timeline and slides become a deck."""
