"""A small topic in three languages, with a lit figure, a slide of words and a section."""

from __future__ import annotations

from pathlib import Path

from tests.fixtures import FIGURE
from tests.writing import write

ENGLISH = """---
title: Your spine
lang: en
---

## Parts of the spine

![A spine seen from the side](spine.svg)

- Neck: cervical
- Chest: thoracic

Your spine has parts.
The [cervical](#cervical "Neck") part is in your neck.
The [thoracic](#thoracic "Chest") part is at your chest.

# At home

## Rest

Rest for a day.
Walk a little.
Do not lift.
"""
ARABIC = """---
title: عمودك الفقري
lang: ar
---

## أجزاء العمود الفقري

![عمود فقري من الجانب](spine.svg)

- الرقبة: العنقي
- الصدر: الصدري

عمودك الفقري له أجزاء.
الجزء [العنقي](#cervical "الرقبة") في رقبتك.
الجزء [الصدري](#thoracic "الصدر") عند صدرك.

# في البيت

## الراحة

استرح يوما.
امش قليلا.
لا ترفع شيئا.
"""
JAPANESE = """---
title: あなたの背骨
lang: ja
---

## 背骨の部分

![横から見た背骨](spine.svg)

- 首：頸椎
- 胸：胸椎

背骨にはいくつかの部分があります。
[頸椎](#cervical "首")は首にあります。
[胸椎](#thoracic "胸")は胸にあります。

# 家で

## 休息

一日休んでください。
少し歩いてください。
持ち上げないでください。
"""


def write_topic(folder: Path) -> list[Path]:
    write(folder / "spine/spine.svg", FIGURE)
    texts = {"en": ENGLISH, "ar": ARABIC, "ja": JAPANESE}
    return [write(folder / f"spine/{language}.md", text) for language, text in texts.items()]
