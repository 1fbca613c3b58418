"""Reads a deck back whose slides are somebody else's. What narrate replaced on a slide is in the slide's memory."""
