"""Portuguese: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="pt",
    region="BR",
    alpha3="por",
    autonym="Português",
    phrases_language="pt",
    phrases={
        "narration": "Narração deste slide, {seconds} segundos",
        "listen": "Ouvir tudo",
        "length": "{minutes} min {seconds} s",
        "files": "Arquivos para guardar",
        "slides_file": "Slides que passam sozinhos (PowerPoint)",
        "sound_file": "Som (MP3)",
        "captions_file": "Legendas (WebVTT)",
        "text_file": "Texto",
        "all_topics": "Todos os temas",
        "parts": "Partes",
        "slide_of": "{number} de {total}",
        "part_of": "Parte {number} de {total}",
        "length_line": "{minutes} min · ouça, veja ou leia",
        "closing_title": "Ouça de novo em casa",
        "closing_again": "Você pode encontrar este guia de novo em {address}.",
        "closing_share": "Compartilhe com a sua família.",
        "closing_ask": "Pergunte à sua equipe de saúde tudo o que não ficou claro.",
        "labels": "Nomes",
        "scan": "Aponte a câmera do seu celular para cá",
        "scan_description": "Código QR: o endereço está escrito abaixo",
        "dot": "ponto",
        "slash": "barra",
        "hyphen": "hífen",
        "underscore": "sublinhado",
        "or_ask": "Ou peça-nos um CD ou letras grandes",
        "made_by_voice": "Lido por uma voz de computador.",
    },
)
