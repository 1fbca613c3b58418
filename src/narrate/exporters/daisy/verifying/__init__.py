from __future__ import annotations
def check_book(record):
    return []
