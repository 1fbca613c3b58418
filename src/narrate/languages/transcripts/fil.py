"""Filipino. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("pamagat"),
    announces=phrases("transkrip, transkripsyon"),
    stage=words("musika palakpakan tawanan tumatawa umuubo katahimikan ingay tunog hinto"),
    beside=words("na ng sa at ang mahina mahinang maikling nagsisimula natatapos"),
    unheard=phrases("hindi marinig, hindi malinaw, hindi maintindihan"),
    seen=phrases("teksto sa screen, teksto sa iskrin, sa screen, larawan, eksena, musika"),
    said=phrases("tinig"),
    says=words("nagsasalita"),
    narrators=words("tagapagsalaysay"),
    persons=words("doktor nars pasyente"),
    signals=words("""
        paalala babala mahalaga tandaan halimbawa hakbang sintomas umaga tanghali hapon gabi araw linggo buwan dosis
        gamot mata tainga kamay paa tuhod kaliwa kanan kung kapag
        """),
    pages=phrases("higit pa, isara, bumalik, i-print, ibahagi"),
    credits=phrases("subtitle ni, mga subtitle ni, isinalin ni, sinuri ni"),
    sources=phrases("pinagmulan, sanggunian"),
    negations=words("hindi huwag wala walang hindi-kailanman lamang maliban itigil"),
)  # fmt: skip
