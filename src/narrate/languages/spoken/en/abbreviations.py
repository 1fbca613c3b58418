"""English abbreviations of titles, streets, rooms and days, and how context decides their meaning."""

from __future__ import annotations

import re

from narrate.languages.spoken.rules import text_after, text_before
from narrate.languages.spoken.rules.labels import LabelWords

IN_ANY_CASE: dict[str, str] = {
    "q.i.d.": "four times a day", "qid": "four times a day", "b.i.d.": "twice a day", "bid": "twice a day",
    "t.i.d.": "three times a day", "tid": "three times a day", "q.o.d.": "every other day", "qod": "every other day",
    "q.d.": "every day", "qd": "every day", "q.h.s.": "every night at bedtime", "qhs": "every night at bedtime",
    "q.h.": "every hour", "p.r.n.": "as needed", "prn": "as needed", "p.o.": "by mouth", "h.s.": "at bedtime",
    "a.c.": "before meals", "p.c.": "after meals", "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera",
    "vs.": "versus", "approx.": "approximately", "w/o": "without", "w/": "with", "s/p": "after", "y/o": "year old", "yo": "year old", "po": "by mouth",
    "q.a.m.": "every morning", "qam": "every morning", "q am": "every morning", "q.p.m.": "every evening", "qpm": "every evening",
    "c.c.": "milliliters", "npo": "nothing by mouth",
}  # fmt: skip
AS_WRITTEN: dict[str, str] = {
    "Drs.": "Doctors", "Mr.": "Mister", "Mrs.": "Missus", "Ms.": "Miz", "Prof.": "Professor", "Jr.": "Junior",
    "Fig.": "figure", "PO": "by mouth", "PRN": "as needed", "pH": "P H", "Rx": "prescription", "OTC": "O T C",
    "and/or": "and or", "mmHg": "millimeters of mercury", "mm Hg": "millimeters of mercury", "a.m.": "A M", "p.m.": "P M",
}  # fmt: skip
# As written, with their full stop; a single capital letter is said by its name.
WITH_STOP: dict[str, str] = {
    "Ph.D.": "P H D", "Ph.D": "P H D", "Pharm.D.": "Pharm D", "Pharm.D": "Pharm D", "Psy.D.": "Sy D", "Ed.D.": "Ed D",
    "M.Ed.": "M Ed", "B.Sc.": "B S C", "M.Sc.": "M S C", "D.Sc.": "D S C", "R.Ph.": "R P H", "D.Pharm.": "D Pharm",
    "Rev.": "Reverend", "Esq.": "Esquire",
    "Ave.": "Avenue", "Blvd.": "Boulevard", "Rd.": "Road", "Ln.": "Lane", "Hwy.": "Highway", "Pkwy.": "Parkway",
    "Rte.": "Route", "Apt.": "apartment", "Bldg.": "building", "Bldgs.": "buildings", "Rm.": "room", "Rms.": "rooms",
    "Dept.": "department", "Depts.": "departments", "Hosp.": "Hospital", "Ctr.": "Center", "Univ.": "University",
    "bldg.": "building", "rm.": "room", "rms.": "rooms", "dept.": "department", "apt.": "apartment", "hosp.": "hospital",
    "wt.": "weight", "Wt.": "weight", "ht.": "height", "Ht.": "height", "hr.": "hour", "Hr.": "hour", "hrs.": "hours",
    "Hrs.": "hours", "appt.": "appointment", "Appt.": "appointment", "appts.": "appointments", "avg.": "average",
    "Avg.": "average", "max.": "maximum", "Max.": "maximum", "temp.": "temperature", "Temp.": "temperature",
    "incl.": "including", "amt.": "amount", "qty.": "quantity",
}  # fmt: skip
# Degrees that contain a vowel or a lower-case letter, so that no other rule spells them.
DEGREES: dict[str, str] = {
    "PhD": "P H D", "PhDs": "P H D's", "PharmD": "Pharm D", "PsyD": "Sy D", "EdD": "Ed D", "RPh": "R P H", "APRN": "A P R N",
    "CNA": "C N A", "CNAs": "C N A's", "PA-C": "P A C", "BSc": "B S C", "MSc": "M S C",
}  # fmt: skip
# Degrees after a name and a comma; elsewhere DO is a word in capitals.
BEHIND_A_NAME: dict[str, str] = {"DO": "D O", "PA": "P A", "OD": "O D"}
# Streets, with or without a full stop, after their name: "Oak Ct.", "Elm Rd".
STREETS: dict[str, str] = {
    "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Ln": "Lane", "Hwy": "Highway", "Pkwy": "Parkway", "Ct": "Court",
    "Pl": "Place", "Sq": "Square", "Cir": "Circle",
}  # fmt: skip
# Before a number or a letter: "Rm 12", "Ste. B".
BEFORE_A_NUMBER: dict[str, str] = {
    "Rm": "room", "rm": "room", "Rms": "rooms", "Ste": "suite", "ste": "suite", "Fl": "floor", "Bldg": "building", "Apt": "apartment", "Hwy": "Highway",
    "Rte": "Route", "wt": "weight", "Wt": "weight", "ht": "height", "Ht": "height",
}  # fmt: skip

_ORDINAL_WORDS = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth"
_NAMED = re.compile(r"(?:\b(?P<word>[A-Z][\w'’]*)|\d(?:st|nd|rd|th))\s$")
# Words that begin a sentence or an address and are not names of streets.
_NO_NAMES = frozenset([
    "A", "An", "And", "At", "Ask", "Call", "Come", "Drive", "Find", "Follow", "Go", "He", "Head", "I", "If", "In", "It",
    "Leave", "My", "Near", "Next", "Of", "On", "Or", "Our", "See", "She", "Take", "The", "Then", "They", "This",
    "To", "Turn", "Visit", "Walk", "We", "When", "With", "You", "Your",
])  # fmt: skip
_ADDRESS = re.compile(
    rf"(?:\d\S*\s(?:[NSEW]\.?\s)?|\b(?:{_ORDINAL_WORDS})\s|\d(?:st|nd|rd|th)\s)(?:[A-Z][\w'’]*\s){{0,3}}$"
)
_ON_STREET = re.compile(
    r"\b(?:on|onto|off|along|and|cross|at|of|from|to|down|up|near)\s(?:[NSEW]\.?\s)?[A-Z][\w'’]*\s$"
)
_INSIDE = re.compile(r",?\s(?:Suite|Ste|Apt|Room|Rm|Floor|Unit|Building|Bldg|Entrance|Exit|NW|NE|SW|SE)\b|,?\s[NSEW]\b")
_NAME_AFTER = re.compile(r"\s[A-Z][\w'’]")
_BEFORE_SAINTS = frozenset(["Mount", "Fort", "Port", "Lake", "Sault", "Hospital", "Cape"])


def street(match: re.Match[str]) -> str | None:
    """Say ``Oak Ave`` or ``5th Ave``: "Ave" is a street only after a name or an ordinal; not in ``Ave Maria``."""
    name = _NAMED.search(text_before(match))
    if name is None or name["word"] in _NO_NAMES or match.string.startswith(" Maria", match.end()):
        return None
    return STREETS[match["written"]]


def saint_or_street(match: re.Match[str]) -> str | None:
    """Say ``St.`` as "saint" before a name, and as "street" after a street's name."""
    before, rest = text_before(match), text_after(match)
    behind = _NAMED.search(before)
    if behind and behind["word"] in _NO_NAMES:
        behind = None
    if not _NAME_AFTER.match(rest):
        return "Street" if behind else None
    if (
        behind
        and behind["word"] not in _BEFORE_SAINTS
        and (_ADDRESS.search(before) or _INSIDE.match(rest) or _ON_STREET.search(before))
    ):
        return "Street"
    return "Saint"


def doctor_or_drive(match: re.Match[str]) -> str:
    """Say ``Dr.`` as "drive" in ``12 Oak Dr.``; before a name, or if in doubt, as "doctor"."""
    before, rest = text_before(match), text_after(match)
    behind = _NAMED.search(before)
    named = behind is not None and behind["word"] is not None and behind["word"] not in _NO_NAMES
    on_street = _ADDRESS.search(before) or _ON_STREET.search(before)
    return "Drive" if named and on_street and (not _NAME_AFTER.match(rest) or _INSIDE.match(rest)) else "Doctor"


# In "Say no. 3 tablets is too many." no is an answer; as the label of a number it follows a noun.
_ANSWERS = frozenset([
    "say", "says", "said", "saying", "answer", "answers", "answered", "reply", "replied", "tell", "tells", "told", "is",
    "was", "are", "were", "means", "mean", "or", "and", "if", "with", "just", "simply", "then", "still", "always", "to",
    "she", "he", "they", "you", "i", "we", "think", "thought", "hear", "heard", "but", "so", "not", "yes", "oh", "well",
])  # fmt: skip
_AMOUNTS = (
    r"tablets|pills|capsules|drops|puffs|doses|units|cups|glasses|spoons|teaspoons|tablespoons|hours|days|weeks|months|"
    r"minutes|times|people|meals|visits|more|of|mg|mL|ml|mcg|g"
)
_LABELLED = frozenset([
    "pill", "tablet", "capsule", "room", "bed", "ward", "step", "door", "gate", "floor", "exercise", "stitch", "size",
    "needle", "tube", "bag", "box", "bottle", "vial", "dose", "day", "lot", "batch", "case", "patient", "ticket",
    "window", "desk", "counter", "page", "figure", "picture", "table", "chapter", "part", "question", "item",
    "building", "elevator", "platform", "clinic", "unit", "suite", "apartment", "phone", "file", "chart", "record",
    "group", "line", "bus", "policy", "house", "office", "the",
])  # fmt: skip
LABEL_WORDS = LabelWords(answers=_ANSWERS, labelled=_LABELLED, amounts=_AMOUNTS, joining="and|or", letter="[A-Za-z]")


_DAY_BEFORE = re.compile(r"(?i:\b(?:on|every|next|this|last|by|until|till|from|and|or|to|each)\s|[/–-])$")
_DAY_AFTER = re.compile(r"[,/]|\s?[–-]|\s(?:[a-z]|\d)")


def is_day(match: re.Match[str]) -> bool:
    """Whether ``Sat.`` or ``Sun.`` is a day: after a word such as "on", or within a sentence, but not in "the Sun."."""
    before = text_before(match)
    if re.search(r"(?i)\bthe\s$", before):
        return False
    return bool(_DAY_BEFORE.search(before) or _DAY_AFTER.match(match.string, match.end()))
