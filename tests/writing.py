"""Scripts written for tests."""

from __future__ import annotations

from pathlib import Path

THREE_SLIDES = """---
title: A short test of the heart
lang: en
date: 2026-03-01
---

## What it is

A stress test shows how your heart works when it has to work hard.
Your heart beats faster while you walk.

## What you do

- Walk on a moving belt
- Tell us how you feel

You walk on a moving belt for about ten minutes.
Small pads on your chest pick up each beat.

Tell us how you feel at any time.
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
