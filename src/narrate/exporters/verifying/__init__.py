"""Reads the files of an edition back and compares them with its record and with each other.

The packages of the formats import this package. It imports none of them.
"""
