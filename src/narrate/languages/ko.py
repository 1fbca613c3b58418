"""Korean: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="ko",
    region="KR",
    alpha3="kor",
    autonym="한국어",
    phrases_language="ko",
    phrases={
        "narration": "이 슬라이드의 해설, {seconds}초",
        "listen": "전체 듣기",
        "length": "{minutes}분 {seconds}초",
        "files": "저장할 파일",
        "slides_file": "자동으로 재생되는 슬라이드 (PowerPoint)",
        "sound_file": "소리 (MP3)",
        "captions_file": "자막 (WebVTT)",
        "text_file": "글",
        "all_topics": "모든 주제",
        "parts": "부분",
        "slide_of": "{number}장, 모두 {total}장",
        "part_of": "{total}부 중 {number}부",
        "length_line": "{minutes}분 · 듣기, 보기, 읽기",
        "closing_title": "집에서 다시 들어 보세요",
        "closing_again": "이 안내는 {address} 에서 다시 볼 수 있습니다.",
        "closing_share": "가족과 함께 보세요.",
        "closing_ask": "잘 모르는 점은 의료진에게 물어보세요.",
        "labels": "이름표",
        "scan": "휴대전화 카메라를 여기에 대세요",
        "scan_description": "QR 코드: 주소는 아래에 적혀 있습니다",
        "dot": "점",
        "slash": "슬래시",
        "hyphen": "하이픈",
        "underscore": "밑줄",
        "or_ask": "CD나 큰 글자 자료도 요청하실 수 있습니다",
        "made_by_voice": "컴퓨터 음성이 읽었습니다.",
    },
)
