"""Haitian Creole. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transkripsyon, tèks videyo"),
    titles=words("tit"),
    stage=words("aplodisman") | phrases("pwochen paj"),
    doubtful=words("poz klik mizik ri touse silans bri son"),
    beside=words("yon ti dous kòmanse fini k ap jwe nan fon"),
    pressed=words("peze bouton kle ponp ekran etikèt senbòl manyen"),
    unheard=phrases("pa tande, pa klè, nou pa tande"),
    seen=phrases("tèks sou ekran, tit sou ekran"),
    perhaps_seen=phrases("sou ekran, imaj, sèn, mizik, kamera"),
    visual=phrases("nan kamera, bay kamera, parèt sou ekran, logo lopital"),
    addressed=words("ou w nou n"),
    said=phrases("vwa off, vwa deyò"),
    perhaps_said=phrases("vwa"),
    speaks=words("pale"),
    narrators=words("naratè prezantatè"),
    persons=words("doktè enfimyè pasyan famasyen"),
    signals=words("""
        nòt avètisman enpòtan atansyon konsèy egzanp etap siy sentòm maten midi aswè lannwit jou semèn mwa dòz
        medikaman je zòrèy bra janm jenou gòch dwat si lè vitamin fè kalsyòm sèl sik dlo san pwa tansyon lafyèv
        """),
    pages=phrases("wè plis, li plis, gade transkripsyon, kache transkripsyon, retounen anlè"),
    buttons=phrases("fèmen, retounen, enprime, pataje"),
    sites=words("akèy bibliyotèk videyo fim sante atik paj"),
    credits=phrases("soutit pa, tradui pa, revize pa, apwouve pa, ekri pa"),
    labels=phrases("tradiksyon, otè, revizyon"),
    dated=phrases("dènye mizajou, dènye revizyon"),
    sources=phrases("sous, referans"),
    rights=phrases("tout dwa rezève"),
    negations=words("pa pat poko janm san anyen okenn sèlman sof sispann pinga pyès entèdi evite p"),
    amounts=words("""
        yon youn de twa kat senk sis sèt uit nèf dis douz ven mwatye demi doub fwa miligram gram mililit lit
        inite grenn konprime kapsil gout kiyè dòz piki plak souf èdtan minit jou
        """),
    joining=words("ak oswa e"),
)  # fmt: skip
