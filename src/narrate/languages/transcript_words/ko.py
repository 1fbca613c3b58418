"""Korean. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("대본, 자막 전문, 녹취록"),
    titles=words("제목"),
    stage=phrases("박수, 효과음") | phrases("다음 슬라이드"),
    doubtful=words("잠시 멈춤 웃음 클릭 음악 기침 침묵 종소리"),
    beside=words("잔잔한 짧은 배경 시작 끝"),
    pressed=words("누르세요 눌러 버튼 단추 펌프 화면 라벨"),
    unheard=phrases("들리지 않음, 알아들을 수 없음, 불분명, 안 들림"),
    seen=phrases("화면 자막, 화면 글자, 효과음, 화면 표시"),
    perhaps_seen=phrases("화면, 장면, 영상, 음악, 카메라, 이미지"),
    said=phrases("내레이션"),
    perhaps_said=phrases("음성, 목소리"),
    narrators=words("내레이터 진행자 사회자"),
    persons=words("해설 의사 간호사 환자 약사"),
    signals=words("주의 경고 중요 참고 예 단계 증상 아침 점심 저녁 밤 매일 용량 약 오른쪽 왼쪽 눈 귀"),
    pages=phrases("더 보기, 대본 보기, 대본 숨기기, 맨 위로"),
    buttons=phrases("접기, 닫기, 뒤로, 인쇄, 공유, 메뉴"),
    sites=words("홈 비디오 동영상 건강 기사 페이지"),
    credits=phrases("자막, 자막 제작, 감수"),
    labels=phrases("번역, 제작, 편집, 글쓴이, 감독"),
    dated=phrases("최종 수정, 최종 수정일, 업데이트"),
    sources=phrases("출처, 참고 문헌"),
    rights=phrases("모든 권리 보유"),
    negations=words("안 못 않 없이 금지 말고 마세요 만 아니 지 마 절대 중단 피하 외에"),
    amounts=words("하나 둘 셋 넷 다섯 여섯 일곱 여덟 아홉 열 한 두 세 네 반 배 밀리그램 마이크로그램 그램 밀리리터 단위 정 알 방울 캡슐 숟가락 번 회 용량 주사"),
    capitals_tell=False,
)  # fmt: skip
