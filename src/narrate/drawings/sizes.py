"""How large a figure is, in units of its own."""

from __future__ import annotations

import re
from pathlib import Path

from narrate.drawings.outlines import read_svg


def figure_size(path: Path) -> tuple[float, float]:
    """The width and height of a figure that can be read, in units of its own."""
    if path.suffix.lower() == ".svg":
        root = read_svg(path.read_bytes())
        numbers = re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox") or "")
        if len(numbers) != 4:
            sides = [re.match(r"[\d.]+", root.get(side) or "") for side in ("width", "height")]
            numbers = ["0", "0", *(match.group() if match else "1" for match in sides)]
        width, height = float(numbers[2]), float(numbers[3])
        return (width, height) if width > 0 and height > 0 else (1.0, 1.0)
    from PIL import Image

    with Image.open(path) as image:
        return float(image.width), float(image.height)
