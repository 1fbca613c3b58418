"""Filipino, also called Tagalog: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="fil",
    region="PH",
    alpha3="fil",
    autonym="Filipino",
    phrases_language="fil",
    phrases={
        "narration": "Salaysay ng slide na ito, {seconds} segundo",
        "listen": "Pakinggan ang lahat",
        "length": "{minutes} min {seconds} s",
        "files": "Mga file na maitatago",
        "slides_file": "Mga slide na kusang tumatakbo (PowerPoint)",
        "sound_file": "Tunog (MP3)",
        "captions_file": "Mga caption (WebVTT)",
        "text_file": "Teksto",
        "all_topics": "Lahat ng paksa",
        "parts": "Mga bahagi",
        "slide_of": "{number} sa {total}",
        "part_of": "Bahagi {number} sa {total}",
        "length_line": "{minutes} min · makinig, manood o magbasa",
        "closing_title": "Pakinggan muli sa bahay",
        "closing_again": "Makikita ninyo muli ang gabay na ito sa {address}.",
        "closing_share": "Ibahagi ito sa inyong pamilya.",
        "closing_ask": "Magtanong sa inyong pangkat ng tagapangalaga tungkol sa anumang hindi malinaw.",
        "labels": "Mga pangalan",
        "scan": "Itapat dito ang kamera ng inyong telepono",
        "scan_description": "QR code: nakasulat sa ibaba ang address",
        "dot": "tuldok",
        "slash": "slash",
        "hyphen": "gitling",
        "underscore": "underscore",
        "or_ask": "O humingi sa amin ng CD o malaking letra",
        "made_by_voice": "Binasa ng boses ng computer.",
    },
)
