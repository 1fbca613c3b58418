"""Polish: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="pl",
    region="PL",
    alpha3="pol",
    autonym="Polski",
    phrases_language="pl",
    phrases={
        "narration": "Nagranie do tego slajdu, sekund: {seconds}",
        "listen": "Posłuchaj całości",
        "length": "{minutes} min {seconds} s",
        "files": "Pliki do zachowania",
        "slides_file": "Slajdy, które odtwarzają się same (PowerPoint)",
        "sound_file": "Dźwięk (MP3)",
        "captions_file": "Napisy (WebVTT)",
        "text_file": "Tekst",
        "all_topics": "Wszystkie tematy",
        "parts": "Części",
        "slide_of": "{number} z {total}",
        "part_of": "Część {number} z {total}",
        "length_line": "{minutes} min · słuchaj, oglądaj lub czytaj",
        "closing_title": "Posłuchaj jeszcze raz w domu",
        "closing_again": "Ten poradnik znajdziesz ponownie pod adresem {address}.",
        "closing_share": "Pokaż go swojej rodzinie.",
        "closing_ask": "Zapytaj zespół medyczny o wszystko, co jest niejasne.",
        "labels": "Podpisy",
        "scan": "Skieruj tutaj aparat telefonu",
        "scan_description": "Kod QR: adres jest zapisany poniżej",
        "dot": "kropka",
        "slash": "ukośnik",
        "hyphen": "łącznik",
        "underscore": "podkreślenie",
        "or_ask": "Albo poproś nas o płytę CD lub duży druk",
        "made_by_voice": "Czyta głos komputerowy.",
    },
)
