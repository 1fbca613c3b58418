import pytest

from narrate.speech.espeak.engine import EspeakEngine
from narrate.speech.kokoro.chinese import number_words, syllables
from narrate.speech.kokoro.phonemes_to_symbols import to_symbols
from narrate.speech.kokoro.pinned_files import speakers
from narrate.speech.kokoro.symbols import SYMBOLS, numbers
from narrate.speech.neural.words import phonemes_of
from tests.speech.sample_sentences import SAMPLE_SENTENCES
from tests.tables import each


def test_the_table_is_the_published_one():
    """Numbers of the published config.json, at the ends of its runs."""
    known = {";": 1, "?": 6, "—": 9, " ": 16, "\u0303": 17, "ꭧ": 23, "I": 25, "O": 31, "Y": 41, "f": 48, "h": 50, "z": 68, "æ": 72,
             "ç": 78, "ə": 83, "ɜ": 87, "ɟ": 90, "ɡ": 92, "ɥ": 99, "ʝ": 103, "ø": 116, "œ": 120, "ɹ": 123, "ɻ": 126, "ʧ": 133,
             "ʋ": 136, "ɤ": 140, "ʎ": 143, "ʔ": 148, "ː": 158, "ʰ": 162, "ʲ": 164, "↓": 169, "→": 171, "↘": 173, "ᵻ": 177}  # fmt: skip
    assert {symbol: SYMBOLS[symbol] for symbol in known} == known
    assert len(SYMBOLS) == len(set(SYMBOLS.values())) == 114
    assert numbers("hˈI") == [50, 156, 25]


@each(
    ("language", "said", "symbols"),
    [
        ("en-US", "d_ˈɑː_k_t_ɚ", "dˈɑktəɹ"),
        ("en-US", "w_ˈɔː_ɾ_ɚ", "wˈɔTəɹ"),
        ("en-US", "b_ˈʌ_ʔ_n̩", "bˈʌtᵊn"),
        ("en-US", "b_ˈɑː_ɾ_əl", "bˈɑTᵊl"),
        ("en-US", "n_ˈɜː_s", "nˈɜɹs"),
        ("en-US", "tʃ_ˈeɪ_n_dʒ", "ʧˈAnʤ"),
        ("en-US", "ɐ", "ɐ"),
        ("en-US", "ɐ_b_ˈaʊ_t", "əbˈWt"),
        ("en-GB", "h_ˈəʊ_m", "hˈQm"),
        ("en-GB", "ɹ_ˈeə", "ɹˈɛː"),
        ("en-GB", "n_ˌiə", "nˌɪə"),
        ("en-GB", "h_ˈɑː_t", "hˈɑːt"),
        ("en-GB", "n_ˈɜː_s", "nˈɜːs"),
        ("es", "s_ˌi_ɾ_u_x_ˈi__a", "sˌiɾuxˈia"),
        ("fr", "b_j_ˈɛ̃", "bjˈɛ\u0303"),
        ("fr", "l_e-_z", "lez"),
        ("it", "p_ˈi_tsː_a_", "pˈiʦːa"),
        ("it", "dz_ˈaɪ_n_o", "ʣˈIno"),
        ("pt-BR", "k_ˌo_ɾ_a_s_ˈɐ̃ʊ̃", "kˌoɾasˈɐ\u0303ʊ\u0303"),
        ("hi", "ʈʰ_ˈiː_k", "ʈʰˈiːk"),
        ("hi", "m_ẽː", "me\u0303ː"),
        ("de", "ʀ_ˈɪ_ç_t", "ʁˈɪçt"),
    ],
)
def test_phonemes_to_symbols(language, said, symbols):
    assert to_symbols(said.split("_"), language) == symbols


def test_a_letter_that_is_none_is_an_error():
    with pytest.raises(KeyError, match="Ж"):
        to_symbols(["Ж"], "en-US")


# All letters of the languages in many words: the medical narration is too tidy.
MORE = {
    "en": "Extraordinary anaesthesia; loch, genre, Bach, button, mountain, idea, poor, fire, hour, choir, beige, thesis, judge, vision.",
    "es": "Ñandú, guion, exámenes, pingüino, llave, yegua, jarabe, zapato, cien, rehúye, hoy, muy, buitre, Europa, chico, show.",
    "fr": "L’œil, un, brun, agneau, fille, chien, chœur, lui, oui, hôpital, heureux, jeune, garçon, août, Noël, camping, taxi.",
    "hi": "ज्ञान, क्षमा, ऋषि, छात्र, घर, झूठ, ठंडा, ढाल, फल, भाई, ख़ून, ग़लत, ज़रा, पढ़ना, लड़का, अँगूठा, दुःख, शहर, औरत, ऐसा.",
    "it": "Gnocchi, ghiaccio, cielo, sciare, figlio, quando, zucchero, pizza, rosa, perché, città, acqua, aiuto, paura, jazz.",
    "pt": "Não, mãe, põe, muito, chave, junho, filho, carro, exame, táxi, água, lição, dia, tio, avó, sangue, cinqüenta, hoje.",
}


@each("language", sorted({one.language for one in speakers()} - {"zh"}))
def test_whatever_espeak_says_has_symbols(language):
    engine = EspeakEngine()
    session = engine.session()
    code = language.split("-", maxsplit=1)[0]
    try:
        for said in session.phonemes([*SAMPLE_SENTENCES[code], MORE[code]], engine.voice(language)):
            for word in phonemes_of(said):
                symbols = to_symbols(word, language)
                assert symbols.strip("ˈˌ"), word
                assert numbers(symbols)
    finally:
        session.close()


@pytest.mark.slow
@each("language", ["ar", "de", "fa", "ht", "ko", "pl", "ru", "tr", "vi", "sv", "cy", "sw"])
def test_foreign_words_have_symbols_too(language):
    engine = EspeakEngine()
    session = engine.session()
    texts = {
        "ar": "قلب الإنسان غرفة ظهر",
        "fa": "قلب شما خوب است",
        "ko": "안녕하세요 심장",
        "ru": "Здравствуйте, сердце, щука, ёж",
    }
    text = texts.get(language, "Łódź schön Würfel ghế nguyễn ngwenya hjärta llan qubeka ruj kalp ağaç dyevan")
    try:
        said = session.phonemes([text], engine.voice(language))[0]
        assert all(numbers(to_symbols(word, language)) for word in phonemes_of(said))
    finally:
        session.close()


@pytest.mark.slow
def test_mandarin_syllables_have_tones_and_words():
    assert syllables("医生会给您打针") == [
        ("i→", True), ("ʂə→ŋ", False), ("xwei↘", True), ("kei↓", True), ("ni↗n", True), ("ta↓", True), ("ꭧə→n", False),
    ]  # fmt: skip
    # a character that is read in two ways, by its word; i after sibilants; a neutral tone
    assert [symbols for symbols, _ in syllables("银行去行走是吃次觉得")] == [
        "i↗n", "xa↗ŋ", "ʨʰy↘", "ɕi↗ŋ", "ʦou↓", "ʂɨ↘", "ꭧʰɨ→", "ʦʰɨ↘", "ʨɥe↗", "tɤ",
    ]  # fmt: skip


@pytest.mark.slow
def test_every_mandarin_reading_has_symbols():
    from pypinyin.constants import PINYIN_DICT

    common = "".join(chr(code) for code in PINYIN_DICT if 0x4E00 <= code <= 0x9FA5)
    for at in range(0, len(common), 500):
        for symbols, _ in syllables(common[at : at + 500]):
            assert numbers(symbols)


@each(
    ("digits", "words"),
    [("0", "零"), ("10", "十"), ("15", "十五"), ("25", "二十五"), ("105", "一百零五"), ("1005", "一千零五"), ("1050", "一千零五十"),
     ("10005", "一万零五"), ("100500", "十万零五百"), ("20000000", "二千万"), ("120000000", "一亿二千万"), ("007", "零零七")],
)  # fmt: skip
def test_numbers_in_mandarin(digits, words):
    assert number_words(digits) == words
