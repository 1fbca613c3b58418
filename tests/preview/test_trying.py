"""A word is tried out: how it is said, its sound, and the line that makes the script say it so."""

import io

import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from narrate.errors import InputError, UsageError
from narrate.model import Pronunciation
from narrate.preview.shown import Speaking, Told, Trial, Tried, Wish
from narrate.preview.trying import lexicon_entry, try_out, what_is_wrong
from narrate.speech.lexicon import read_lexicon
from tests.tables import each


@pytest.fixture
def attempt(tmp_path):
    def run(
        text: str, said: str = "", language: str = "en", voice: str = "espeak", offline: bool = True, **speaking
    ) -> Tried:
        wish = Wish(tmp_path / "en.md", tmp_path, (), store=str(tmp_path / "store"), offline=offline)
        return try_out(Trial(text, said), Speaking(language, voice, **speaking), wish, [].append)

    return run


@each(
    "text, said, language, sounds, entry",
    [
        ("kyphoplasty", "KY-foh-plas-tee", "en", "kˈaɪfoʊplæstiː", "kyphoplasty: KY-foh-plas-tee"),
        ("trocar.", "/ˈtroʊkɑːɹ/", "en", "tɹˈoʊkɑːɹ", "trocar: /ˈtroʊkɑːɹ/"),
        ("PTCA", "P-T-C-A", "de", "pˈeː", "PTCA: P-T-C-A"),
        ("XELOX", "zee locks", "en", "lˈɑːks", "XELOX: zee locks"),
        ("No", "nunca", "es", "nˈunka", '"No": nunca'),
    ],
)
def test_a_pronunciation_is_tried(attempt, text, said, language, sounds, entry):
    tried = attempt(text, said, language)
    assert sounds in tried.lines[0][2]
    assert tried.entry == entry
    pcm, _ = soundfile.read(io.BytesIO(tried.sound))
    assert abs(pcm).max() > 0.05


def test_without_one_the_word_is_said_as_the_script_says_it(attempt, tmp_path):
    (tmp_path / "own.yaml").write_text("xeloda: zee loda\n", encoding="utf-8")
    own = Pronunciation("XELOX", "zee locks")
    speaking = {"pronounce": (own,), "lexicons": (tmp_path / "own.yaml",)}
    tried = attempt("Take XELOX or xeloda 4-6 times.", **speaking)
    assert tried.lines[0][1] == "Take zee locks or zee loda four to six times."
    assert tried.entry == ""
    assert tried.voice.startswith("espeak:")
    assert attempt("XELOX", "ex locks", **speaking).lines[0][1] == "ex locks"


@each(
    "text, said, words",
    [
        ("", "", "nothing to say"),
        ("   ", "KY-foh", "nothing to say"),
        ("trocar", "/tʘ9/", "IPA"),
        ("trocar", "…", "not a pronunciation"),
        ("trocar", "KY-zzzzq-tee", "syllable"),
        ("a" * 700, "", "too long"),
        ("[x](voice:nobody)", "", ""),
    ],
)
def test_what_cannot_be_said_is_told(attempt, text, said, words):
    with pytest.raises((InputError, UsageError)) as caught:
        attempt(text, said)
    told = what_is_wrong(caught.value) if isinstance(caught.value, InputError) else str(caught.value)
    assert words in told
    assert "/" not in told.split(" ")[0]  # no path of a temporary file


def test_no_text_is_sent_if_that_is_refused(attempt):
    with pytest.raises(InputError) as caught:
        attempt("Rest.", voice="gtts")
    assert "--offline" in what_is_wrong(caught.value)


def test_a_fault_in_a_lexicon_of_the_script_names_it(attempt, tmp_path):
    (tmp_path / "own.yaml").write_text("stent: STENT\ntrocar: /9/\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        attempt("Rest.", lexicons=(tmp_path / "own.yaml",))
    assert what_is_wrong(caught.value).startswith("own.yaml, line 2: ")


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1, max_size=30),
    st.sampled_from(
        ["no", "Null", "1.5", "- x", "a: b", "it's", "'", '"', "# x", "~", "/a/", "/a b/", "<b>", "{a}", "*x"]
    ),
).filter(lambda text: text.strip() == text)


@given(TEXTS, TEXTS)
def test_the_line_for_a_lexicon_is_read_back(written, said):
    assert YAML(typ="safe", pure=True).load(lexicon_entry(written, said)) == {written: said}


@each(
    "written, said",
    [("kyphoplasty", "KY-foh-plas-tee"), ("no", "/noʊ/"), ("ácido fólico", "á-cido"), ("1.5", "a half")],
)
def test_a_lexicon_takes_the_line(tmp_path, written, said):
    lexicon = tmp_path / "own.yaml"
    lexicon.write_text(lexicon_entry(written, said) + "\n", encoding="utf-8")
    (found,) = read_lexicon(lexicon)
    assert (found.written, found.said) == (written, said)


def test_who_receives_the_text_is_told(tmp_path, monkeypatch):
    from narrate.preview import trying

    told: list = []
    monkeypatch.setattr(trying, "speak", lambda said, rate, notice, **_: notice("sent") or pytest.fail("not spoken"))
    with pytest.raises(pytest.fail.Exception):
        try_out(Trial("Rest."), Speaking("en", "espeak"), Wish(tmp_path, tmp_path, ()), told.append)
    assert told == [Told("sent")]
