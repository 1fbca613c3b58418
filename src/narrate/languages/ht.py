"""Haitian Creole: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="ht",
    region="HT",
    alpha3="hat",
    autonym="Kreyòl ayisyen",
    phrases_language="ht",
    phrases={
        "narration": "Narasyon dyapozitif sa a, {seconds} segonn",
        "listen": "Koute tout bagay",
        "length": "{minutes} min {seconds} s",
        "files": "Fichye pou w konsève",
        "slides_file": "Dyapozitif ki jwe poukont yo (PowerPoint)",
        "sound_file": "Son (MP3)",
        "captions_file": "Soutit (WebVTT)",
        "text_file": "Tèks",
        "all_topics": "Tout sijè yo",
        "parts": "Pati yo",
        "slide_of": "{number} sou {total}",
        "part_of": "Pati {number} sou {total}",
        "length_line": "{minutes} min · koute, gade oswa li",
        "closing_title": "Koute li ankò lakay ou",
        "closing_again": "Ou ka jwenn gid sa a ankò nan {address}.",
        "closing_share": "Pataje li ak fanmi w.",
        "closing_ask": "Mande ekip swen ou an tout sa ki pa klè.",
        "labels": "Non pati yo",
        "scan": "Vize kamera telefòn ou isit la",
        "scan_description": "Kòd QR: adrès la ekri anba a",
        "dot": "pwen",
        "slash": "ba",
        "hyphen": "tirè",
        "underscore": "tirè anba",
        "or_ask": "Oswa mande nou yon CD oswa gwo lèt",
        "made_by_voice": "Se yon vwa òdinatè ki li l.",
    },
)
