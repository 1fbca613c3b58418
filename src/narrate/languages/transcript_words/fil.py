"""Filipino. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transkrip, transkripsyon"),
    titles=words("pamagat"),
    stage=words("palakpakan tumatawa") | phrases("susunod na slide"),
    doubtful=words("tawanan umuubo klik musika katahimikan ingay tunog"),
    beside=words("na ng sa at ang mahina mahinang maikling nagsisimula natatapos"),
    pressed=words("pindutin pindot buton susi bomba screen iskrin etiketa simbolo"),
    unheard=phrases("hindi marinig, hindi malinaw, hindi maintindihan"),
    seen=phrases("teksto sa screen, teksto sa iskrin, pamagat sa screen"),
    perhaps_seen=phrases("sa screen, larawan, eksena, musika, kamera"),
    visual=phrases("sa kamera, sa harap ng kamera, lumalabas sa screen, logo ng"),
    addressed=words("ka mo iyo iyong ikaw kayo ninyo inyong tayo natin namin"),
    perhaps_said=phrases("tinig, boses"),
    speaks=words("nagsasalita"),
    narrators=words("tagapagsalaysay"),
    persons=words("doktor nars pasyente"),
    signals=words("""
        paalala babala mahalaga tandaan halimbawa hakbang sintomas umaga tanghali hapon gabi araw linggo buwan
        dosis gamot mata tainga kamay paa tuhod kaliwa kanan kung kapag bitamina iron calcium asin asukal tubig
        dugo timbang presyon lagnat
        """),
    pages=phrases("higit pa, tingnan ang transkrip, itago ang transkrip, bumalik sa itaas, basahin pa"),
    buttons=phrases("isara, bumalik, i-print, ibahagi"),
    sites=words("home tahanan aklatan video pelikula kalusugan artikulo pahina"),
    credits=phrases("subtitle ni, mga subtitle ni, isinalin ni, sinuri ni, isinulat ni, ginawa ni"),
    labels=phrases("pagsasalin, salin, may-akda"),
    dated=phrases("huling na-update, huling sinuri"),
    sources=phrases("pinagmulan, sanggunian"),
    negations=words("""
        hindi huwag wala walang hindi-kailanman lamang maliban itigil bawal iwasan ihinto di puwera tigil
        """),
    amounts=words("""
        isa isang dalawa dalawang tatlo tatlong apat lima limang anim pito walo siyam sampu kalahati kalahating
        doble beses miligramo gramo mililitro litro yunit tableta tabletang kapsula patak kutsara kutsarita
        dosis iniksyon puff oras minuto araw
        """),
    joining=words("at o"),
)  # fmt: skip
