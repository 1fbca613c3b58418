"""Russian: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="ru",
    region="RU",
    alpha3="rus",
    autonym="Русский",
    phrases_language="ru",
    phrases={
        "narration": "Озвучивание этого слайда, секунд: {seconds}",
        "listen": "Слушать всё",
        "length": "{minutes} мин {seconds} с",
        "files": "Файлы для сохранения",
        "slides_file": "Слайды, которые идут сами (PowerPoint)",
        "sound_file": "Звук (MP3)",
        "captions_file": "Субтитры (WebVTT)",
        "text_file": "Текст",
        "all_topics": "Все темы",
        "parts": "Части",
        "slide_of": "{number} из {total}",
        "part_of": "Часть {number} из {total}",
        "length_line": "{minutes} мин · слушайте, смотрите или читайте",
        "closing_title": "Послушайте ещё раз дома",
        "closing_again": "Вы снова найдёте это руководство по адресу {address}.",
        "closing_share": "Поделитесь им с семьёй.",
        "closing_ask": "Спросите своих врачей и медсестёр обо всём, что непонятно.",
        "labels": "Подписи",
        "scan": "Наведите сюда камеру телефона",
        "scan_description": "QR-код: адрес написан ниже",
        "dot": "точка",
        "slash": "косая черта",
        "hyphen": "дефис",
        "underscore": "подчёркивание",
        "or_ask": "Или попросите у нас диск или крупный шрифт",
        "made_by_voice": "Читает компьютерный голос.",
    },
)
