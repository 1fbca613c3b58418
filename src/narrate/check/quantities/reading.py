"""Finds the quantities of a text in one language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from narrate.check.quantities import patterns
from narrate.check.quantities.beside_numbers import (
    half_of_day,
    is_label,
    is_month_or_rank,
    numeral_pattern,
    split_word,
    with_units_of_ranges,
)
from narrate.check.quantities.quantity import ADDRESS, NUMBER, PHONE, TIME, Quantity
from narrate.check.quantities.values import VULGAR, compounds, eastern_value, goes_on, total_of, values_of
from narrate.languages import numerals

_PLAIN_SIGNS = {
    "٫": ".", "٬": ",", "，": ",", "．": ".", "：": ":", "（": "(", "）": ")", "％": "%", "٪": "%", "＋": "+",
}  # fmt: skip


def plain(text: str) -> str:
    """Return ``text`` with all digits as 0 to 9, and their separators as . and ,; its length is unchanged."""
    if text.isascii():
        return text
    return "".join(
        _PLAIN_SIGNS.get(letter) or (str(unicodedata.decimal(letter)) if letter.isdecimal() else letter)
        for letter in text
    )


class Reader:
    """Finds the quantities of texts in one language. ``code`` is the primary language, such as ``es``."""

    def __init__(self, code: str) -> None:
        self._code = {"tl": "fil"}.get(code, code)
        self._words = {**compounds(self._code), **numerals.number_words(self._code)}
        self._vague = frozenset(numerals.AMBIGUOUS.get(self._code, "").split())
        self._tens = self._code == "vi"  # says "two ten" for twenty
        self._joiner = numerals.JOINERS.get(self._code, "")
        self._whole: dict[str, tuple[float, str]] = {}
        for line in filter(None, numerals.WHOLE.get(self._code, "").replace("\n", " ").split(";")):
            word, number, unit = line.split()
            self._whole[word] = float(number), unit
        self._eastern = numerals.eastern_units(self._code)
        self._units = {**numerals.units(self._code), **self._eastern}
        if self._code == "ar":  # duals hold number and unit: ساعتين
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
        self._numerals = numeral_pattern(self._code, loose)
        self.knows = bool(self._words or self._numerals)

    def named(self, text: str) -> Iterator[str]:
        """Yield each unit that ``text`` names, with or without a number."""
        for word in patterns.WORD.findall(plain(text)):
            bare = patterns.MARKS.sub("", word).lower()
            elided = re.split("['’]", bare)[-1]
            for form in (word.lower(), bare, elided, bare.removeprefix("و"), bare.removeprefix("ال")):
                if form in self._units:
                    yield self._units[form]
        yield from (unit for name, unit in self._eastern.items() if name in text)
        yield from (unit for word, (_, unit) in self._whole.items() if word in text)

    def read(self, text: str) -> list[Quantity]:
        """Return all quantities of ``text``, in no particular order."""
        quantities: list[Quantity] = []
        rest = plain(text)
        for read in (self._addresses, self._phones, self._dates, self._times):
            quantities += (new := list(read(rest)))
            for quantity in new:
                end = quantity.start + len(quantity.text)
                rest = rest[: quantity.start] + "\n" * len(quantity.text) + rest[end:]
        numbers = sorted([*self._digits(rest), *self._spelled(rest)], key=lambda number: number.start)
        return quantities + with_units_of_ranges(numbers, rest)

    def _addresses(self, text: str) -> Iterator[Quantity]:
        for match in patterns.ADDRESS.finditer(text):
            shown = match.group().rstrip(".,;:!?)")
            key = re.sub(r"^https?://|^www\.|^https?://www\.", "", shown.lower()).rstrip("/")
            yield Quantity(ADDRESS, shown, match.start(), key=key)

    def _phones(self, text: str) -> Iterator[Quantity]:
        for match in patterns.LETTERED.finditer(text):
            key = re.sub(r"\D", "", match.group().translate(patterns.KEYS))
            yield Quantity(PHONE, match.group(), match.start(), key=key)
        for match in patterns.PHONE.finditer(text):
            shown = match.group()
            if patterns.is_phone(shown) and not self._unit.match(text, match.end()):
                yield Quantity(PHONE, shown, match.start(), key=re.sub(r"\D", "", shown))

    def _dates(self, text: str) -> Iterator[Quantity]:
        for match in patterns.DATE.finditer(text):
            parts = [int(part) for part in re.split(r"\D", match.group())]
            year = max(parts)
            yield Quantity(NUMBER, match.group(), match.start(), (float(year),))
            # the rest may be a month's name in the other text
            yield from (Quantity(NUMBER, "", match.start(), (float(part),), claims=False) for part in parts)
        for pattern, day, month in ((patterns.DAY_EAST, 2, 1), (patterns.DAY_VI, 1, 2)):
            for match in pattern.finditer(text):
                yield Quantity(NUMBER, match.group(), match.start(), (float(match[day]),))
                yield Quantity(NUMBER, "", match.start(), (float(match[month]),), claims=False)

    def _times(self, text: str) -> Iterator[Quantity]:
        for match in patterns.CLOCK.finditer(text):
            hour, minute = int(match[1]), int(match[2] or match[3] or match[4] or 0)
            half = "pm" if hour > 12 else half_of_day(text, match.end(), match.start())
            yield Quantity(TIME, match.group(), match.start(), (float(hour * 60 + minute),), half=half)
        for match in patterns.CLOCK_EAST.finditer(text):
            hour, minute = int(match[1]), 30 if match[2] else int(match[3] or 0)
            if hour > 24:
                continue
            half = "pm" if hour > 12 else half_of_day(text, match.end(), match.start())
            yield Quantity(TIME, match.group(), match.start(), (float(hour * 60 + minute),), half=half)

    def _digits(self, text: str) -> Iterator[Quantity]:
        for match in patterns.NUMBER.finditer(text):
            start, stop = match.span()
            unit, end = self._unit_at(text, stop)
            values = self._values_in_digits(match)
            if text[end : end + 1] == "半":
                values = tuple(value + 0.5 for value in values)
            if text[stop : stop + 1] in _TEN_THOUSANDS:
                values = tuple(value * 10_000 for value in values)
            half = half_of_day(text, stop, start)
            claims = not is_label(text, match, unit)
            yield Quantity(NUMBER, text[start:end].strip(), start, values, unit, half=half, claims=claims)

    def _values_in_digits(self, match: re.Match[str]) -> tuple[float, ...]:
        """The possible values of a match of ``patterns.NUMBER``."""
        mixed, part, alone, whole, added, fraction, plain_number = match.groups()
        if plain_number:
            return values_of(plain_number, self._code)
        if alone or part:
            return (VULGAR[part or alone] + float(mixed or 0),)
        upper, lower = (added or fraction).split("/")
        return (int(upper) / int(lower) + float(whole or 0),)

    def _spelled(self, text: str) -> Iterator[Quantity]:
        if self._numerals:
            yield from self._eastern_numbers(text)
        spoken: list[tuple[int, int, float, str]] = []  # start, end, value, words
        for match in patterns.WORD.finditer(text):
            word = patterns.MARKS.sub("", match.group()).lower().replace("’", "'")
            bare = word.lstrip("وبلك") if self._code == "ar" and word not in self._whole else word
            if bare in self._whole:
                value, unit = self._whole[bare]
                yield Quantity(NUMBER, match.group(), match.start(), (value,), unit, words=True, claims=value != 1)
            for part, start in split_word(word, match.start(), self._words):
                value_of = self._value(part)
                if value_of is not None and not (
                    value_of == 100 and patterns.PERCENT.search(text[max(0, start - 6) : start])
                ):
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
        """Yield the quantities that the number words ``spoken`` form: "two hundred fifty" is one number.

        ``spoken`` are (start, end, value, word) for each number word of ``text``, in order.
        """
        at = 0
        while at < len(spoken):
            start, end, value, word = spoken[at]
            parts = [value]
            vague = word in self._vague or text[max(0, start - 4) : start].lower() == "thứ "  # a day of the week
            at += 1
            while (
                at < len(spoken)
                and self._belongs(text[end : spoken[at][0]])
                and goes_on(parts, spoken[at][2], tens=self._tens)
            ):
                parts.append(spoken[at][2])
                end, vague = spoken[at][1], False
                at += 1
            if len(parts) > 1:  # these may be two numbers after all
                yield from (Quantity(NUMBER, word, start, (part,), words=True, claims=False) for part in parts)
            total = total_of(parts, tens=self._tens)
            unit, stop = self._unit_at(text, end)
            half = half_of_day(text, end, start)
            claims = (not vague or (unit in _SURE_UNITS and total > 2)) and total not in (0, 1, 0.5, 0.25)
            yield Quantity(
                NUMBER, text[start:stop].strip(), start, (total,), unit, half=half, words=True, claims=claims
            )

    def _belongs(self, between: str) -> bool:
        return between.strip(" -‑\u200c\u00a0'") in ("", self._joiner, "t", "و")

    def _eastern_numbers(self, text: str) -> Iterator[Quantity]:
        assert self._numerals
        digits = numerals.EASTERN_DIGITS[self._code]
        for match in self._numerals.finditer(text):
            number, name = match.group(1), match.group(2) or ""
            if len(number) > 1 and not self._is_one_word(number) and _EASTERN_PLACES.isdisjoint(number):
                # two digits in a row are alternatives: 五六个 means five or six
                values = tuple(float(digits[letter]) for letter in number if letter in digits)
                yield Quantity(NUMBER, match.group(), match.start(), values, words=True, claims=False)
                continue
            unit = "percent" if text[match.start() - 3 : match.start()] == "百分之" else self._units.get(name, "")
            value = self._eastern_value(number)
            if text[match.end() : match.end() + 1] == "半":
                value += 0.5
            claims = bool(unit) and value >= 2 and not is_month_or_rank(text, match)
            yield Quantity(NUMBER, match.group(), match.start(), (value,), unit, words=True, claims=claims)

    def _is_one_word(self, number: str) -> bool:
        """Whether ``number`` is one native Korean number word: 다섯."""
        return self._code == "ko" and number in numerals.KOREAN_COUNTS

    def _eastern_value(self, number: str) -> float:
        """The value of a Chinese, Japanese or Korean number in words."""
        if number == "半":
            return 0.5
        if self._is_one_word(number):
            return float(numerals.KOREAN_COUNTS[number])
        return eastern_value(number, numerals.EASTERN_DIGITS[self._code])

    def _unit_at(self, text: str, at: int) -> tuple[str, int]:
        """Return the unit at the offset ``at``, or after the next word, and the offset of its end.

        Without a unit, return an empty text and ``at``.
        """
        if match := self._unit.match(text, at):
            name = next(group for group in match.groups()[::-1] if group)
        elif (match := self._unit_later.match(text, at)) and match[1].lower() not in patterns.NOT_BETWEEN:
            name = match[2]
        else:
            return "", at
        name = re.sub(r"[  ]", "_", name)
        unit = self._units.get(name) or self._units.get(name.lower()) or self._units.get(name.replace("_", " "), "")
        return unit, match.end()


_SURE_UNITS = frozenset(
    ["mg", "mcg", "g", "kg", "ml", "l", "percent", "iu", "hour", "day", "week", "month", "minute", "pill", "drop"]
)


_EASTERN_PLACES = frozenset(numerals.EASTERN_PLACES)
_TEN_THOUSANDS = ("万", "萬", "만")
