"""Kokoro's table of symbols, numbered as in its published config.json. The number 0 is the silence at both ends."""

from __future__ import annotations

# Runs of consecutive symbols, by the number of the first.
_RUNS = {
    1: ";:,.!?", 9: '—…"()“” \u0303ʣʥʦʨᵝꭧAI', 31: "O", 33: "Q", 35: "ST", 39: "W", 41: "Yᵊabcdef",
    50: "hijklmnopqrstuvwxyzɑɐɒæ",
    75: "βɔɕç", 80: "ɖðʤə", 85: "ɚɛɜ", 90: "ɟ", 92: "ɡ", 99: "ɥ", 101: "ɨɪʝ", 110: "ɯɰŋɳɲɴø", 118: "ɸθœ", 123: "ɹ",
    125: "ɾɻ",
    128: "ʁɽʂʃʈʧ", 135: "ʊʋ", 138: "ʌɣɤ", 142: "χʎ", 147: "ʒʔ", 156: "ˈˌː", 162: "ʰ", 164: "ʲ", 169: "↓", 171: "→↗↘",
    177: "ᵻ",
}  # fmt: skip
SYMBOLS = {symbol: first + offset for first, run in _RUNS.items() for offset, symbol in enumerate(run)}
LONGEST = 510  # symbols at a time


def numbers(symbols: str) -> list[int]:
    """Return the numbers of ``symbols``. Raises KeyError for a symbol that is not in the table."""
    return [SYMBOLS[symbol] for symbol in symbols]
