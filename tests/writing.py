"""Scripts written for tests."""

from __future__ import annotations

from pathlib import Path

THREE_SLIDES = """---
title: A short test of the heart
lang: en
date: 2026-03-01
---

## What it is

A stress test shows how your heart works when it has to work hard.
Your heart beats faster while you walk.

## What you do

- Walk on a moving belt
- Tell us how you feel

You walk on a moving belt for about ten minutes.
Small pads on your chest pick up each beat.

Tell us how you feel at any time.
"""


SPANISH = """---
title: Una prueba corta del corazón
lang: es
date: 2026-03-01
---

## Qué es

Una prueba de esfuerzo muestra cómo trabaja su corazón cuando tiene que trabajar mucho.
Su corazón late más rápido mientras usted camina.

## Qué hace usted

- Caminar sobre una cinta
- Decir cómo se siente

Para caminar sobre una cinta usted tiene unos diez minutos.
Los parches del pecho recogen cada latido.

Usted puede decir cómo se siente en todo momento.
"""
FRENCH = """---
title: Un test court du cœur
lang: fr
date: 2026-03-01
---

## Ce que c'est

Un test d'effort montre comment votre cœur travaille quand il doit travailler beaucoup.
Votre cœur bat plus vite pendant que vous marchez.

## Ce que vous faites

- Marcher sur un tapis roulant
- Dire comment vous vous sentez

Vous allez marcher sur un tapis roulant pendant environ dix minutes.
De petits capteurs sur la poitrine suivent chaque battement.

Vous pouvez dire comment vous vous sentez à tout moment.
"""
TRANSLATED = {"en": THREE_SLIDES, "es": SPANISH, "fr": FRENCH}


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
