"""Words with which a description only says that it describes a picture, by language.

A screen reader and the described edition announce each picture, so such words tell a listener nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from narrate.languages import language_data


@dataclass(frozen=True, slots=True)
class PictureWords:
    """The words of one language, in lower case.

    - ``kinds``: what a picture is called.
    - ``openings``, ``endings``: words at the beginning or the end of a description that say only that it is a picture,
      such as "image of". An opening that ends with a space is followed by another word.
    - ``articles``: words that may stand before a kind, or after an opening.
    """

    kinds: tuple[str, ...]
    openings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


def picture_words(tag: str) -> PictureWords | None:
    """Return the words of the language ``tag`` (BCP 47), or None if they are not known."""
    return _WORDS.get(language_data(tag).phrases_language) if language_data(tag).autonym else None


def _each(firsts: str, seconds: str) -> tuple[str, ...]:
    """Return each of ``firsts`` followed by each of ``seconds`` and a space. Both are lists with commas."""
    return tuple(f"{first} {second} " for first in firsts.split(",") for second in seconds.split(","))


_WORDS: Mapping[str, PictureWords] = {
    "ar": PictureWords(
        ("صورة", "رسم", "شكل", "مخطط"),
        ("صورة ل", "صورة تظهر ", "صورة تُظهر ", "صورة توضح ", "صورة تبين ", "الصورة تظهر ", "الصورة توضح ", "تظهر الصورة ", "توضح الصورة ", "صورة فوتوغرافية ل"),
        (),
        ("هذه", "هذا"),
    ),
    "de": PictureWords(
        ("bild", "abbildung", "foto", "grafik", "zeichnung", "diagramm"),
        _each("bild,abbildung,foto,grafik", "von,vom,des,der,einer,eines,zeigt,mit"),
        (),
        ("ein", "eine", "einem", "einer", "das", "dem", "der", "die", "den", "dieses", "diese"),
    ),
    "en": PictureWords(
        ("image", "picture", "figure", "photo", "photograph", "drawing", "graphic", "diagram", "illustration"),
        (*_each("image,picture,photo,photograph,graphic", "of,showing,shows"), *_each("image,picture,photo", "that shows")),
        (),
        ("a", "an", "the", "this"),
    ),
    "es": PictureWords(
        ("imagen", "figura", "foto", "fotografía", "dibujo", "diagrama", "ilustración", "gráfico"),
        (*_each("imagen,foto,fotografía", "de,del,que muestra,muestra"), *_each("imagen,foto", "con")),
        (),
        ("un", "una", "el", "la", "los", "las", "esta"),
    ),
    "fa": PictureWords(
        ("تصویر", "عکس", "شکل", "نمودار"),
        ("تصویری از ", "عکسی از ", "این تصویر ", "تصویر نشان می‌دهد ", "تصویری که "),
        (),
        ("یک", "این"),
    ),
    "fil": PictureWords(
        ("larawan", "litrato", "imahe", "drowing", "guhit"),
        _each("larawan,litrato,imahe", "ng,ni,na nagpapakita ng"),
        (),
        ("isang", "ang", "mga"),
    ),
    "fr": PictureWords(
        ("image", "figure", "photo", "photographie", "dessin", "schéma", "illustration"),
        (*_each("image,photo,photographie", "de,du,des,montrant,qui montre,montre"), *(f"{kind} d{mark}" for kind in ("image", "photo", "photographie") for mark in "'’")),
        (),
        ("un", "une", "le", "la", "les", "cette"),
    ),
    "hi": PictureWords(
        ("चित्र", "तस्वीर", "फ़ोटो", "फोटो", "छवि"),
        ("इस चित्र में ", "इस तस्वीर में ", "चित्र में ", "तस्वीर में "),
        ("का चित्र", "की तस्वीर", "की फ़ोटो", "की फोटो", "की छवि"),
        ("एक", "यह"),
    ),
    "ht": PictureWords(("imaj", "foto", "desen"), _each("imaj,foto", "yon,ki montre,sou"), (), ("yon", "sa")),
    "it": PictureWords(
        ("immagine", "figura", "foto", "fotografia", "disegno", "schema", "illustrazione"),
        (*_each("immagine,foto,fotografia", "di,del,della,dei,delle,dello,che mostra,mostra"), *(f"{kind} dell{mark}" for kind in ("immagine", "foto", "fotografia") for mark in "'’")),
        (),
        ("un", "una", "uno", "il", "la", "lo", "questa"),
    ),
    "ja": PictureWords(
        ("図", "画像", "写真", "絵", "イラスト"),
        ("この図は", "この画像は", "この写真は"),
        ("の画像", "の写真", "の図", "の絵", "のイラスト", "の画像です", "の写真です", "の図です"),
    ),
    "ko": PictureWords(
        ("그림", "사진", "이미지", "도표"),
        ("이 그림은 ", "이 사진은 ", "이 이미지는 "),
        ("의 그림", "의 사진", "의 이미지", "을 보여주는 그림", "를 보여주는 그림"),
    ),
    "pl": PictureWords(
        ("obraz", "obrazek", "zdjęcie", "rysunek", "ilustracja", "schemat"),
        _each("obrazek,zdjęcie,ilustracja", "przedstawia,pokazuje,przedstawiające,pokazujące,przedstawiający,przedstawiająca"),
        (),
        ("ten", "to", "ta"),
    ),
    "pt": PictureWords(
        ("imagem", "figura", "foto", "fotografia", "desenho", "diagrama", "ilustração"),
        _each("imagem,foto,fotografia", "de,do,da,dos,das,que mostra,mostra,mostrando"),
        (),
        ("um", "uma", "o", "a", "os", "as", "esta"),
    ),
    "ru": PictureWords(
        ("изображение", "картинка", "рисунок", "фото", "фотография", "схема", "иллюстрация"),
        ("изображение ", "картинка с ", "фото ", "фотография ", "на картинке ", "на изображении ", "на фото ", "на рисунке "),
    ),
    "vi": PictureWords(
        ("hình", "hình ảnh", "ảnh", "bức ảnh", "tranh", "hình vẽ"),
        _each("hình ảnh,hình,ảnh,bức ảnh", "của,cho thấy,mô tả,về"),
        (),
        ("một", "này"),
    ),
    "zh": PictureWords(
        ("图", "图片", "图像", "照片", "插图", "示意图"),
        ("图片显示", "这张图片", "此图", "图中显示", "照片显示", "这张照片"),
        ("的图片", "的照片", "的图像", "的图"),
    ),
    "zh-Hant": PictureWords(
        ("圖", "圖片", "圖像", "照片", "插圖", "示意圖"),
        ("圖片顯示", "這張圖片", "此圖", "圖中顯示", "照片顯示", "這張照片"),
        ("的圖片", "的照片", "的圖像", "的圖"),
    ),
}  # fmt: skip

SCANS = (
    "ressonân", "resonan", "résonance", "risonanza", "magn", "rayos", "raio", "rayons", "raggi", "röntgen", "rentgen",
    "рентген", "tomogra", "томогра", "radio", "ultra", "ultrasom", "eco", "écho", "echo", "sonogra", "scan", "endosc",
    "mamogra", "mammogra", "microsc", "mikrosk", "x-ray", "xray", "x-quang", "siêu âm", "mri ", "mrt ", "irm ", "rmn ", "tac ",
    "tc ", "ct ", "мрт ", "кт ", "узи ",
)  # fmt: skip
"""Beginnings of words for kinds of scans. Before them an opening is kept: "imagen de resonancia" is the name of one."""
