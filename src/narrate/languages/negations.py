"""Words that negate, by language: "do not drive" must never count as "drive"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from narrate.languages import language_data

_LETTER = r"\w\u0300-\u036f\u0900-\u0963\u200c"  # letters and the marks that belong to them


@dataclass(frozen=True, slots=True)
class Negations:
    """Patterns of the negations of one language, for text in lower case without Arabic vowel marks.

    - ``sure``: words that negate what they belong to, such as "not".
    - ``perhaps``: words that say the same as a negation in some sentences, such as "avoid".
    - ``before``: whether a negation usually stands directly before the word that it negates.
    """

    sure: re.Pattern[str]
    perhaps: re.Pattern[str]
    before: bool


@cache
def negations(tag: str) -> Negations | None:
    """Return the negations of the language ``tag`` (BCP 47), or None if they are not known."""
    language = language_data(tag)
    entry = _NEGATIONS.get(language.code) if language.autonym else None
    if entry is None:
        return None
    return Negations(_pattern(entry.words, entry.patterns), _pattern(entry.perhaps, entry.perhaps_in), entry.before)


def _pattern(words: str, patterns: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds whole ``words``, separated by white space, and ``patterns`` anywhere."""
    whole = "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))
    found = [rf"(?<![{_LETTER}])(?:{whole})(?![{_LETTER}])"] if whole else []
    return re.compile("|".join([*patterns, *found]) or r"(?!)")


@dataclass(frozen=True, slots=True)
class _Entry:
    """What ``Negations`` is made from: whole words (``words``, ``perhaps``), and patterns for parts of words."""

    words: str = ""
    perhaps: str = ""
    patterns: tuple[str, ...] = ()
    perhaps_in: tuple[str, ...] = ()
    before: bool = True


# If a character negates only in some words, the other words are excluded: 不 but not 不过, ない but not 少ない.
# A word with a second meaning ("pas" is also a step) may be listed, since points and sentences are read in the same way.
_NEGATIONS: Mapping[str, _Entry] = {
    "ar": _Entry(
        "لا ولا فلا ألا بلا لم ولم لن ولن ليس وليس ليست ليسوا غير بدون وبدون دون",
        "ممنوع يمنع تجنب تجنبي توقف توقفي أوقف أوقفي إلا سوى فقط عدا امتنع امتنعي حتى أقصى كحد",
    ),
    "de": _Entry(
        "nicht nichts nie niemals niemand niemandem niemanden nirgends nirgendwo ohne weder",
        "nur außer ausser verboten vermeiden meiden verzichten absetzen stopp höchstens maximal bis",
        (r"(?<!\w)kein(?:e[mnrs]?|erlei|esfalls|eswegs)?(?!\w)",),
        (r"\w{2,30}(?:los|frei)(?:e[mnrs]?)?(?!\w)",),
    ),
    "en": _Entry(
        "no not never none neither nor nobody nothing nowhere without cannot "
        "dont cant wont doesnt didnt isnt arent shouldnt mustnt couldnt wouldnt havent hasnt",
        "avoid avoids avoiding stop stops stopping except unless only instead prohibited forbidden banned refrain unable "
        "hardly rarely rather skip until most maximum limit up nil hold",
        (r"(?<!\w)\w{2,7}n['’]t(?!\w)",),
        (r"\w{2,30}(?:less|free)(?!\w)", r"(?<!\w)un(?:safe|able|til)"),
    ),
    "es": _Entry(
        "no nunca jamás sin ni ningún ninguna ninguno nada nadie tampoco",
        "evite evitar evita deje dejar suspenda suspender excepto salvo solo sólo prohibido prohibida menos detenga pare "
        "máximo hasta",
    ),
    "fa": _Entry(
        "نه نیست نیستند نیستید نباشد نباشید نباید نکنید نکنند نکن نخورید نخور ندهید نزنید نگیرید نروید نشود نشوید "
        "نبرید نیاورید نگذارید نمانید ننوشید نپوشید نکشید نخوابید ندارد ندارید ندارند نداشته بدون هرگز هیچ",
        "فقط مگر قطع ممنوع پرهیز جز خودداری حداکثر تا",
        (r"(?<![\w\u200c])نمی[\w\u200c]{0,20}",),
        before=False,
    ),
    "fil": _Entry(
        "hindi huwag wala walang di",
        "lamang lang maliban itigil bawal iwasan ihinto tigil ipinagbabawal hanggang",
    ),
    "fr": _Entry(
        "ne pas jamais sans ni aucun aucune rien nul nulle non",
        "sauf seulement arrêtez arrêter évitez éviter interdit interdite hormis moins plus maximum jusqu'à que",
        (r"(?<!\w)n['’](?=\w)",),
    ),
    "hi": _Entry(
        "नहीं नही मत न ना बिना",
        "बंद कभी केवल सिर्फ मना वर्जित सिवाय छोड़कर रोकें बचें परहेज अधिकतम तक",
    ),
    "ht": _Entry(
        "pa pat pap poko janm anyen okenn pinga pyès",
        "san sof sèlman sispann evite entèdi jiska",
        (r"(?<!\w)p['’](?=\w)",),
    ),
    "it": _Entry(
        "non no mai senza né nessun nessuno nessuna niente nulla neanche nemmeno neppure",
        "tranne solo soltanto eviti evitare evita smetta smettere vietato sospenda sospendere meno massimo fino",
        (r"(?<!\w)nessun['’]",),
    ),
    "ja": _Entry(
        patterns=(
            r"(?<![少危な])ない(?![科臓])",
            r"ません",
            r"(?<![少危])なく(?=[、。てし])",
            r"ずに",
            r"なしで?",
            r"禁止",
            r"不可",
        ),
        perhaps_in=(r"だけ", r"のみ", r"以外", r"避け", r"やめ", r"中止", r"控え", r"禁", r"まで", r"無"),
        before=False,
    ),
    "ko": _Entry(
        patterns=(r"않", r"없", r"(?<!잘)못", r"지\s?(?:마[세십시라]|말)", r"말고", r"아니[다며라]|아닙", r"금지"),
        perhaps="안",
        perhaps_in=(r"만(?!\w)", r"피하", r"중단", r"외에", r"까지", r"삼가", r"금"),
        before=False,
    ),
    "pl": _Entry(
        "nie nigdy bez ani żaden żadna żadne żadnego żadnej żadnych żadnym nic nikt nikogo nigdzie brak",
        "oprócz tylko zakaz unikaj unikać odstaw przestań najwyżej maksymalnie do zabronione zakazane",
    ),
    "pt": _Entry(
        "não nunca jamais sem nem nenhum nenhuma ninguém nada tampouco",
        "exceto só somente apenas evite evitar pare parar proibido proibida salvo menos suspenda máximo até",
    ),
    "ru": _Entry(
        "не нет ни никогда без нельзя ничего никто никого нигде никакой никакая никакие никаких",
        "кроме только запрещено запрещён избегайте избегать прекратите отмените лишь максимум до",
    ),
    "vi": _Entry(
        "chưa chẳng chả đừng chớ",
        "chỉ trừ ngừng cấm tránh kiêng dừng ngưng tối đến",
        (r"(?<!\w)không(?! khí)(?!\w)",),
    ),
    "zh": _Entry(
        patterns=(
            r"不(?:要|能|可以|可|得|必|用|准|許|许|应该|應該|应|應|宜|会|會|是)(?!过)",
            r"不(?![过過同仅僅但久断斷错錯])(?<!差不)",
            r"[没沒][有]?",
            r"[无無](?:需|须|須|法)?",
            r"(?<![特分性级級个個区區辨差])[别別](?![人的针針])",
            r"[勿莫毋]",
            r"未(?![来來])",
            r"禁止",
        ),
        perhaps_in=(r"[只除禁停忌]", r"避免", r"最多", r"以内", r"以內"),
    ),
}
