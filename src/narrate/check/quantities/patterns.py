"""Patterns of numbers, times, phone numbers and addresses in the languages that are compared."""

from __future__ import annotations

import re

_MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_WEB = (
    r"(?:https?://)?(?<![\w@.-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,4}"
    r"\.(?:com|org|net|edu|gov|mil|int|info|health|care|app|[a-z]{2})(?![\w-])(?:/[\w./%#?=&~-]{0,120})?"
)
ADDRESS = re.compile(f"{_MAIL}|{_WEB}", re.IGNORECASE | re.ASCII)
DATE = re.compile(r"(?<![\w.,-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?![\w-])")
PHONE = re.compile(r"(?<![A-Za-z\d.,+])\+?\(?\d[\d()\-.\u2010-\u2013\u00a0 ]{5,22}\d(?![A-Za-z\d%])")
LETTERED = re.compile(
    r"(?<![A-Za-z\d])(?:1[- ])?\d{3}[- ](?=[A-Z0-9-]{0,9}[A-Z]{2})[A-Z0-9]{2,7}(?:-[A-Z0-9]{2,7})?(?![A-Za-z\d])"
)
KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
CLOCK = re.compile(
    r"(?<![\w:.,])([01]?\d|2[0-4])(?::([0-5]\d)(?!\d|:)|\s?(?:h|giờ)\s?([0-5]\d)(?!\w)|\.([0-5]\d)(?=\s?(?:Uhr\b|[ap]\.?\s?m\b))"
    r"|(?=\s?(?:[ap]\.?\s?m\b|Uhr\b)))",
    re.IGNORECASE,
)
CLOCK_EAST = re.compile(r"(?<!\d)(\d{1,2})\s?[点點時时시](?![間间간])\s?(?:([半반])|(\d{1,2})\s?[分분])?")
DAY_EAST = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
DAY_VI = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})")
_AM = r"\s?(?:a\.?\s?m\b|de la mañana|de la madrugada|du matin|da manhã|di mattina|del mattino|morgens|rano|утра|sáng|صباح|صبح|बजे सुबह|nan maten|dimaten|ng umaga|in the morning)"
_PM = r"\s?(?:p\.?\s?m\b|de la noche|de la tarde|du soir|de l['’]après-midi|da noite|da tarde|di sera|del pomeriggio|abends|nachmittags|wieczorem|вечера|tối|chiều|مساء|شب\b|عصر|nan aswè|diswa|nan apremidi|ng gabi|ng hapon|in the evening|at night)"
_AFTER = r"^(?:[\w.:٫]{0,6}[.,]?\s?(?:oras|horas|heures|Uhr|giờ|часов|часа|è|h)?)"
IS_AM, IS_PM = (re.compile(_AFTER + pattern, re.IGNORECASE) for pattern in (_AM, _PM))
AM_BEFORE = re.compile(r"(?:上午|早上|凌晨|午前|오전|아침|सुबह)\s?$")
PM_BEFORE = re.compile(r"(?:下午|晚上|傍晚|午後|夜|오후|저녁|밤|शाम|रात)\s?$")
NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?:(?<![A-Za-z][-‑])|(?<=[Aa]las-))(?:(\d{1,4}) ?([½¼¾⅓⅔])|([½¼¾⅓⅔])|(\d{1,2}) (1/[234]|[23]/[34])(?![\d/])|(?<![/\d])(1/[234]|[23]/[34])(?![\d/])"
    r"|(\d{1,3}(?:[   '’]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*))"
)
ORDINAL = re.compile(r"(?:st|nd|rd|th|[ºª°]|\.[ºª°]|er|ère|re|e|ème|è|-?[йяе]|-го|-й)(?!\w)")
WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u200c'’-]*")
BETWEEN = re.compile(
    r"\s?[-–—~〜至到から,]{1,2}\s?|\s(?:a|à|to|or|o|ou|bis|oder|u|и|или|до|do|lub|đến|hoặc|hay|أو|إلى|تا|یا|से|या|hanggang|o|oswa|rive|and|or|e|y|et|und)\s"
)
NOT_BETWEEN = frozenset(
    [
        "each",
        "every",
        "cada",
        "chaque",
        "jede",
        "jeden",
        "jedes",
        "ogni",
        "każdy",
        "każdego",
        "mỗi",
        "कर",
        "हर",
        "каждые",
        "каждый",
    ]
)
MARKS = re.compile(r"[\u064b-\u0652]")
MONTH = re.compile(r"\s?[月월](?!間)")
PERCENT = re.compile(r"\b(?:por|per|pour|phần)\s$", re.IGNORECASE)  # "por ciento" does not mean a hundred
MONTH_BEFORE = re.compile(r"tháng $")


def is_phone(shown: str) -> bool:
    """Whether ``shown``, a match of ``PHONE``, is a phone number and not an amount, a range or years."""
    groups = re.findall(r"\d+", shown)
    count = sum(map(len, groups))
    if not 7 <= count <= 15 or (len(groups) == 1 and not shown.startswith("+")):
        return False
    if re.fullmatch(r"\d{1,3}(?:[ .,\u00a0]\d{3})+(?:[.,]\d+)?", shown):
        return False  # thousands
    if (
        len(groups) == 2
        and len(groups[0]) == 4
        and (groups[0][:2] in ("19", "20") or int(groups[0]) % 50 == 0 == int(groups[1]) % 50)
    ):
        return len(groups[1]) != 4 or (
            groups[0][:2] not in ("19", "20") and int(groups[1]) < int(groups[0])
        )  # years, ranges
    if re.search(r"(?<!\d)0?\.\d|(?<!\d)\d\.\d(?!\d)|\d {2}\d|[-–] | [-–]", shown):
        return False  # decimals, ranges
    return sum(len(group) == 1 for group in groups[1:]) == 0
