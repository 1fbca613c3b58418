"""Words that, alone as a link, do not say where it leads, such as "click here" (WCAG 2.2, 2.4.4), by language.

People who listen to a page often hear its links one after the other, without the sentences around them.
"""

from __future__ import annotations

from collections.abc import Mapping

from narrate.languages import language_data


def link_words(tag: str) -> tuple[str, ...]:
    """Return such words in the language ``tag`` (BCP 47), in lower case; none if they are not known."""
    data = language_data(tag)
    return _WORDS.get(data.phrases_language, ()) if data.autonym else ()


def is_empty_link(words: str, tag: str) -> bool:
    """Whether ``words``, the words of a link in the language ``tag`` (BCP 47), do not say where it leads."""
    return " ".join(words.split()).strip(" .!…。:»«\"'").lower() in link_words(tag)


_WORDS: Mapping[str, tuple[str, ...]] = {
    "ar": ("هنا", "انقر هنا", "اضغط هنا", "المزيد", "اقرأ المزيد", "هذا الرابط"),
    "de": ("hier", "klicken sie hier", "hier klicken", "mehr", "weiterlesen", "mehr lesen", "dieser link", "link"),
    "en": ("here", "click here", "tap here", "more", "read more", "learn more", "this link", "link", "this page"),
    "es": ("aquí", "haga clic aquí", "pulse aquí", "más", "leer más", "más información", "este enlace", "enlace"),
    "fa": ("اینجا", "اینجا کلیک کنید", "بیشتر", "ادامه", "این پیوند"),
    "fil": ("dito", "mag-click dito", "pindutin dito", "higit pa", "magbasa pa", "link na ito"),
    "fr": ("ici", "cliquez ici", "plus", "lire la suite", "en savoir plus", "ce lien", "lien"),
    "hi": ("यहाँ", "यहां", "यहाँ क्लिक करें", "यहां क्लिक करें", "और पढ़ें", "यह लिंक"),
    "ht": ("isit la", "klike isit la", "peze la", "plis", "li plis", "lyen sa a"),
    "it": ("qui", "clicca qui", "fare clic qui", "altro", "leggi tutto", "per saperne di più", "questo link"),
    "ja": ("こちら", "ここ", "ここをクリック", "こちらをクリック", "もっと見る", "続きを読む", "詳細"),
    "ko": ("여기", "여기를 클릭", "여기를 누르세요", "더 보기", "자세히", "이 링크"),
    "pl": ("tutaj", "tu", "kliknij tutaj", "więcej", "czytaj więcej", "ten link"),
    "pt": ("aqui", "clique aqui", "toque aqui", "mais", "leia mais", "saiba mais", "este link"),
    "ru": ("здесь", "тут", "нажмите здесь", "подробнее", "читать далее", "эта ссылка", "по ссылке"),
    "vi": ("đây", "tại đây", "bấm vào đây", "nhấn vào đây", "xem thêm", "đọc thêm"),
    "zh": ("这里", "点击这里", "点击此处", "更多", "阅读更多", "此链接"),
    "zh-Hant": ("這裡", "點擊這裡", "按這裡", "更多", "閱讀更多", "此連結"),
}  # fmt: skip
