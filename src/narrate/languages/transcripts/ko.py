"""Korean. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("제목"),
    announces=phrases("대본, 자막 전문, 녹취록"),
    stage=words("음악 박수 웃음 기침 침묵 효과음 종소리 잠시 멈춤"),
    beside=words("잔잔한 짧은 배경 시작 끝"),
    unheard=phrases("들리지 않음, 알아들을 수 없음, 불분명, 안 들림"),
    seen=phrases("화면 자막, 화면 글자, 화면, 장면, 영상, 효과음, 음악"),
    said=phrases("내레이션, 음성"),
    says=words("말한다"),
    narrators=words("내레이터 해설 진행자 사회자"),
    persons=words("의사 간호사 환자 약사"),
    signals=words("주의 경고 중요 참고 예 단계 증상 아침 점심 저녁 밤 매일 용량 약 오른쪽 왼쪽 눈 귀"),
    pages=phrases("더 보기, 접기, 닫기, 뒤로, 인쇄, 공유"),
    credits=phrases("자막, 번역, 감수, 제작, 최종 수정"),
    sources=phrases("출처, 참고 문헌"),
    rights=phrases("모든 권리 보유"),
    negations=words("안 못 않 없이 금지 말고 마세요 만"),
)  # fmt: skip
