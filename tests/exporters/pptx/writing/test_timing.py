import zipfile
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from narrate.exporters.pptx.verifying.references import check_references
from narrate.exporters.pptx.writing.timing import Change, Effect, timing, transition
from tests.exporters.pptx.changed_decks import audit, rewrite
from tests.exporters.pptx.writing.moving_deck import Page, write_deck
from tests.tables import each

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SOUND = 4

times = st.integers(0, 600_000)
shapes = st.integers(5, 9)
lists_of_effects = st.lists(
    st.builds(Effect, times, st.sampled_from([Change.APPEAR, Change.DISAPPEAR]), shapes)
    | st.builds(Effect, times, st.just(Change.COLOUR), shapes, st.integers(0, 3), st.sampled_from(["tx1", "tx2"])),
    max_size=40,
)


def effect_nodes(xml):
    return [node for node in etree.fromstring(xml).iter(f"{P}cTn") if node.get("presetClass")]


def advances(xml):
    return [int(element.get("advTm")) for element in etree.fromstring(xml).iter(f"{P}transition")]


@given(lists_of_effects)
def test_the_sound_comes_first_and_the_effects_follow_in_order_of_time(effects):
    sound, *nodes = effect_nodes(timing(SOUND, 9000, effects))
    assert sound.get("presetClass") == "mediacall"
    assert sound.find(f".//{P}spTgt").get("spid") == str(SOUND)
    delays = [int(node.find(f"{P}stCondLst/{P}cond").get("delay")) for node in nodes]
    assert delays == sorted(effect.at_ms for effect in effects)


@given(lists_of_effects)
def test_every_effect_is_written_as_it_was_given(effects):
    _, *nodes = effect_nodes(timing(SOUND, 9000, effects))
    read = []
    for node in nodes:
        words = node.find(f".//{P}pRg")
        colour = node.find(f".//{A}schemeClr")
        change = {"entr": Change.APPEAR, "exit": Change.DISAPPEAR, "emph": Change.COLOUR}[node.get("presetClass")]
        assert node.findtext(f".//{P}attrName") == ("style.color" if colour is not None else "style.visibility")
        if colour is None:
            assert node.find(f".//{P}strVal").get("val") == ("visible" if change is Change.APPEAR else "hidden")
        read.append(
            Effect(
                int(node.find(f"{P}stCondLst/{P}cond").get("delay")),
                change,
                int(node.find(f".//{P}spTgt").get("spid")),
                None if words is None else int(words.get("st")),
                "" if colour is None else colour.get("val"),
            )
        )
    assert read == sorted(effects, key=lambda effect: effect.at_ms)


@given(lists_of_effects)
def test_ids_count_up_from_one(effects):
    ids = [int(node.get("id")) for node in etree.fromstring(timing(SOUND, 9000, effects)).iter(f"{P}cTn")]
    assert ids == [number for number, _ in zip(count(1), ids, strict=False)]


@given(lists_of_effects)
def test_the_build_list_has_each_group_once_and_a_group_each_paragraph_once(effects):
    root = etree.fromstring(timing(SOUND, 9000, effects))
    changes: dict[tuple[str, str], list] = {}
    for node in effect_nodes(etree.tostring(root))[1:]:
        words = node.find(f".//{P}pRg")
        key = (node.find(f".//{P}spTgt").get("spid"), node.get("grpId"))
        changes.setdefault(key, []).append((node.get("presetClass"), words.get("st") if words is not None else None))
    entries = [(element.get("spid"), element.get("grpId")) for element in root.iter(f"{P}bldP")]
    assert sorted(entries) == sorted(changes)
    for group in changes.values():
        assert len(set(group)) == len(group)
        assert len({change for change, _ in group}) == 1
    for shape in {shape for shape, _ in changes}:
        groups = sorted(int(number) for spid, number in changes if spid == shape)
        assert groups == list(range(len(groups)))


def test_without_effects_there_is_no_build_list():
    assert "bldLst" not in timing(SOUND, 9000)
    assert len(effect_nodes(timing(SOUND, 9000))) == 1


@each(
    "wrong",
    [
        (-1, Change.APPEAR, 5),
        (0, Change.COLOUR, 5),
        (0, Change.COLOUR, 5, 0),
        (0, Change.COLOUR, 5, -1, "tx1"),
        (0, Change.COLOUR, 5, None, "tx1"),
        (0, Change.APPEAR, 5, 0),
        (0, Change.DISAPPEAR, 5, None, "tx1"),
    ],
)
def test_an_impossible_effect_is_refused(wrong):
    with pytest.raises(ValueError, match=r"effect|only COLOUR has"):
        Effect(*wrong)


@given(st.integers(0, 600_000), st.integers(0, 600_000))
def test_no_viewer_advances_before_the_sound_ends_or_long_after(heard, last):
    office, point = advances(transition(heard, last))
    assert point == heard + 800
    assert office % 1000 == 0
    end = last + office  # LibreOffice counts from the last effect
    assert end >= heard + 300
    assert end < heard + 1300 or office == 0


@pytest.fixture(scope="module")
def moving(tmp_path_factory):
    pages = [
        Page(5120, (500, 2000, 3500), marks=True),
        Page(5120, (0, 2000, 3500), colours=True, sentence_in_title=True),
        Page(5120, (0, 2000, 3500), marks=True, colours=True),
    ]
    return write_deck(tmp_path_factory.mktemp("moving") / "moving.pptx", pages)


@pytest.mark.slow
def test_a_deck_with_changes_is_valid(moving):
    assert audit(moving) == []
    assert check_references(moving) == []


PLANTED = {
    "paragraph": (r'<p:pRg st="1" end="1"/>', '<p:pRg st="7" end="7"/>', "paragraphs 7 to 7 of shape"),
    "no build": (r'<p:bldP spid="\d+" grpId="0" animBg="1"/>', "", "group 0 of the effects of shape"),
    "double build": (r'(<p:bldP spid="\d+" grpId="0" animBg="1"/>)', r"\1\1", "stands twice in the build list"),
    "build of no effect": (r"<p:bldLst>", '<p:bldLst><p:bldP spid="3" grpId="90"/>', "has no such effects"),
    "no text body": (r'name="Rest"(.*?)<p:txBody>.*?</p:txBody>', r'name="Rest"\1', "has no text body"),
    "late": (r'<p:cond delay="3500"/>', '<p:cond delay="35000"/>', "35000 ms, when the slide has gone at 5920 ms"),
    "no time": (r'<p:cond delay="3500"/>', '<p:cond delay="indefinite"/>', "'indefinite', which is not a number"),
}


@each("fault", PLANTED)
def test_faults_planted_in_the_timing_are_found(moving, tmp_path, fault):
    pattern, replacement, message = PLANTED[fault]
    bad = rewrite(moving, tmp_path / "bad.pptx", "ppt/slides/slide3.xml", pattern, replacement)
    assert any(message in line for line in check_references(bad)), check_references(bad)


def test_an_icon_above_an_animated_shape_is_found(moving, tmp_path):
    with zipfile.ZipFile(moving) as archive:
        root = etree.fromstring(archive.read("ppt/slides/slide3.xml"))
    tree = root.find(f"{P}cSld/{P}spTree")
    tree.append(tree.find(f"{P}pic"))
    bad = tmp_path / "bad.pptx"
    with zipfile.ZipFile(moving) as source, zipfile.ZipFile(bad, "w") as out:
        for name in source.namelist():
            out.writestr(name, etree.tostring(root) if name.endswith("/slide3.xml") else source.read(name))
    assert any("would end the sound" in line for line in check_references(bad))
