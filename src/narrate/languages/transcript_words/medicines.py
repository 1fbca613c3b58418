"""Recognises medicines by the WHO's stems for international nonproprietary names.

Almost all medicines of a kind share a final stem ("-pril", "-mycin") in every language. There is no list of medicines:
if in doubt, a name counts as one.
"""

from __future__ import annotations

import re

_STEMS = [
    "formin",
    "glitazon",
    "gliptin",
    "gliflozin",
    "glutid?",
    "sulin",
    "cillin",
    "cilin",
    "m[yi]cin",
    "floxacin",
    "cyclin",
    "ciclin",
    "azol",
    "conazol",
    "prazol",
    "tidin",
    "statin",
    "sartan",
    "prilat?",
    "olol",
    "dipin[eo]?",
    "parin",
    "xaban",
    "gatran",
    "grel",
    "cumarol",
    "coumarol",
    "warfarin",
    "profen",
    "fenac",
    "oxicam",
    "coxib",
    "cetamol",
    "aminophen",
    "morphin",
    "morfin",
    "codon",
    "codein",
    "fentan[yi]l",
    "tramadol",
    "metadon",
    "methadon",
    "triptan",
    "setron",
    "azepam",
    "azolam",
    "zolam",
    "zodon",
    "oxetin",
    "opram",
    "ipramin",
    "triptylin",
    "triptilin",
    "azin",
    "apin",
    "peridon",
    "piprazol",
    "mab",
    "tinib",
    "ciclib",
    "parib",
    "vir",
    "buvir",
    "vudin",
    "cain",
    "ca[ií]n",
    "terol",
    "tropium",
    "sonid",
    "onid",
    "thason",
    "metason",
    "nison",
    "rtison",
    "solon",
    "t?hiazid",
    "tiazid",
    "semid",
    "actone?",
    "lacton",
    "digoxin",
    "digitoxin",
    "amiodaron",
    "nitrat",
    "nitroglyc[ei]rin",
    "aspirin",
    "salic[yi]l",
    "lithi",
    "lit[hi]io",
    "levodopa",
    "dopa",
    "bid?opa",
    "gabalin",
    "gabapentin",
    "valpro[ai]t",
    "triax?on",
    "mustin",
    "platin",
    "taxel",
    "rubicin",
    "trexat",
    "prost",
    "tretinoin",
    "onium",
    "cur[aá]n?ium",
    "thyroxin",
    "tiroxin",
    "steron",
    "estradiol",
    "dronat",
    "ferol",
]
_STEM = re.compile(rf"^[^\W\d_]*(?:{'|'.join(_STEMS)})(?:e|a|o|um|en|i|s|es|as|os)?$", re.IGNORECASE)
_SHORTEST = 6

# The stems, and a few names without one, in other scripts. They may occur anywhere in a word.
_IN_OTHER_SCRIPTS = """
формин инсулин циллин мицин флоксацин циклин азол празол статин сартан прилат лаприл ноприл топрил олол дипин гепарин ксабан
варфарин профен фенак коксиб цетамол аминофен морфин кодеин фентанил трамадол азепам золам аспирин амиодарон дигоксин
преднизолон левотироксин нитроглицерин адреналин эпинефрин
فورمين أنسولين انسولين إنسولين سيلين ميسين فلوكساسين برازول كونازول ستاتين سارتان لابريل نوبريل توبريل لولول برولول ديبين هيبارين
وارفارين بروفين ديكلوفيناك سيتامول مورفين كوديين ترامادول أسبرين اسبرين ديجوكسين بريدنيزولون ثيروكسين
فورمین سیلین مایسین سیتین استاتین سارتان وارفارین بروفن دیکلوفناک استامینوفن مورفین کدئین ترامادول آسپرین انسولین دیگوکسین
फॉर्मिन इंसुलिन इन्सुलिन सिलिन माइसिन स्टैटिन सार्टन प्राज़ोल प्राजोल वारफेरिन वारफरिन सिटामोल एस्पिरिन मॉर्फिन ट्रामाडोल प्रोफेन हेपरिन
双胍 雙胍 胰岛素 胰島素 西林 霉素 黴素 沙星 他汀 沙坦 普利 洛尔 洛爾 地平 肝素 沙班 华法林 華法林 布洛芬 双氯芬酸 扑热息痛 氨基酚 胺基酚 吗啡 嗎啡 可待因
曲马多 阿司匹林 阿斯匹靈 地高辛 泼尼松 拉唑 康唑 硝酸甘油
ホルミン インスリン シリン マイシン フロキサシン アゾール プラゾール スタチン サルタン プリル ロロール ジピン ヘパリン キサバン ワルファリン
プロフェン フェナク アミノフェン モルヒネ コデイン トラマドール アスピリン ジゴキシン プレドニゾロン ニトログリセリン
포르민 인슐린 실린 마이신 플록사신 프라졸 코나졸 스타틴 사르탄 로프릴 노프릴 올롤 디핀 헤파린 사반 와파린 와르파린 프로펜 페낙 아미노펜 모르핀 코데인
트라마돌 아스피린 디곡신 프레드니솔론 니트로글리세린
"""
_IN_SCRIPTS = re.compile(
    "|".join(sorted(set(_IN_OTHER_SCRIPTS.split()), key=lambda stem: (-len(stem), stem))), re.IGNORECASE
)


def is_medicine(word: str) -> bool:
    """Whether ``word`` ends in the stem of a medicine, in Latin letters, or contains one in another script."""
    if word.isascii() or word[0] < "\u0370":
        return len(word) >= _SHORTEST and _STEM.match(word) is not None
    return _IN_SCRIPTS.search(word) is not None
