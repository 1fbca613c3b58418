"""Numbers, doses, times, phone numbers and addresses in a text, so that two languages can be compared.

"2.5 mg", "٢٫٥ ملغ" and "2,5 mg" are the same quantity, and so are "two tablets" and "2片". What may be a
number and may be something else ("once" is eleven in Spanish and one time in English) *excuses* a number
of the other text, and is held against none: it does not *claim*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from narrate.languages import numerals, primary_language

NUMBER, TIME, PHONE, ADDRESS = "number", "time", "phone", "address"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One of them: ``text`` as written from ``start`` on, its possible ``values`` and its ``unit``.

    The value of a time is in minutes from midnight, ``half`` tells "am" or "pm" where the text does. Phone numbers
    and addresses have a ``key`` in place of values. ``words``: no digits.
    """

    kind: str
    text: str
    start: int
    values: tuple[float, ...] = ()
    unit: str = ""
    key: str = ""
    half: str = ""
    words: bool = False
    claims: bool = True


_MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_WEB = (
    r"(?:https?://)?(?<![\w@.-])[a-z0-9-]{2,63}(?:\.[a-z0-9-]{1,63}){0,4}"
    r"\.(?:com|org|net|edu|gov|mil|int|info|health|care|app|[a-z]{2})(?![\w-])(?:/[\w./%#?=&~-]{0,120})?"
)
_ADDRESS = re.compile(f"{_MAIL}|{_WEB}", re.IGNORECASE | re.ASCII)
_DATE = re.compile(r"(?<![\w.,-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4})(?![\w-])")
_PHONE = re.compile(r"(?<![A-Za-z\d.,+])\+?\(?\d[\d()\-.\u2010-\u2013\u00a0 ]{5,22}\d(?![A-Za-z\d%])")
_LETTERED = re.compile(
    r"(?<![A-Za-z\d])(?:1[- ])?\d{3}[- ](?=[A-Z0-9-]{0,9}[A-Z]{2})[A-Z0-9]{2,7}(?:-[A-Z0-9]{2,7})?(?![A-Za-z\d])"
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_CLOCK = re.compile(
    r"(?<![\w:.,])([01]?\d|2[0-4])(?::([0-5]\d)(?!\d|:)|\s?(?:h|giờ)\s?([0-5]\d)(?!\w)|\.([0-5]\d)(?=\s?(?:Uhr\b|[ap]\.?\s?m\b))"
    r"|(?=\s?(?:[ap]\.?\s?m\b|Uhr\b)))",
    re.IGNORECASE,
)
_CLOCK_EAST = re.compile(r"(?<!\d)(\d{1,2})\s?[点點時时시](?![間间간])\s?(?:([半반])|(\d{1,2})\s?[分분])?")
_DAY_EAST = re.compile(r"(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
_DAY_VI = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})")
_AM = r"\s?(?:a\.?\s?m\b|de la mañana|de la madrugada|du matin|da manhã|di mattina|del mattino|morgens|rano|утра|sáng|صباح|صبح|बजे सुबह|nan maten|dimaten|ng umaga|in the morning)"
_PM = r"\s?(?:p\.?\s?m\b|de la noche|de la tarde|du soir|de l['’]après-midi|da noite|da tarde|di sera|del pomeriggio|abends|nachmittags|wieczorem|вечера|tối|chiều|مساء|شب\b|عصر|nan aswè|diswa|nan apremidi|ng gabi|ng hapon|in the evening|at night)"
_AFTER = r"^(?:[\w.:٫]{0,6}[.,]?\s?(?:oras|horas|heures|Uhr|giờ|часов|часа|è|h)?)"
_IS_AM, _IS_PM = (re.compile(_AFTER + pattern, re.IGNORECASE) for pattern in (_AM, _PM))
_AM_BEFORE = re.compile(r"(?:上午|早上|凌晨|午前|오전|아침|सुबह)\s?$")
_PM_BEFORE = re.compile(r"(?:下午|晚上|傍晚|午後|夜|오후|저녁|밤|शाम|रात)\s?$")
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_NUMBER = re.compile(
    r"(?<![A-Za-z\d])(?:(?<![A-Za-z][-‑])|(?<=[Aa]las-))(?:(\d{1,4}) ?([½¼¾⅓⅔])|([½¼¾⅓⅔])|(\d{1,2}) (1/[234]|[23]/[34])(?![\d/])|(?<![/\d])(1/[234]|[23]/[34])(?![\d/])"
    r"|(\d{1,3}(?:[   '’]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)*))"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th|[ºª°]|\.[ºª°]|er|ère|re|e|ème|è|-?[йяе]|-го|-й)(?!\w)")
_WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u200c'’-]*")
_BETWEEN = re.compile(
    r"\s?[-–—~〜至到から,]{1,2}\s?|\s(?:a|à|to|or|o|ou|bis|oder|u|и|или|до|do|lub|đến|hoặc|hay|أو|إلى|تا|یا|से|या|hanggang|o|oswa|rive|and|or|e|y|et|und)\s"
)
_NOT_BETWEEN = frozenset(
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
_MARKS = re.compile(r"[\u064b-\u0652]")
_MONTH = re.compile(r"\s?[月월](?!間)")
_PERCENT = re.compile(r"\b(?:por|per|pour|phần)\s$", re.IGNORECASE)  # "por ciento" is no hundred
_MONTH_BEFORE = re.compile(r"tháng $")


def quantities(text: str, language: str) -> list[Quantity]:
    """All of them, in no order that means anything. ``language`` is a BCP 47 tag."""
    reader = _reader(primary_language(language))
    return reader.read(text)


def knows_words(language: str) -> bool:
    """Whether the number words of the language are known."""
    return _reader(primary_language(language)).knows


def mentions(text: str, unit: str, language: str) -> bool:
    """Whether ``text`` names the unit, with a number or without; True where its names are not known."""
    reader = _reader(primary_language(language))
    return not reader.knows or any(name == unit for name in reader.named(text))


def plain(text: str) -> str:
    """``text`` with digits of all scripts as 0 to 9 and their marks as . and ,; no shorter and no longer."""
    if text.isascii():
        return text
    return "".join(
        {"٫": ".", "٬": ",", "，": ",", "．": ".", "：": ":", "（": "(", "）": ")", "％": "%", "٪": "%", "＋": "+"}.get(
            letter
        )
        or (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter)
        for letter in text
    )


class _Reader:
    """Finds the quantities of texts in the language ``code``."""

    def __init__(self, code: str) -> None:
        self._code = {"tl": "fil"}.get(code, code)
        self._words = {**_compounds(self._code), **numerals.number_words(self._code)}
        self._vague = frozenset(numerals.AMBIGUOUS.get(self._code, "").split())
        self._tens = self._code == "vi"  # says two tens, not twenty
        self._joiner = numerals.JOINERS.get(self._code, "")
        self._whole: dict[str, tuple[float, str]] = {}
        for line in filter(None, numerals.WHOLE.get(self._code, "").replace("\n", " ").split(";")):
            word, number, unit = line.split()
            self._whole[word] = float(number), unit
        self._eastern = numerals.eastern_units(self._code)
        self._units = {**numerals.units(self._code), **self._eastern}
        if self._code == "ar":  # two of each: ساعتين
            for name, unit in self._units.items():
                if len(name) > 2 and "ء" <= name[0] <= "ي" and name not in ("ملل", "ملغ", "مكغ", "كجم", "مجم"):
                    stem = f"{name[:-1]}ت" if name.endswith("ة") else name
                    self._whole |= {f"{stem}ين": (2.0, unit), f"{stem}ان": (2.0, unit)}
        names = sorted(self._units, key=len, reverse=True)
        spelled = "|".join(re.escape(name).replace("_", "[  ]") for name in names)
        loose = "|".join(re.escape(name) for name in sorted(self._eastern, key=len, reverse=True))
        end = r"(?![A-Za-z])" if self._eastern else r"(?![^\W\d_]|[\u0900-\u0963])"
        alone = rf"({loose})|" if loose else ""
        self._unit = re.compile(rf"[   ‑-]?\s?(?:个|個)?(?:{alone}({spelled}){end})", re.IGNORECASE)
        self._unit_later = re.compile(rf"\s?([^\W\d_]{{4,14}})\s(?:({spelled}){end})", re.IGNORECASE)
        self._numerals = _numerals(self._code, loose)
        self.knows = bool(self._words or self._numerals)

    def named(self, text: str) -> Iterator[str]:
        """The units that are named in ``text``."""
        for word in _WORD.findall(plain(text)):
            bare = _MARKS.sub("", word).lower()
            elided = re.split("['’]", bare)[-1]
            for form in (word.lower(), bare, elided, bare.removeprefix("و"), bare.removeprefix("ال")):
                if form in self._units:
                    yield self._units[form]
        yield from (unit for name, unit in self._eastern.items() if name in text)
        yield from (unit for word, (_, unit) in self._whole.items() if word in text)

    def read(self, text: str) -> list[Quantity]:
        found: list[Quantity] = []
        rest = plain(text)
        for read in (self._addresses, self._phones, self._dates, self._times):
            found += (new := list(read(rest)))
            for one in new:
                rest = rest[: one.start] + "\n" * len(one.text) + rest[one.start + len(one.text) :]
        numbers = sorted([*self._digits(rest), *self._spelled(rest)], key=lambda one: one.start)
        return found + _ranges(numbers, rest)

    def _addresses(self, text: str) -> Iterator[Quantity]:
        for match in _ADDRESS.finditer(text):
            shown = match.group().rstrip(".,;:!?)")
            key = re.sub(r"^https?://|^www\.|^https?://www\.", "", shown.lower()).rstrip("/")
            yield Quantity(ADDRESS, shown, match.start(), key=key)

    def _phones(self, text: str) -> Iterator[Quantity]:
        for match in _LETTERED.finditer(text):
            key = re.sub(r"\D", "", match.group().translate(_KEYS))
            yield Quantity(PHONE, match.group(), match.start(), key=key)
        for match in _PHONE.finditer(text):
            shown = match.group()
            if _is_phone(shown) and not self._unit.match(text, match.end()):
                yield Quantity(PHONE, shown, match.start(), key=re.sub(r"\D", "", shown))

    def _dates(self, text: str) -> Iterator[Quantity]:
        for match in _DATE.finditer(text):
            parts = [int(part) for part in re.split(r"\D", match.group())]
            year = max(parts)
            yield Quantity(NUMBER, match.group(), match.start(), (float(year),))
            # the rest may be a month's name in the other text
            yield from (Quantity(NUMBER, "", match.start(), (float(part),), claims=False) for part in parts)
        for pattern, day, month in ((_DAY_EAST, 2, 1), (_DAY_VI, 1, 2)):
            for match in pattern.finditer(text):
                yield Quantity(NUMBER, match.group(), match.start(), (float(match[day]),))
                yield Quantity(NUMBER, "", match.start(), (float(match[month]),), claims=False)

    def _times(self, text: str) -> Iterator[Quantity]:
        for match in _CLOCK.finditer(text):
            hour, minute = int(match[1]), int(match[2] or match[3] or match[4] or 0)
            half = "pm" if hour > 12 else _half(text, match.end(), match.start())
            yield Quantity(TIME, match.group(), match.start(), (float(hour * 60 + minute),), half=half)
        for match in _CLOCK_EAST.finditer(text):
            hour, minute = int(match[1]), 30 if match[2] else int(match[3] or 0)
            if hour > 24:
                continue
            half = "pm" if hour > 12 else _half(text, match.end(), match.start())
            yield Quantity(TIME, match.group(), match.start(), (float(hour * 60 + minute),), half=half)

    def _digits(self, text: str) -> Iterator[Quantity]:
        for match in _NUMBER.finditer(text):
            mixed, part, alone, whole, added, fraction, plain_number = match.groups()
            if plain_number:
                values = _values(plain_number, self._code)
            elif alone or part:
                values = (_VULGAR[part or alone] + float(mixed or 0),)
            else:
                upper, lower = (added or fraction).split("/")
                values = (int(upper) / int(lower) + float(whole or 0),)
            unit, end = self._unit_at(text, match.end())
            claims = not (
                (not unit and "ァ" <= text[match.start() - 1 : match.start()] <= "ー")  # オメガ3
                or _ORDINAL.match(text, match.end())
                or _is_rank(text, match)
                or ((not unit or unit == "month") and _MONTH.match(text, match.end()))
                or _MONTH_BEFORE.search(text[max(0, match.start() - 8) : match.start()])
            )
            if text[end : end + 1] == "半":
                values = tuple(value + 0.5 for value in values)
            if text[match.end() : match.end() + 1] in tuple("万萬만"):
                values = tuple(value * 10_000 for value in values)
            half = _half(text, match.end(), match.start())
            yield Quantity(
                NUMBER, text[match.start() : end].strip(), match.start(), values, unit, half=half, claims=claims
            )

    def _spelled(self, text: str) -> Iterator[Quantity]:
        if self._numerals:
            yield from self._eastern_numbers(text)
        spoken: list[tuple[int, int, float, str]] = []  # start, end, value, words
        for match in _WORD.finditer(text):
            word = _MARKS.sub("", match.group()).lower().replace("’", "'")
            bare = word.lstrip("وبلك") if self._code == "ar" and word not in self._whole else word
            if bare in self._whole:
                value, unit = self._whole[bare]
                yield Quantity(NUMBER, match.group(), match.start(), (value,), unit, words=True, claims=value != 1)
            for part, start in _split(word, match.start(), self._words):
                value_of = self._value(part)
                if value_of is not None and not (value_of == 100 and _PERCENT.search(text[max(0, start - 6) : start])):
                    spoken.append((start, start + len(part), value_of, part))
        yield from self._combined(spoken, text)

    def _value(self, word: str) -> float | None:
        forms = [word]
        if self._code == "ar":
            forms += [word.removeprefix(prefix) for prefix in ("و", "ب", "ل")]
        if self._code == "fil":
            forms += [word.removesuffix("'t"), word.removesuffix("ng")]
        return next((self._words[form] for form in forms if form in self._words), None)

    def _combined(self, spoken: Sequence[tuple[int, int, float, str]], text: str) -> Iterator[Quantity]:
        """Number words, those that belong together as one: "two hundred fifty"."""
        at = 0
        while at < len(spoken):
            start, end, value, word = spoken[at]
            parts = [value]
            vague = word in self._vague or text[max(0, start - 4) : start].lower() == "thứ "  # a day of the week
            at += 1
            while (
                at < len(spoken)
                and self._belongs(text[end : spoken[at][0]])
                and _goes_on(parts, spoken[at][2], tens=self._tens)
            ):
                parts.append(spoken[at][2])
                end, vague = spoken[at][1], False
                at += 1
            if len(parts) > 1:  # which may be two numbers after all
                yield from (Quantity(NUMBER, word, start, (part,), words=True, claims=False) for part in parts)
            total = _total(parts, tens=self._tens)
            unit, stop = self._unit_at(text, end)
            half = _half(text, end, start)
            claims = (not vague or (unit in _SURE_UNITS and total > 2)) and total not in (0, 1, 0.5, 0.25)
            yield Quantity(
                NUMBER, text[start:stop].strip(), start, (total,), unit, half=half, words=True, claims=claims
            )

    def _belongs(self, between: str) -> bool:
        return between.strip(" -‑\u200c\u00a0'") in ("", self._joiner, "t", "و")

    def _eastern_numbers(self, text: str) -> Iterator[Quantity]:
        assert self._numerals
        for match in self._numerals.finditer(text):
            number, name = match.group(1), match.group(2) or ""
            if self._code == "ko" and number in numerals.KOREAN_COUNTS:
                value = float(numerals.KOREAN_COUNTS[number])
            else:
                value = 0.5 if number == "半" else _eastern_value(number, numerals.EASTERN_DIGITS[self._code])
            if len(number) > 1 and not set(number) & set(numerals.EASTERN_PLACES):  # 五六个 are five or six
                digits = numerals.EASTERN_DIGITS[self._code]
                values = tuple(float(digits[letter]) for letter in number if letter in digits)
                yield Quantity(NUMBER, match.group(), match.start(), values, words=True, claims=False)
                continue
            unit = self._units.get(name, "")
            if text[match.start() - 3 : match.start()] == "百分之":
                unit = "percent"
            if text[match.end() : match.end() + 1] == "半":
                value += 0.5
            claims = bool(unit) and value >= 2 and not _MONTH.match(text, match.end(1)) and not _is_rank(text, match)
            yield Quantity(NUMBER, match.group(), match.start(), (value,), unit, words=True, claims=claims)

    def _unit_at(self, text: str, at: int) -> tuple[str, int]:
        """The unit that stands at ``at`` or a word later, and where it ends."""
        if match := self._unit.match(text, at):
            name = next(group for group in match.groups()[::-1] if group)
        elif (match := self._unit_later.match(text, at)) and match[1].lower() not in _NOT_BETWEEN:
            name = match[2]
        else:
            return "", at
        name = re.sub(r"[  ]", "_", name)
        unit = self._units.get(name) or self._units.get(name.lower()) or self._units.get(name.replace("_", " "), "")
        return unit, match.end()


_SURE_UNITS = frozenset(
    ["mg", "mcg", "g", "kg", "ml", "l", "percent", "iu", "hour", "day", "week", "month", "minute", "pill", "drop"]
)


def _is_rank(text: str, number: re.Match[str]) -> bool:
    """Whether a number of Chinese, Japanese or Korean tells the place in a row: 第2, 2本目."""
    after = text[number.end() : number.end() + 2]
    return text[number.start() - 1 : number.start()] in ("第", "제") or "目" in after or "째" in after


@cache
def _reader(code: str) -> _Reader:
    return _Reader(code)


def _half(text: str, end: int, start: int) -> str:
    """``am`` or ``pm`` where a clock time from ``start`` to ``end`` is in that half of the day, as the text tells."""
    after, before = text[end : end + 28], text[max(0, start - 5) : start]
    if _IS_AM.match(after) or _AM_BEFORE.search(before):
        return "am"
    return "pm" if _IS_PM.match(after) or _PM_BEFORE.search(before) else ""


def _is_phone(shown: str) -> bool:
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


def _values(text: str, code: str) -> tuple[float, ...]:
    """What a number in digits may mean: ``1.250`` is one value in German and two in Spanish."""
    text = re.sub(r"[ \u00a0\u202f'’]", "", text)
    points, commas = text.count("."), text.count(",")
    if not points and not commas:
        return (float(text),)
    if points and commas:
        thousands = "," if text.rindex(".") > text.rindex(",") else "."
        last = text.replace(thousands, "").replace(",", ".")
        return (float(last),) if last.count(".") == 1 else (float(last.replace(".", "")),)
    mark = "." if points else ","
    if points + commas > 1:
        return (float(text.replace(mark, "")),)
    before, after = text.split(mark)
    decimal, thousand = float(f"{before}.{after}"), float(before + after)
    if len(after) != 3 or len(before) > 3 or before.startswith("0"):
        return (decimal,)
    if code in numerals.POINT_DECIMALS:
        return (decimal if mark == "." else thousand,)
    if code in numerals.COMMA_DECIMALS:
        return (decimal if mark == "," else thousand,)
    return decimal, thousand


def _split(word: str, start: int, words: dict[str, float]) -> Iterator[tuple[str, int]]:
    """A word, or the parts between its hyphens where only these are known."""
    if word in words or "-" not in word:
        yield word, start
        return
    for part in word.split("-"):
        yield part, start
        start += len(part) + 1


def _goes_on(parts: Sequence[float], value: float, *, tens: bool) -> bool:
    """Whether a number word of ``value`` belongs to the number before it."""
    last = parts[-1]
    if value in (100, 1000) or (tens and value == 10 and last == int(last) < 10):
        return last < value
    if last in (100, 1000) or last >= 100:
        return value < 100 or (last >= 1000 and value < 1000)
    if last >= 10 and last % 10 == 0:
        return 0 < value < (10 if last == 10 else 20)
    return 0 < last < 10 and value >= 10 and value % 10 == 0 and not tens  # five and twenty, five-ten


def _total(parts: Sequence[float], *, tens: bool) -> float:
    total = current = 0.0
    for part in parts:
        if part in (100, 1000) or (tens and part == 10 and 0 < current < 10):
            current = max(current, 1) * part
            if part == 1000:
                total, current = total + current, 0
        else:
            current += part
    return total + current


def _compounds(code: str) -> dict[str, float]:
    """Number words that German and Italian write in one."""
    if code not in ("de", "it"):
        return {}
    plain_words = {value: word for word, value in reversed(numerals.number_words(code).items())}
    found: dict[str, float] = {}
    for ten in range(20, 100, 10):
        for one in range(1, 10):
            tens, ones = plain_words[ten], plain_words[one]
            if code == "de":
                found[f"{'ein' if one == 1 else ones}und{tens}"] = ten + one
            else:
                found[f"{tens[:-1] if one in (1, 8) else tens}{ones}".replace("tre$", "tré")] = ten + one
    found |= {f"{plain_words[one]}{'hundert' if code == 'de' else 'cento'}": one * 100 for one in range(2, 10)}
    hundreds = [(word, value) for word, value in found.items() if value >= 100]
    found |= {word + plain_words[ten]: value + ten for word, value in hundreds for ten in range(20, 100, 10)}
    return found


def _numerals(code: str, loose: str) -> re.Pattern[str] | None:
    if code in ("zh", "ja"):
        digits = "".join(numerals.EASTERN_DIGITS[code])
        return re.compile(rf"([{digits}十百千]{{1,8}}|半)(?:个|個)?({loose})?")
    if code == "ko":
        counts = "|".join(sorted(numerals.KOREAN_COUNTS, key=len, reverse=True))
        return re.compile(rf"(?<![가-힣])({counts}|[일이삼사오육칠팔구십백천]{{1,6}})\s?({loose})")
    return None


def _eastern_value(text: str, digits: dict[str, int]) -> float:
    total, current = 0, 0
    for letter in text:
        if place := numerals.EASTERN_PLACES.get(letter):
            total, current = total + max(current, 1) * place, 0
        else:
            current = current * 10 + digits.get(letter, 0)
    return float(total + current)


def _ranges(numbers: list[Quantity], text: str) -> list[Quantity]:
    """The same, where the first number of a range has the unit of the second: "5 to 10 mg"."""
    found = list(numbers)
    for at in range(len(found) - 2, -1, -1):
        one, after = found[at], found[at + 1]
        if not one.unit and after.unit and _BETWEEN.fullmatch(text[one.start + len(one.text) : after.start]):
            found[at] = replace(one, unit=after.unit)
    return found
