"""The names of languages, for ``src/narrate/languages/names.tsv``: ``python -m tests.tools.language_names``.

They are those of Unicode's CLDR as Babel has them. Babel itself takes 33 MB, of which this is what
is needed, so that it is installed for the tests alone.
"""

from __future__ import annotations

from babel import Locale, UnknownLocaleError, localedata

from narrate.languages.names import TABLE


def table() -> str:
    """The whole file: a line for each tag, with its own name and its English name; either may be empty."""
    identifiers = sorted(one for one in localedata.locale_identifiers() if one != "root")
    identifiers += [f"{parts[0]}_{parts[2]}" for one in identifiers if len(parts := one.split("_")) == 3]
    own = {one.replace("_", "-"): name for one in identifiers if (name := own_name(one))}
    english = {code: name for code, name in Locale("en").languages.items() if "_" not in code}
    return "".join(f"{tag}\t{own.get(tag, '')}\t{english.get(tag, '')}\n" for tag in sorted({*own, *english}))


def own_name(identifier: str) -> str:
    """As a language calls itself, which is its tag where CLDR does not tell; empty where CLDR has no data of it."""
    try:
        name = Locale.parse(identifier).display_name or identifier.replace("_", "-")
    except UnknownLocaleError:  # some regions are told only with the script
        return ""
    return name if name == identifier else name[:1].upper() + name[1:]


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
