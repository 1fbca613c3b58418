"""German. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transkript, abschrift, videotranskript, niederschrift"),
    titles=words("titel"),
    stage=words("applaus lacht seufzt jingle musikeinspielung") | phrases("nächste folie"),
    doubtful=words("gelächter lachen hustet pausen pause klick musik stille geräusch geräusche klingel piepen husten seufzen ton töne"),
    beside=words("""
        eine ein der die das und im in für zum kurze kurz lange leise ruhige fröhliche sanfte hintergrund
        beginnt endet spielt läuft weiter alle nächste folie fragen
        """),
    pressed=words("drücken drücke tippen berühren taste knopf pumpe bildschirm anzeige etikett symbol alarm wählen"),
    sounds=words("klingelt klingelnd bellt weint piept klopft summt rauscht läuft knarrt"),
    body=words("ohr ohren auge augen nase wunde brust kopf haut bauch baby"),
    unheard=phrases("unverständlich, nicht verständlich, unhörbar, nicht hörbar, undeutlich"),
    seen=phrases("""
        bildschirmtext, text im bild, texteinblendung, einblendung, soundeffekt, soundeffekte, schrift im bild,
        titel im bild
        """),
    perhaps_seen=phrases("im bild, bild, grafik, szene, kamera, musik, logo, video"),
    visual=phrases("""
        in die kamera, zur kamera, kamera zeigt, kamera schwenkt, nahaufnahme von, nahaufnahme einer,
        nahaufnahme eines, erscheint im bild, erscheint auf dem bildschirm, das logo, logo der, logo des,
        einblendung
        """),
    addressed=words("sie ihr ihre ihren ihrem ihrer ihres ihnen wir uns unser unsere du dein deine"),
    said=phrases("sprechertext, off-stimme, off-text, voiceover"),
    perhaps_said=phrases("off, ton, text, stimme, audio"),
    speaks=words("spricht"),
    narrators=words("sprecher sprecherin erzähler erzählerin moderator moderatorin interviewer interviewerin"),
    persons=words("""
        arzt ärztin dr pflegerin pfleger krankenschwester schwester patient patientin apotheker apothekerin
        hebamme mutter vater frau mann tochter sohn therapeut therapeutin chirurg chirurgin
        """),
    signals=words("""
        husten schwellung rötung erbrechen schwindel juckreiz schwäche verstopfung durchfall kopfschmerzen
        hinweis warnung wichtig achtung vorsicht tipp beispiel schritt schritte anzeichen symptome morgens
        mittags abends nachts morgen mittag abend nacht frühstück mittagessen abendessen tag woche monat heute
        montag dienstag mittwoch donnerstag freitag samstag sonntag dosis medikament medikamente allergie
        allergien telefon adresse vorher nachher nie immer erstens zweitens rot gelb grün auge augen ohr ohren
        arm bein knie hüfte hand fuß links rechts linkes rechtes linke rechte beide wenn falls name datum
        uhrzeit nein ja tabletten tropfen insulin fieber schmerzen blutung notfall vitamin vitamine eisen
        kalzium salz zucker wasser blut gewicht blutdruck puls temperatur haut plan
        """),
    pages=phrases("""
        mehr anzeigen, weiterlesen, transkript anzeigen, transkript ausblenden, zum inhalt springen, zurück nach
        oben, weniger anzeigen, vollständiges transkript, anmelden
        """),
    buttons=phrases("mehr, schließen, zurück, drucken, teilen, herunterladen, nach oben, menü"),
    sites=words("startseite start bibliothek videos video filme film gesundheit themen artikel seite ratgeber"),
    credits=phrases("""
        untertitel von, untertitel, übersetzt von, geprüft von, medizinisch geprüft von, überprüft von,
        produziert von, musik von, untertitelung, untertitelt von, produktion von, sprecher war, transkribiert
        von, freigegeben von, erstellt von, illustriert von
        """),
    labels=phrases("übersetzung, regie, produktion, autor, autorin, redaktion, text, musik, prüfung"),
    dated=phrases("""
        zuletzt aktualisiert, letzte aktualisierung, zuletzt geprüft, stand, aktualisiert, geprüft am,
        veröffentlicht
        """),
    sources=phrases("quelle, quellen, literatur"),
    rights=phrases("alle rechte vorbehalten"),
    negations=words("""
        nicht kein keine keinen keinem keiner nie niemals ohne weder noch außer nur stopp nichts niemand
        nirgends verboten absetzen ausser keines
        """),
    amounts=words("""
        zwei drei vier fünf sechs sieben acht neun zehn zwölf zwanzig dreißig hundert halb halbe halben doppelt
        einmal zweimal dreimal viermal milligramm mikrogramm gramm milliliter liter einheiten einheit tablette
        tabletten pille pillen kapsel kapseln tropfen löffel esslöffel teelöffel dosis dosen spritze spritzen
        pflaster hub hübe prozent grad täglich stunden stunde minuten tage tag wochen
        """),
    joining=words("und oder bis bzw. sowie"),
    compounding=words("nicht e x"),
    capitals_tell=False,
)  # fmt: skip
