"""German: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="de",
    region="DE",
    alpha3="deu",
    autonym="Deutsch",
    phrases_language="de",
    phrases={
        "narration": "Sprechtext dieser Folie, {seconds} Sekunden",
        "listen": "Alles anhören",
        "length": "{minutes} min {seconds} s",
        "files": "Dateien zum Aufheben",
        "slides_file": "Folien, die von selbst laufen (PowerPoint)",
        "sound_file": "Ton (MP3)",
        "captions_file": "Untertitel (WebVTT)",
        "text_file": "Text",
        "all_topics": "Alle Themen",
        "parts": "Teile",
        "slide_of": "{number} von {total}",
        "part_of": "Teil {number} von {total}",
        "length_line": "{minutes} min · hören, ansehen oder lesen",
        "closing_title": "Zu Hause noch einmal anhören",
        "closing_again": "Sie finden diese Anleitung wieder unter {address}.",
        "closing_share": "Zeigen Sie sie auch Ihrer Familie.",
        "closing_ask": "Fragen Sie Ihr Behandlungsteam, wenn etwas unklar ist.",
        "labels": "Beschriftungen",
        "scan": "Halten Sie die Kamera Ihres Handys hierauf",
        "scan_description": "QR-Code: Die Adresse steht darunter",
        "dot": "Punkt",
        "slash": "Schrägstrich",
        "hyphen": "Bindestrich",
        "underscore": "Unterstrich",
        "or_ask": "Oder fragen Sie uns nach einer CD oder großer Schrift",
        "made_by_voice": "Von einer Computerstimme gesprochen.",
    },
)
