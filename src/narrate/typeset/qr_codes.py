"""Codes that a phone's camera reads."""

from __future__ import annotations

import io


def code_svg(address: str) -> bytes:
    """A QR code of ``address`` as SVG, dark on white with four quiet modules (ISO/IEC 18004), error level M."""
    import segno

    buffer = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(buffer, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, scale=8)
    return buffer.getvalue()
