"""German. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("titel"),
    announces=phrases("transkript, abschrift, videotranskript, niederschrift"),
    stage=words("""
        pause pausen musik applaus lachen lacht gelächter seufzt hustet stille geräusch geräusche klingel piepen
        klick jingle musikeinspielung
        """),
    beside=words("""
        eine ein der die das und im in für zum kurze kurz lange leise ruhige fröhliche sanfte hintergrund beginnt
        endet spielt läuft weiter alle nächste folie fragen
        """),
    sounds=words("klingelt klingelnd bellt weint piept klopft summt rauscht läuft knarrt"),
    unheard=phrases("unverständlich, nicht verständlich, unhörbar, nicht hörbar, undeutlich"),
    seen=phrases("""
        bildschirmtext, text im bild, einblendung, texteinblendung, im bild, bild, grafik, szene, kamera,
        bauchbinde, soundeffekt, musik
        """),
    visual=words("kamera bildschirm szene einblendung nahaufnahme"),
    said=phrases("sprechertext, off-stimme, off, voiceover, ton"),
    says=words("spricht sagt fragt antwortet"),
    narrators=words("sprecher sprecherin erzähler erzählerin moderator moderatorin interviewer interviewerin"),
    persons=words("""
        arzt ärztin dr pflegerin pfleger krankenschwester schwester patient patientin apotheker apothekerin hebamme
        mutter vater frau mann tochter sohn therapeut therapeutin chirurg chirurgin
        """),
    signals=words("""
        hinweis warnung wichtig achtung vorsicht tipp beispiel schritt schritte anzeichen symptome morgens mittags
        abends nachts morgen mittag abend nacht frühstück mittagessen abendessen tag woche monat heute montag
        dienstag mittwoch donnerstag freitag samstag sonntag dosis medikament medikamente allergie allergien telefon
        adresse vorher nachher nie immer erstens zweitens rot gelb grün auge augen ohr ohren arm bein knie hüfte
        hand fuß links rechts linkes rechtes linke rechte beide wenn falls name datum uhrzeit nein ja tabletten
        tropfen insulin fieber schmerzen blutung notfall
        """),
    pages=phrases("""
        mehr, weniger, mehr anzeigen, weniger anzeigen, weiterlesen, schließen, zurück, nach oben, drucken, teilen,
        transkript anzeigen, transkript ausblenden, herunterladen
        """),
    credits=phrases("""
        untertitel von, untertitel, untertitelung, übersetzt von, übersetzung, geprüft von, medizinisch geprüft von,
        überprüft von, text von, produziert von, regie, musik von, zuletzt aktualisiert, letzte aktualisierung
        """),
    sources=phrases("quelle, quellen, literatur"),
    rights=phrases("alle rechte vorbehalten"),
    negations=words("nicht kein keine keinen keinem keiner nie niemals ohne weder noch außer nur stopp"),
    joining=words("und oder bis bzw. sowie"),
    compounding=words("nicht e x"),
)  # fmt: skip
