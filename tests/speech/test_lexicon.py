"""Lexicons: what a writer may put, what it becomes, and which of several holds."""

from pathlib import Path

import pytest

from narrate.errors import InputError, Place
from narrate.model import Pronunciation, Script, Sentence, Token
from narrate.script.sentences import tokenise
from narrate.speech.ipa import espeak_names, wrong_letters
from narrate.speech.lexicon import Lexicon, as_pls, lexicon_for, read_entry, read_lexicon, starter, starter_path
from narrate.speech.pronouncing import said_text, say_sentence
from narrate.speech.respelling import english_ipa, spanish_word
from tests.tables import each


def entry(written: str, said: str, language: str = "en"):
    return read_entry(Pronunciation(written, said, "", Place("en.yaml", 1, 1)), language)


def tokens_of(text: str, lexicon: Lexicon, language: str = "en") -> list[Token]:
    sentence = say_sentence(Sentence("x", text, tokenise(text)), language, lexicon)
    assert sentence.text == text
    return list(sentence.tokens)


@each(
    ("respelled", "ipa"),
    [
        ("KY-foh-plas-tee", "ˈkaɪfoʊplæstiː"),
        ("TROH-kar", "ˈtɹoʊkɑːɹ"),
        ("uh-RITH-mee-uh", "əˈɹɪθmiːə"),
        ("PICK", "ˈpɪk"),
        ("AN-jee-oh-PLAS-tee", "ˌændʒiːoʊˈplæstiː"),
        ("buh-LOON tamp", "bəˈluːn tæmp"),
        ("noo-MOHN-yuh", "nuːˈmoʊnjə"),
    ],
)
def test_respelling_becomes_ipa(respelled: str, ipa: str):
    assert english_ipa(respelled) == ipa


def test_respelling_in_spanish_writes_the_accent():
    assert spanish_word("tro-KAR") == "trokár"
    assert spanish_word("TRO-car") == "trócar"


def test_what_a_writer_may_put():
    assert entry("trocar", "/ˈtroʊkɑːr/").phonemes == "ˈtroʊkɑːr"
    assert entry("PTCA", "P-T-C-A").spell_out
    assert entry("kyphoplasty", "KY-foh-plas-tee").phonemes
    assert entry("mg/mL", "milligrams per milliliter").alias == "milligrams per milliliter"
    assert entry("trócar", "TRO-car", "es").alias == "trócar"
    assert entry("genou", "je-NOU", "fr").alias == "jenou"


@pytest.mark.parametrize("said", ["/tro?kar/", "sdtn-STNT", "…", "//"])
def test_what_is_no_pronunciation_is_named_with_its_place(said: str):
    with pytest.raises(InputError) as caught:
        entry("trocar", said)
    assert [(problem.place.line, problem.code) for problem in caught.value.problems] == [(1, "pronunciation")]


def test_small_letters_match_any_case_and_capitals_only_themselves():
    lexicon = Lexicon([entry("trocar", "TROH-kar"), entry("MS", "multiple sclerosis")])
    tokens = tokens_of("Trocar, TROCAR and MS but ms.", lexicon)
    assert [bool(token.phonemes) for token in tokens[:2]] == [True, True]
    assert [token.alias for token in tokens[3:]] == ["multiple sclerosis", None, None]


def test_several_words_are_one_entry_and_keep_their_punctuation():
    lexicon = Lexicon([entry("balloon", "buh-LOON"), entry("balloon tamp", "the tool with the balloon")])
    tokens = tokens_of("A (balloon tamp), a balloon.", lexicon)
    assert [token.alias for token in tokens] == [None, "(the tool with the balloon),", "", None, None]
    assert tokens[4].phonemes


def test_capitals_throughout_are_no_abbreviations():
    lexicon = Lexicon([entry("ER", "E-R")])
    assert not any(token.spell_out for token in tokens_of("GO TO THE ER NOW", lexicon))
    assert any(token.spell_out for token in tokens_of("Go to the ER now", lexicon))


def script_with(tmp_path: Path, **settings) -> Script:
    return Script("knee", "Knee", "en", (), tmp_path / "en.md", **settings)


def test_what_is_nearer_to_the_text_holds(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("trocar: from the file\ntibia: from the file\n")
    (tmp_path / "b.yaml").write_text(
        "tibia: from the second\nulna: {fake: for the fake, espeak: for espeak}\nulna bone: x\n"
    )
    script = script_with(
        tmp_path,
        pronounce=(Pronunciation("trocar", "from the header"),),
        lexicons=(tmp_path / "a.yaml", tmp_path / "b.yaml"),
    )
    lexicon = lexicon_for(script, "fake")
    found = {word: lexicon.find([word]) for word in ("trocar", "tibia", "ulna", "kyphoplasty", "nothing")}
    assert [found[word].alias for word in ("trocar", "tibia", "ulna")] == [
        "from the header",
        "from the file",
        "for the fake",
    ]
    assert found["kyphoplasty"].phonemes  # what comes along
    assert found["nothing"] is None
    assert lexicon_for(script, "espeak").find(["ulna"]).alias == "for espeak"


def test_all_that_is_wrong_in_lexicons_comes_at_once(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("trocar: /tro?kar/\nstent: sdtn-STNT\n- x\n")
    (tmp_path / "b.yaml").write_text("trocar: /tro?kar/\nstent: sdtn-STNT\n")
    script = script_with(tmp_path, lexicons=(tmp_path / "a.yaml", tmp_path / "b.yaml"))
    with pytest.raises(InputError) as caught:
        lexicon_for(script, "espeak")
    found = [(Path(problem.place.file).name, problem.place.line, problem.code) for problem in caught.value.problems]
    assert found[0][::2] == ("a.yaml", "lexicon")
    assert found[1:] == [("b.yaml", 1, "pronunciation"), ("b.yaml", 2, "pronunciation")]


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_lexicon_that_comes_along_is_whole(language: str):
    entries = starter(language)
    assert len(entries) >= 60
    assert len({entry.written for entry in entries}) == len(entries)
    assert all(entry.phonemes or entry.alias or entry.spell_out for entry in entries)
    assert not any(wrong_letters(entry.phonemes) for entry in entries)
    assert starter("pl") == []


def test_pls_in_and_out(tmp_path: Path):
    (tmp_path / "en.yaml").write_text(
        "trocar: /ˈtɹoʊkɑːɹ/\nPTCA: P-T-C-A\nmg/mL: milligrams per milliliter\nx: {espeak: ex}\n"
    )
    text, left = as_pls(tmp_path / "en.yaml", "en")
    (tmp_path / "en.pls").write_text(text, encoding="utf-8")
    assert [(one.code, one.place.line) for one in left] == [("left-out", 4)]
    assert as_pls(tmp_path / "en.pls", "en") == (text, [])
    entries = [read_entry(one, "en") for one in read_lexicon(tmp_path / "en.pls")]
    assert [(entry.written, entry.phonemes or entry.alias) for entry in entries] == [
        (("trocar",), "ˈtɹoʊkɑːɹ"),
        (("PTCA",), "P T C A"),
        (("mg/mL",), "milligrams per milliliter"),
    ]


def test_pls_of_another_program(tmp_path: Path):
    path = tmp_path / "en.pls"
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="en">\n'
        "<lexeme><grapheme>stent</grapheme><grapheme>stents</grapheme><phoneme>stɛnts</phoneme>"
        '<phoneme prefer="true">stɛnt</phoneme></lexeme>\n'
        "<lexeme><grapheme>W3C</grapheme><alias>World Wide Web Consortium</alias></lexeme></lexicon>",
        encoding="utf-8",
    )
    assert [(one.written, one.said) for one in read_lexicon(path)] == [
        ("stent", "/stɛnt/"), ("stents", "/stɛnt/"), ("W3C", "World Wide Web Consortium"),
    ]  # fmt: skip


@each(
    ("written", "sounds"),
    [
        ("trocar", "/ˈtroʊkɑːɹ/"), ("stent", "[stɛnt]"), ("cánula", " /ˈkanula/ "), ("Nadel", "/ˈnaːdl/"),
        ("aiguille", "[eɡɥij]"), ("agulha", "aˈɡuʎɐ"),
    ],
)  # fmt: skip
def test_pls_with_strokes_or_brackets_around_its_sounds(tmp_path: Path, written: str, sounds: str):
    path = tmp_path / "en.pls"
    lexeme = f"<lexeme><grapheme>{written}</grapheme><phoneme>{sounds}</phoneme></lexeme>"
    name = "http://www.w3.org/2005/01/pronunciation-lexicon"
    path.write_text(f'<lexicon version="1.0" alphabet="ipa" xmlns="{name}">{lexeme}</lexicon>', encoding="utf-8")
    (found,) = read_lexicon(path)
    assert found.said == f"/{sounds.strip().strip('/[]')}/"
    assert read_entry(found, "en").phonemes


@pytest.mark.parametrize("text", ["<lexicon/>", "<x", '<!DOCTYPE l [<!ENTITY a "b">]><l>&a;</l>'])
def test_pls_that_is_none(tmp_path: Path, text: str):
    path = tmp_path / "en.pls"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_lexicon(path)
    assert caught.value.problems[0].code == "lexicon"


def test_ipa_goes_to_espeak_in_its_own_names():
    assert espeak_names("ˈtroʊkɑːr", "en") == "tr'oUkA@"
    assert espeak_names("ˈdʒɪɹi", "en-GB") == "dZ'Iri"
    assert espeak_names("ˈtɾokaɾ", "es") == "t**'oka**"


def test_said_text_serves_an_engine_without_phonemes():
    lexicon = Lexicon([entry("trocar", "TROH-kar"), entry("PTCA", "P-T-C-A")])
    sentence = say_sentence(Sentence("x", text := "The trocar (PTCA), 2 mg.", tokenise(text)), "en", lexicon)
    assert said_text(sentence, "en") == "The trocar (P T C A), two milligrams."


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_starter_lexicon_reads_the_same_as_yaml(language):
    as_yaml = [read_entry(one, language) for one in read_lexicon(starter_path(language))]
    assert starter(language) == as_yaml
