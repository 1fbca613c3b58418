"""The transfer curve of sRGB (IEC 61966-2-1), for channels from 0 to 1."""

from __future__ import annotations


def linear(channel: float) -> float:
    """Convert an sRGB ``channel`` to linear light."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def gamma(light: float) -> float:
    """Convert linear ``light`` to an sRGB channel."""
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
