import io

import numpy as np
import pytest
from PIL import Image

from narrate.drawings.qr_codes import code_svg
from narrate.typeset.painting import paint_png, painter_version


@pytest.mark.parametrize(
    "address", ["https://health.example/spine", "https://health.example/" + "a" * 300, "https://bücher.example/ñ"]
)
def test_a_code_is_read_back(address):
    import zxingcpp

    page = {
        "width": 800, "height": 800, "fill": "0E1C28", "language": "en", "rtl": False, "family": "Arimo", "others": [],
        "items": [{"kind": "picture", "x": 40, "y": 40, "width": 720, "height": 720, "radius": 0, "file": "a.svg",
                   "window": (0, 0, 1, 1), "alt": ""}],
    }  # fmt: skip
    (content,) = paint_png([page], {"a.svg": code_svg(address)}, 72)
    (code,) = zxingcpp.read_barcodes(np.asarray(Image.open(io.BytesIO(content)).convert("RGB")))
    assert code.text == address
    assert code.ec_level == "M"


def test_same_bytes_and_a_version():
    assert code_svg("https://a.example") == code_svg("https://a.example")
    assert "typst" in painter_version(("Noto Sans",))
    assert painter_version(("Noto Sans",)) == painter_version(("Noto Sans",))
