"""Draws QR codes."""

from __future__ import annotations

import io

from narrate.store.memo import NO_MEMO, FactKind, Found, Memo

QR_CODE = FactKind("QR code", 1, ("segno",))


def code_svg(address: str, memo: Memo = NO_MEMO) -> bytes:
    """Return a QR code of ``address`` as SVG, black on white.

    It has error level M and a quiet zone of four modules, as ISO/IEC 18004 defines them.
    """
    return memo.recall(QR_CODE, {"address": address}, lambda: Found(_drawn(address))).content


def _drawn(address: str) -> bytes:
    import segno

    buffer = io.BytesIO()
    code = segno.make(address, error="m", micro=False, boost_error=False)
    code.save(buffer, kind="svg", border=4, dark="#000000", light="#ffffff", xmldecl=False, scale=8)
    return buffer.getvalue()
