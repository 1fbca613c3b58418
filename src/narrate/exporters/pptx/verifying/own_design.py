"""The digests of the masters, layouts and themes that narrate writes on its own design.

Each part differs only by direction (slides from left to right, or from right to left), and masters also by whether the
background is light or dark. ``test_own_design.py`` makes all of them, and prints this table if the writing changed.
"""

from __future__ import annotations

from collections.abc import Mapping

OWN: Mapping[str, tuple[str, ...]] = {
    "ppt/notesMasters/notesMaster1.xml": (
        "037071e483749979",
        "3a3c20e1bd60d982",
        "7e1be568d5f99038",
        "947494edd0109589",
    ),
    "ppt/slideLayouts/slideLayout1.xml": ("a4b0a873776120f7", "aa14063f8069b47e"),
    "ppt/slideLayouts/slideLayout2.xml": ("9e04e0989e4b10b2",),
    "ppt/slideLayouts/slideLayout3.xml": ("127a73b6a8802119", "c279fca61f3d8769"),
    "ppt/slideLayouts/slideLayout4.xml": ("8646e08c2f754c1b", "bd59ee9f417ee376"),
    "ppt/slideLayouts/slideLayout5.xml": ("1e9fb7b59081a086", "fc232ce71f598db6"),
    "ppt/slideLayouts/slideLayout6.xml": ("045c92fb7bc67f0f", "cbbe0243616531cb"),
    "ppt/slideLayouts/slideLayout7.xml": ("5c088f451beb8e31", "fe364057c54f93dc"),
    "ppt/slideLayouts/slideLayout8.xml": ("11dd2a0e2ed8cf8c", "91cca6210860df79"),
    "ppt/slideLayouts/slideLayout9.xml": ("9fca31f8a8612c03", "abb020531d416acb"),
    "ppt/slideMasters/slideMaster1.xml": (
        "07302c739590e33a",
        "4e3469d3d8f54e1c",
        "6c8ed4c74657adb6",
        "e4989ac6d0fcfd05",
    ),
    "ppt/theme/theme1.xml": ("c040efe807b338e6",),
    "ppt/theme/theme2.xml": ("f1ae26706db618c4",),
}
"""For each part of narrate's own design, the digests that it may have (``design_checks.digest_of``)."""
