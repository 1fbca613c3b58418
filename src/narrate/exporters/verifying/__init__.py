"""What is read back from an edition's files, and how formats are compared with the record and with each other.

It knows no format's own package: each of those stands on it.
"""
