"""Scripts that no writer should write, and some do."""

from __future__ import annotations

from pathlib import Path

from tests.slides.making import SVG
from tests.writing import write

THINGS = ("fever", "chills", "redness", "swelling", "numbness", "weakness", "bleeding", "coughing", "a rash", "new pain", "thirst", "fatigue")  # fmt: skip
LONG_HEADING = (
    "What you and your family should know about the different things that may happen before, during and after the "
    "procedure on your back, and what the care team will do about each one of them while you rest at home"
)
LONG_WORD = "Pneumonoultramicroscopicsilicovolcanoconioseswirbelsaeulenop"
MANY = " ".join(
    f"The care team checks your back, your legs and your pain for the {n}th time today, and writes it down."
    for n in range(15)
)
ONE = "The care team " + " ".join(f"checks number {n}, waits a little while, and" for n in range(38)) + " goes home."
MIXED = "Vertebra позвонок σπόνδυλος 椎骨 せきつい فقرة कशेरुका กระดูก 척추 vértebra"
SIGNS = "Well done © ® ½ and §§§ rest †"
assert len(LONG_HEADING.split()) == 40
assert len(MANY.split()) >= 300
assert len(ONE.split()) >= 300
assert len(LONG_WORD) == 60


def _points(texts) -> str:
    return "".join(f"- {text}\n" for text in texts)


def nasty_script(folder: Path, language: str = "en") -> Path:
    """All of it in one script with headings."""
    for name, size in (("tall", (300, 4000)), ("wide", (4000, 300)), ("one", (564, 376)), ("two", (564, 376))):
        write(folder / f"{name}.svg", SVG.format(*size))
    told = "\n".join(f"Tell us about {one}." for one in THINGS)
    parts = [
        f"# {LONG_HEADING[:110]}",
        f"## {LONG_HEADING}\n\nOne short sentence. And another one here.",
        f"## {LONG_HEADING}\n\n{_points(['Rest well', 'Drink water'])}\nRest well. Drink water.",
        f"## {LONG_HEADING[:80]}\n\n![A tall thing](tall.svg)\n\n{_points(['Rest well', 'Drink water'])}\nRest well. Drink water.",
        f"## {LONG_HEADING[:120]}\n\n![A wide thing](wide.svg)\n\nLook at it.",
        f"## Many words\n\n{MANY}",
        f"## One sentence\n\n{ONE}",
        f"## Twelve points\n\n{_points(f'You have {one} that does not go away' for one in THINGS)}\n{told}",
        f"## Twelve points and a figure\n\n![A tall thing](tall.svg)\n\n{_points(f'New {one}' for one in THINGS)}\n{told}",
        f"## {LONG_WORD}\n\nThe word is {LONG_WORD}.",
        f"## Long words\n\n![A wide thing](wide.svg)\n\n- {LONG_WORD}\n\nThe word is {LONG_WORD}.",
        f"## Two of them\n\n![One](one.svg \"{LONG_WORD}\")\n\n![Two](two.svg \"Two\")\n\n- The first\n- {LONG_WORD}\n\nThe first. {LONG_WORD}.",
        f"## {SIGNS}\n\n- {SIGNS}\n- Rest ‡\n\n{SIGNS}. Rest ‡.",
        f"## {MIXED}\n\n{MIXED}. {MIXED}. 椎体后凸成形术可以帮助骨折的脊椎。" + "骨粗しょう症になると骨が薄くなります。" * 5,
        "## Numbers\n\n- 5 mL every 24–48 hours, < 10 % of 1,000 mg\n- 2.5 mg\n\nTake 5 mL every 24–48 hours, < 10 % of 1,000 mg. Take 2.5 mg.",
        f"# {LONG_WORD}",
        "## Same\n\nYes.", "## Same\n\nNo.",
    ]  # fmt: skip
    front = f"---\ntitle: {LONG_HEADING[:90]}\nsubtitle: {LONG_HEADING[:70]}\nlang: {language}\n---\n"
    write(folder / "narrate.yaml", "organisation: The university hospital's library for patients and their families\naddress: https://health.example/patients/spine?language=en\n")  # fmt: skip
    return write(
        folder / f"nasty/{language}.md",
        front + "\n\n".join(parts).replace(".svg", ".svg").replace("](", "](../") + "\n",
    )


def raw_script(folder: Path) -> Path:
    """The same words without a heading."""
    return write(
        folder / "raw/en.txt",
        f"{MANY}\n\n{ONE}\n\nThe word is {LONG_WORD}.\n\n{MIXED}.\n\n{SIGNS}.\n\nYes.\n\nNo.\n\nYes.\n",
    )


def many_script(folder: Path, count: int = 200) -> Path:
    text = "".join(f"## Step {n}\n\nThis is what happens in step {n}. Then you rest.\n\n" for n in range(1, count + 1))
    return write(folder / "many/en.md", f"---\ntitle: Two hundred steps\n---\n{text}")
