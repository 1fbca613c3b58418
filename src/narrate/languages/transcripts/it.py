"""Italian. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("titolo"),
    announces=phrases("trascrizione, trascrizione del video"),
    stage=words("""
        pausa musica applausi risate ride sospira tosse tossisce silenzio rumore rumori suono suoni campanello clic
        sigla
        """),
    beside=words("""
        una un il la di in per breve lunga dolce allegra sottofondo continua inizia finisce tutti domande
        diapositiva
        """),
    sounds=words("squilla abbaia piange suona bussa scorre"),
    unheard=phrases("incomprensibile, non udibile, inudibile, non si sente, non chiaro"),
    seen=phrases("""
        testo a schermo, testo sullo schermo, a schermo, sullo schermo, immagine, grafica, scena, inquadratura,
        effetto sonoro, musica
        """),
    visual=words("telecamera schermo inquadratura scena logo"),
    said=phrases("voce fuori campo, voce narrante, narrazione"),
    says=words("parla dice chiede risponde"),
    narrators=words("narratore narratrice conduttore conduttrice presentatore presentatrice intervistatore"),
    persons=words("""
        medico dottore dottoressa dr infermiera infermiere paziente farmacista chirurgo ostetrica madre padre donna
        uomo
        """),
    signals=words("""
        nota attenzione importante avviso avvertenza consiglio consigli esempio passo passi segni sintomi mattina
        mezzogiorno sera notte colazione pranzo cena giorno settimana mese oggi lunedì martedì mercoledì giovedì
        venerdì sabato domenica dose farmaco farmaci allergie telefono indirizzo prima dopo durante mai sempre rosso
        giallo verde sì no occhio occhi orecchio braccio gamba ginocchio anca mano piede sinistro destro sinistra
        destra se quando nome data ora compresse gocce insulina febbre dolore emergenza
        """),
    pages=phrases("""
        altro, meno, mostra altro, mostra meno, leggi di più, chiudi, indietro, stampa, condividi, scarica
        """),
    credits=phrases("""
        sottotitoli di, sottotitoli a cura di, tradotto da, traduzione di, revisionato da, revisione di, scritto da,
        prodotto da, musica di, ultimo aggiornamento
        """),
    sources=phrases("fonte, fonti"),
    rights=phrases("tutti i diritti riservati"),
    negations=words("non no mai senza né nessun nessuna niente nulla tranne solo eviti smetta"),
    joining=words("e o ed od a"),
    compounding=words("ex non pre post anti"),
)  # fmt: skip
