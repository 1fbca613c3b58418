"""Captions of scripts written without spaces: cut between phrases, and each heard while it stands."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from narrate.errors import MissingDependencyError
from narrate.exporters.verifying.captions_checks import check_captions
from narrate.exporters.verifying.edition_record import RecordSentence
from narrate.model import Caption, Kind, Script, Segment, Sentence, Sound, Timing, Utterance, Voice, Word
from narrate.script.sentences import tokenise
from narrate.timeline import build_timeline, captions
from narrate.timeline.captions import GAP_MS, LONGEST_MS
from narrate.typeset.clusters import clusters
from narrate.typeset.lines import parts_of
from tests.tables import each

VOICE = Voice("fake", "hum", "en")
TEXTS = {
    "th": [
        "ก่อนตรวจคุณต้องงดอาหารและน้ำอย่างน้อยหกชั่วโมงเพราะถ้ามีอาหารอยู่ในกระเพาะคุณอาจสำลักได้ระหว่างที่หลับอยู่",
        "กินยาน้ำครั้งละ 5 มล. วันละ 3 ครั้งหลังอาหารเช้ากลางวันและเย็นแล้วดื่มน้ำตามหนึ่งแก้วเต็มทุกครั้ง",
        "หมอจะใส่ท่อเล็กๆเข้าไปในหลอดเลือดที่ขาหนีบแล้วค่อยๆเลื่อนขึ้นไปจนถึงหัวใจโดยดูจากภาพเอกซเรย์บนจอ",
        "ถ้ามีไข้สูงกว่า 38.5 องศาหรือแผลบวมแดงหรือมีเลือดออกไม่หยุดให้รีบโทรหาพยาบาลทันทีไม่ต้องรอจนถึงเช้า",
        "หลังผ่าตัดคุณจะนอนในห้องพักฟื้นประมาณ 2 ชั่วโมง พยาบาลจะวัดความดันและถามว่าคุณปวดแผลมากแค่ไหน",
    ],
    "ja": [
        "検査の前の六時間は、何も食べないでください。胃の中に食べ物があると、眠っている間にむせることがあります。",
        "このシロップを1回5ミリリットル、1日3回、食後にコップ1杯の水と一緒に飲んでください。",
        "医師は「カテーテル」という細い管を足のつけ根の血管から入れて、心臓までゆっくり進めていきます。",
        "熱が38.5度をこえたり、傷がはれて赤くなったりしたときは、朝まで待たずに、すぐに看護師に電話してください。",
        "手術のあとは回復室で約2時間休み、そのあいだ看護師が血圧を測り、痛みの強さをたずねます。",
    ],
    "zh": [
        "检查前六个小时不要吃东西，因为胃里如果有食物，您睡着的时候可能会呛到，所以请一定记住这一点。",
        "每次服用5毫升糖浆，一天三次，饭后用一杯水送服，连续服用十天，不要自己停药也不要加量。",
        "医生会把一根叫做“导管”的细管子从大腿根部的血管放进去，看着屏幕上的图像慢慢推到心脏。",
        "如果体温超过38.5度，或者伤口又红又肿，请不要等到早上，马上给护士打电话，号码在您的手册上。",
        "手术以后您会在恢复室休息大约2个小时，护士会给您量血压，并且问您伤口疼得有多厉害。",
    ],
    "zh-Hant": ["檢查前六個小時不要吃東西，因為胃裡如果有食物，您睡著的時候可能會嗆到，所以請一定記住這一點。"],
    "km": [
        "មុនពេលពិនិត្យអ្នកមិនត្រូវញ៉ាំអាហារឬផឹកទឹកយ៉ាងហោចណាស់ប្រាំមួយម៉ោងទេព្រោះអាហារនៅក្នុងក្រពះអាចធ្វើឱ្យអ្នកឈ្លក់",
        "លេបថ្នាំទឹក 5 mL មួយដងបីដងក្នុងមួយថ្ងៃក្រោយពេលញ៉ាំអាហារហើយផឹកទឹកមួយកែវពេញរាល់ពេល",
        "គ្រូពេទ្យនឹងដាក់បំពង់តូចមួយចូលក្នុងសរសៃឈាមនៅត្រង់ក្រលៀនហើយរុញវាយឺតៗរហូតដល់បេះដូង",
        "បើអ្នកមានគ្រុនក្តៅលើសពី 38.5 អង្សាឬរបួសហើមក្រហមសូមទូរស័ព្ទទៅគិលានុបដ្ឋាយិកាភ្លាម",
        "ក្រោយការវះកាត់អ្នកនឹងសម្រាកនៅក្នុងបន្ទប់សម្រាកប្រហែល 2 ម៉ោងហើយគិលានុបដ្ឋាយិកានឹងវាស់សម្ពាធឈាម",
    ],
    "my": ["စစ်ဆေးမှုမတိုင်မီ အနည်းဆုံး ခြောက်နာရီ အစာမစားပါနှင့် အစာအိမ်ထဲတွင် အစာရှိလျှင် အိပ်ပျော်နေစဉ် သီးနိုင်ပါသည်"],
    "lo": ["ກ່ອນການກວດທ່ານບໍ່ຄວນກິນອາຫານຢ່າງໜ້ອຍຫົກຊົ່ວໂມງເພາະອາຫານໃນກະເພາະອາດເຮັດໃຫ້ທ່ານສຳລັກໃນເວລານອນຫຼັບ"],
}  # fmt: skip
EACH = [(tag, text) for tag, texts in TEXTS.items() for text in texts]
MODELS = {"th": "th", "ja": "ja", "zh": "zh-hans", "zh-Hant": "zh-hant", "km": "icu", "my": "icu", "lo": "icu"}


def track_of(text: str, tag: str, ms_a_letter: int = 70, lead: int = 40) -> tuple[tuple[Caption, ...], RecordSentence]:
    """The captions of one sentence, and what verify knows of it."""
    tokens = tokenise(text)
    words, at = [], lead
    for number, token in enumerate(tokens):
        end = at + ms_a_letter * len(token.text)
        words.append(Word(number, at, end))
        at = end + 20 * (number % 2)
    duration = -(-(at + 60) // 20) * 20
    spoken = Utterance(
        Sentence("s.1", text, tokens), Sound(text, 16_000, duration * 16), tuple(words), Timing.EXACT, duration
    )
    script = Script("t", "T", tag, (Segment("s", Kind.NARRATION, "S", None, (spoken.sentence,)),), Path("t.md"))
    (track,) = build_timeline(script, [spoken], VOICE).tracks
    start = track.clips[0].start_ms
    said = tuple((tokens[word.token].text, start + word.start_ms, start + word.end_ms) for word in words)
    return track.captions, RecordSentence("s.1", text, start, start + duration, said)


def assert_right(found: tuple[Caption, ...], said: RecordSentence, tag: str) -> None:
    """Every letter once and in order, no overlap, none gone before it is said; and verify agrees."""
    letters = re.sub(r"\s", "", "".join(caption.text for caption in found))
    assert letters == re.sub(r"\s", "", said.text)
    for caption, after in pairwise(found):
        assert caption.start_ms < caption.end_ms <= after.start_ms
    last, ends = found[-1], said.words[-1][2]
    assert last.end_ms >= min(ends, last.start_ms + LONGEST_MS)
    for caption, after in pairwise(found):
        assert caption.end_ms >= min(after.start_ms - GAP_MS, caption.start_ms + LONGEST_MS)
    wrong = [one for one in check_captions("vtt", found, [said], tag) if one.faults]
    assert not wrong, wrong


@each(("tag", "text"), EACH, ids=range(len(EACH)))
def test_captions_are_cut_between_phrases(tag: str, text: str):
    found, said = track_of(text, tag, ms_a_letter=130)
    assert_right(found, said, tag)
    assert len(found) > 1
    edges = {0}
    for part in parts_of(text, MODELS[tag]):
        edges.add(max(edges) + len(part))
    ends = {len(re.sub(r"\s", "", text[:edge])) for edge in edges}
    at = 0
    for caption in found:
        for line in caption.text.split("\n"):
            at += len(re.sub(r"\s", "", line))
            assert at in ends, line
            assert line[0] not in "、。，．）」』”ๆฯ។៕၊ၗ"
            assert line[-1] not in "「『（“("


@each(("tag", "text"), EACH, ids=range(len(EACH)))
def test_a_dose_stays_whole(tag: str, text: str):
    found, _ = track_of(text, tag)
    lines = [line for caption in found for line in caption.text.split("\n")]
    for dose in re.findall(r"\d[\d.]* ?(?:มล\.|องศา|ชั่วโมง|ครั้ง|ミリ|度|時|回|毫升|mL|个|小时)", text):
        assert any(dose in line for line in lines), dose


@each(("tag", "text"), EACH, ids=range(len(EACH)))
def test_without_a_model_no_syllable_is_cut(tag: str, text: str, monkeypatch: pytest.MonkeyPatch):
    def missing(text: str, model: str) -> list[str]:
        if model:
            raise MissingDependencyError("not here")
        return parts_of(text, model)

    monkeypatch.setattr(captions, "parts_of", missing)
    found, said = track_of(text, tag)
    assert_right(found, said, tag)
    whole = clusters(re.sub(r"\s", "", text))
    ends, at = set(), 0
    for cluster in whole:
        at += len(cluster)
        ends.add(at)
    at = 0
    for caption in found:
        at += len(re.sub(r"\s", "", caption.text))
        assert at in ends


def test_a_caption_begins_within_a_token_at_its_share_of_letters():
    text = TEXTS["th"][0]
    assert len(tokenise(text)) == 1
    found, said = track_of(text, "th")
    (word, start, end), letters = said.words[0], 0
    for caption in found:
        whole = sum(letter.isalnum() for letter in word)
        assert caption.start_ms == start + (end - start) * letters // whole
        letters += sum(letter.isalnum() for letter in caption.text)
    assert found[-1].end_ms >= end


def test_verify_finds_a_caption_that_begins_too_late_within_a_token():
    found, said = track_of(TEXTS["th"][0], "th")
    late = Caption(found[1].start_ms + 200, found[1].end_ms, found[1].text)
    wrong = [one.check for one in check_captions("vtt", [found[0], late, *found[2:]], [said], "th") if one.faults]
    assert "captions start on a word" in wrong
    lost = [one.check for one in check_captions("vtt", found[:-1], [said], "th") if one.faults]
    assert "words in captions" in lost


@given(
    st.lists(
        st.sampled_from(["ก่อนตรวจ", "คุณ", "ไม่", "ๆ", "5 มล.", " ", "検査の", "前に、", "「管」", "。", "护士", "，", "ខ្ញុំ", "ញ៉ាំ", "။", "MRI", "38.5", "(ab)", "စာ", "、"]),
        min_size=1, max_size=60,
    ).map(lambda parts: " ".join("".join(parts).split())).filter(lambda text: any(letter.isalnum() for letter in text)),
    st.sampled_from(list(MODELS)), st.integers(10, 400), st.integers(0, 200),
)  # fmt: skip
@example("ก่อนตรวจ护士(ab)「管」ก่อนตรวจก่อนตรวจ", "ja", 211, 0)
@example("ก่อนตรวจ「管」38.5(ab)5 มล.", "th", 304, 0)
@example("ก่อนตรวจก่อนตรวจ「管」MRI(ab)5 มล.ก่อนตรวจก่อนตรวจ", "th", 152, 0)
@example("。5 มล.ខ្ញុំ38.5ខ្ញុំ", "ja", 369, 0)
@example("。、，5 มล.ខ្ញុំ38.5ខ្ញុំ", "ja", 369, 0)
def test_what_always_holds(text: str, tag: str, pace: int, lead: int):
    found, said = track_of(text, tag, pace, lead)
    letters = re.sub(r"\s", "", "".join(caption.text for caption in found))
    assert letters == re.sub(r"\s", "", text)
    for caption, after in pairwise(found):
        assert caption.start_ms < caption.end_ms <= after.start_ms
        assert caption.end_ms >= min(after.start_ms - GAP_MS, caption.start_ms + LONGEST_MS)
    assert found[0].start_ms == said.words[0][1]
    assert found[-1].end_ms >= min(said.words[-1][2], found[-1].start_ms + LONGEST_MS)
    assert not [
        one for one in check_captions("vtt", found, [said], tag) if one.faults and one.check != "captions can be read"
    ]
