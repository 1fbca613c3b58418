"""Reads printed editions back, without the code that writes them."""
