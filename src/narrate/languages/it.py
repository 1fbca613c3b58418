"""Italian: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="it",
    region="IT",
    alpha3="ita",
    autonym="Italiano",
    phrases_language="it",
    phrases={
        "narration": "Narrazione di questa diapositiva, {seconds} secondi",
        "listen": "Ascolta tutto",
        "length": "{minutes} min {seconds} s",
        "files": "File da conservare",
        "slides_file": "Diapositive che scorrono da sole (PowerPoint)",
        "sound_file": "Audio (MP3)",
        "captions_file": "Sottotitoli (WebVTT)",
        "text_file": "Testo",
        "all_topics": "Tutti gli argomenti",
        "parts": "Parti",
        "slide_of": "{number} di {total}",
        "part_of": "Parte {number} di {total}",
        "length_line": "{minutes} min · ascolta, guarda o leggi",
        "closing_title": "Da riascoltare a casa",
        "closing_again": "Può ritrovare questa guida all’indirizzo {address}.",
        "closing_share": "La condivida con la sua famiglia.",
        "closing_ask": "Chieda ai suoi curanti tutto ciò che non è chiaro.",
        "labels": "Etichette",
        "scan": "Punti qui la fotocamera del telefono",
        "scan_description": "Codice QR: l’indirizzo è scritto sotto",
        "dot": "punto",
        "slash": "barra",
        "hyphen": "trattino",
        "underscore": "trattino basso",
        "or_ask": "Oppure ci chieda un CD o una copia a caratteri grandi",
        "made_by_voice": "Letto da una voce sintetica.",
    },
)
