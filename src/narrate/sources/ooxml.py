"""Namespaces (as lxml prefixes) and units of PowerPoint files (ISO/IEC 29500-1)."""

from __future__ import annotations

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
ASVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"

EMU_PER_PX = 9525  # on a slide 1280 px wide
EMU_PER_INCH = 914400
