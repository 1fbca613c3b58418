"""A short script with every kind of thing that a book shows, in three languages."""

from __future__ import annotations

_HEAD = "---\ntitle: {}\nsubtitle: {}\npublisher: {}\nlang: {}\ndate: 2026-03-01\n"
ENGLISH = (
    _HEAD.format("Your bones & you", "What they are", "Riverside Clinic", "en")
    + """---

# Before you come

## What your spine is

![A spine seen from the side](spine.svg "Three groups of bones stand one above the other.")

- Neck
- A column of bones

Your spine is a column of bones.
Your neck is the [cervical](#cervical "Neck") part & it turns.

## Two pictures

![A sound bone](sound.svg "Sound")

![A broken bone](broken.svg "Broken")

- Sound bone
- Broken bone

A sound bone carries you.
A broken bone hurts, and it is easily seen when it is laid beside one that is sound.

# On the day

## What you do

![](sound.svg)

Do not eat for six hours.
Take 5 mL of water at most.

Tell us how you feel at any time.

## What to bring

3. Your card
4. A list of what you take
5. Your old pictures

Bring your card.
Bring a list of what you take.
"""
)
SPANISH = (
    _HEAD.format("Sus huesos", "Qué son", "Clínica del Sur", "es")
    + """---

## Qué es su columna

![Una columna vista de lado](spine.svg)

- Una columna de huesos

Su columna es una columna de huesos.

## En casa

1. Descanse
2. Tome 5 mg al día

Descanse dos días.
Tome 5 mg al día, ni más ni menos.
"""
)
ARABIC = (
    _HEAD.format("عظامك", "ما هي", "مستشفى الجنوب", "ar")
    + """---

# قبل أن تأتي

## ما هو عمودك

![عمود من العظام](spine.svg "ثلاث مجموعات من العظام طولها 24–48 cm.")

- عمود من العظام

عمودك هو عمود من العظام.

## ما تفعله

- خذ 5 mL من الماء

لا تأكل لمدة ست ساعات.
خذ 5 mL من الماء قبل النوم بمدة 24–48 ساعة.
"""
)
SCRIPTS = {"en": ENGLISH, "es": SPANISH, "ar": ARABIC}
BONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<rect x="2" y="2" width="6" height="{}" fill="#A8430F"/></svg>'
)
