"""Plain English."""

import re

from narrate.languages.plain import Plain

_IRREGULAR = (
    "given|taken|made|done|put|kept|held|told|shown|seen|known|sent|left|cut|worn|drawn|chosen|broken|found|felt|brought|"
    "built|bound|begun|grown|written|driven|hidden|torn|spread|shut|set|run|read"
)

PLAIN = Plain(
    purpose=re.compile(
        r"\b(?:this (?:guide|talk|film|video|page|part|program) |you(?: will|'ll) (?:learn|hear|see|find)|here (?:is|are) (?:what|how)|"
        r"(?:learn|explains?|tells? you|shows? you|helps? you|can help) )|\bhow to\b|\bwhat to expect\b",
        re.IGNORECASE,
    ),
    passive=re.compile(
        rf"\b(?:is|are|was|were|be|been|being|gets?|got)\s(?:\w+ly\s)?(?:not\s)?(?:\w{{3,}}ed|{_IRREGULAR})\b(?!\sto\b)", re.IGNORECASE
    ),
    address=re.compile(r"\byou(?:r|rs|rself|'re|'ll)?\b", re.IGNORECASE),
    everyday={
        "utilize": "use", "administer": "give", "administered": "given", "ambulate": "walk", "commence": "start",
        "discontinue": "stop", "physician": "doctor", "physicians": "doctors", "hypertension": "high blood pressure",
        "hypotension": "low blood pressure", "myocardial": "heart muscle", "renal": "kidney", "hepatic": "liver",
        "pulmonary": "lung", "cardiac": "heart", "dermal": "skin", "gastric": "stomach", "cerebral": "brain",
        "edema": "swelling", "contusion": "bruise", "laceration": "cut", "fatigue": "tiredness", "nausea": "feeling sick",
        "analgesic": "pain medicine", "anticoagulant": "blood thinner", "benign": "not cancer", "malignant": "cancer",
        "chronic": "long-lasting", "acute": "sudden", "adverse": "harmful", "contraindicated": "not safe", "etiology": "cause",
        "febrile": "with a fever", "hemorrhage": "bleeding", "incision": "cut", "inflammation": "swelling", "ingest": "swallow",
        "micturition": "passing urine", "monitor": "watch", "obtain": "get", "oral": "by mouth", "prior": "before",
        "prognosis": "outlook", "subcutaneous": "under the skin", "subsequently": "later", "sutures": "stitches",
        "symptomatic": "with signs of illness", "terminate": "end", "topical": "on the skin", "void": "pass urine",
        "approximately": "about", "additional": "more", "demonstrate": "show", "facilitate": "help", "sufficient": "enough",
    },
)  # fmt: skip
