"""Reads films back, without the code that writes them."""
