"""A catalogue of generated topics: about two minutes each, in up to six languages, no sentence twice.

``python -m tests.tools.catalogue FOLDER TOPICS [LANGUAGES]`` writes ``FOLDER/<topic>/<language>.md``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

# By language: the title, the headings, and sentences. {n} is a number that no other sentence of the topic has.
_TEXTS = {
    "en": (
        "Visit number {n}",
        ("Before you come", "When you arrive", "The procedure", "Waking up", "At home", "When to call us"),
        (
            "Take {n} ml of the yellow drink on the evening before your visit.",
            "Please be at the front desk of room {n} when the clinic opens.",
            "A nurse measures your blood pressure and writes {n} on your chart.",
            "The doctor needs about {n} minutes to look at the joint from all sides.",
            "You may feel some pressure in your back, but no pain, for {n} seconds.",
            "Keep the bandage dry, and change it after {n} hours.",
            "Drink a glass of water, and rest in bed {n} until you feel well.",
            "If the wound turns red, ring {n} and ask for the ward.",
        ),
    ),
    "es": (
        "Visita número {n}",
        ("Antes de venir", "Cuando llegue", "El procedimiento", "Al despertar", "En casa", "Cuándo llamarnos"),
        (
            "Tome {n} ml de la bebida amarilla la noche antes de su visita.",
            "Venga a la recepción de la sala {n} cuando abra la clínica.",
            "Una enfermera mide su presión y escribe {n} en su hoja.",
            "El médico necesita unos {n} minutos para mirar la articulación por todos los lados.",
            "Puede sentir algo de presión en la espalda, pero no dolor, durante {n} segundos.",
            "Mantenga seca la venda y cámbiela después de {n} horas.",
            "Beba un vaso de agua y descanse en la cama {n} hasta que se sienta bien.",
            "Si la herida se pone roja, marque el {n} y pregunte por la planta.",
        ),
    ),
    "fr": (
        "Visite numéro {n}",
        ("Avant de venir", "À votre arrivée", "L'intervention", "Au réveil", "À la maison", "Quand nous appeler"),
        (
            "Prenez {n} ml de la boisson jaune la veille au soir.",
            "Présentez-vous à l'accueil de la salle {n} dès l'ouverture.",
            "Une infirmière mesure votre tension et note {n} sur votre feuille.",
            "Le médecin a besoin de {n} minutes pour regarder l'articulation de tous les côtés.",
            "Vous pouvez sentir une pression dans le dos, mais pas de douleur, pendant {n} secondes.",
            "Gardez le pansement au sec et changez-le après {n} heures.",
            "Buvez un verre d'eau et restez au lit {n} jusqu'à ce que vous alliez bien.",
            "Si la plaie devient rouge, composez le {n} et demandez le service.",
        ),
    ),
    "de": (
        "Besuch Nummer {n}",
        ("Bevor Sie kommen", "Wenn Sie da sind", "Der Eingriff", "Beim Aufwachen", "Zu Hause", "Wann Sie anrufen"),
        (
            "Trinken Sie {n} ml von dem gelben Getränk am Abend vor dem Besuch.",
            "Kommen Sie zur Anmeldung von Raum {n}, sobald die Klinik öffnet.",
            "Eine Pflegekraft misst Ihren Blutdruck und schreibt {n} auf Ihr Blatt.",
            "Die Ärztin braucht ungefähr {n} Minuten, um das Gelenk von allen Seiten anzusehen.",
            "Sie spüren vielleicht {n} Sekunden lang einen Druck im Rücken, aber keine Schmerzen.",
            "Halten Sie den Verband trocken und wechseln Sie ihn nach {n} Stunden.",
            "Trinken Sie ein Glas Wasser und ruhen Sie in Bett {n}, bis Sie sich wohlfühlen.",
            "Wenn die Wunde rot wird, wählen Sie {n} und fragen Sie nach der Station.",
        ),
    ),
    "it": (
        "Visita numero {n}",
        ("Prima di venire", "Quando arriva", "La procedura", "Al risveglio", "A casa", "Quando chiamarci"),
        (
            "Prenda {n} ml della bevanda gialla la sera prima della visita.",
            "Venga allo sportello della stanza {n} quando apre la clinica.",
            "Un'infermiera misura la pressione e scrive {n} sulla sua scheda.",
            "Il medico ha bisogno di circa {n} minuti per guardare l'articolazione da tutti i lati.",
            "Può sentire una pressione alla schiena, ma non dolore, per {n} secondi.",
            "Tenga asciutta la benda e la cambi dopo {n} ore.",
            "Beva un bicchiere d'acqua e riposi nel letto {n} finché non si sente bene.",
            "Se la ferita diventa rossa, chiami il {n} e chieda del reparto.",
        ),
    ),
    "pt": (
        "Consulta número {n}",
        ("Antes de vir", "Quando chegar", "O procedimento", "Ao acordar", "Em casa", "Quando nos ligar"),
        (
            "Tome {n} ml da bebida amarela na noite antes da consulta.",
            "Venha à recepção da sala {n} quando a clínica abrir.",
            "Uma enfermeira mede a sua pressão e escreve {n} na sua folha.",
            "O médico precisa de cerca de {n} minutos para ver a articulação de todos os lados.",
            "Pode sentir alguma pressão nas costas, mas não dor, durante {n} segundos.",
            "Mantenha o curativo seco e troque-o depois de {n} horas.",
            "Beba um copo de água e descanse na cama {n} até se sentir bem.",
            "Se a ferida ficar vermelha, ligue para {n} e peça a enfermaria.",
        ),
    ),
}
LANGUAGES = tuple(_TEXTS)
_SENTENCES = 4  # on a slide


def script_of(topic: int, language: str) -> str:
    """A script of about two minutes. The numbers of a topic are the same in all its languages."""
    title, headings, sentences = _TEXTS[language]
    chance = random.Random(topic)
    lines = ["---", f"title: {title.format(n=topic)}", f"lang: {language}", "---", ""]
    numbers = _numbers(topic)
    for heading in headings:
        lines += [f"# {heading}", ""]
        lines += [
            sentences[place].format(n=next(numbers)) for place in chance.sample(range(len(sentences)), k=_SENTENCES)
        ]
        lines.append("")
    return "\n".join(lines)


def _numbers(topic: int) -> Iterator[int]:
    """Numbers that no other topic has, so that no sentence is in the store yet."""
    yield from range(1000 + 100 * topic, 1100 + 100 * topic)


def write(folder: Path, topics: int, languages: Sequence[str] = LANGUAGES) -> None:
    """Write the scripts of ``topics`` topics in ``languages`` to ``folder``."""
    for topic in range(1, topics + 1):
        home = folder / f"visit-{topic:04d}"
        home.mkdir(parents=True, exist_ok=True)
        for language in languages:
            (home / f"{language}.md").write_text(script_of(topic, language), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3].split(",") if len(sys.argv) > 3 else LANGUAGES)
