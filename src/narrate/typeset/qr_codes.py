"""Draws QR codes."""

from __future__ import annotations

import io


def code_svg(address: str) -> bytes:
    """Return a QR code of ``address`` as SVG, black on white.

    It has error level M and a quiet zone of four modules, as ISO/IEC 18004 defines them.
    """
    import segno

    buffer = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(buffer, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, scale=8)
    return buffer.getvalue()
