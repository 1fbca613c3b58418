"""Haitian Creole. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("tit"),
    announces=phrases("transkripsyon, tèks videyo"),
    stage=words("mizik poz aplodisman ri touse silans bri son"),
    beside=words("yon ti dous kòmanse fini k ap jwe nan fon"),
    unheard=phrases("pa tande, pa klè, nou pa tande"),
    seen=phrases("tèks sou ekran, sou ekran, imaj, sèn, mizik"),
    said=phrases("vwa"),
    says=words("pale di"),
    narrators=words("naratè prezantatè"),
    persons=words("doktè enfimyè pasyan famasyen"),
    signals=words("""
        nòt avètisman enpòtan atansyon konsèy egzanp etap siy sentòm maten midi aswè lannwit jou semèn mwa dòz
        medikaman je zòrèy bra janm jenou gòch dwat si lè
        """),
    pages=phrases("plis, mwens, wè plis, li plis, fèmen, retounen, enprime, pataje"),
    credits=phrases("soutit pa, tradui pa, tradiksyon, revize pa"),
    sources=phrases("sous, referans"),
    rights=phrases("tout dwa rezève"),
    negations=words("pa pat poko janm san anyen okenn sèlman sof sispann"),
)  # fmt: skip
