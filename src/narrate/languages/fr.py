"""French: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="fr",
    region="FR",
    alpha3="fra",
    autonym="Français",
    phrases_language="fr",
    phrases={
        "narration": "Narration de cette diapositive, {seconds} secondes",
        "listen": "Tout écouter",
        "length": "{minutes} min {seconds} s",
        "files": "Fichiers à conserver",
        "slides_file": "Diapositives qui défilent seules (PowerPoint)",
        "sound_file": "Son (MP3)",
        "captions_file": "Sous-titres (WebVTT)",
        "text_file": "Texte",
        "all_topics": "Tous les sujets",
        "parts": "Parties",
        "slide_of": "{number} sur {total}",
        "part_of": "Partie {number} sur {total}",
        "length_line": "{minutes} min · à écouter, à voir ou à lire",
        "closing_title": "À réécouter chez vous",
        "closing_again": "Vous retrouverez ce guide à l’adresse {address}.",
        "closing_share": "Partagez-le avec votre famille.",
        "closing_ask": "Demandez à votre équipe soignante tout ce qui n’est pas clair.",
        "labels": "Légendes",
        "scan": "Placez l’appareil photo de votre téléphone ici",
        "scan_description": "Code QR : l’adresse est écrite en dessous",
        "dot": "point",
        "slash": "barre oblique",
        "hyphen": "tiret",
        "underscore": "tiret bas",
        "or_ask": "Ou demandez-nous un CD ou un texte en gros caractères",
        "made_by_voice": "Lu par une voix de synthèse.",
    },
)
