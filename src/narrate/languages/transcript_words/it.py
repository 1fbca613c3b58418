"""Italian. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("trascrizione, trascrizione del video"),
    titles=words("titolo"),
    stage=words("applausi ride sospira sigla") | phrases("diapositiva successiva, prossima diapositiva"),
    doubtful=words("risate tossisce pausa clic musica tosse silenzio rumore rumori suono suoni campanello sospiro"),
    beside=words("""
        una un il la di in per breve lunga dolce allegra sottofondo continua inizia finisce tutti domande
        diapositiva
        """),
    pressed=words("prema premere tocchi toccare tasto pulsante pompa schermo etichetta simbolo allarme"),
    sounds=words("squilla abbaia piange suona bussa scorre"),
    body=words("orecchio orecchie occhio occhi naso ferita petto testa pelle pancia bambino"),
    unheard=phrases("incomprensibile, non udibile, inudibile, non si sente, non chiaro"),
    seen=phrases("""
        testo a schermo, testo sullo schermo, scritta a schermo, scritta sullo schermo, titolo a schermo,
        effetto sonoro, effetti sonori
        """),
    perhaps_seen=phrases("""
        a schermo, sullo schermo, immagine, immagini, grafica, scena, inquadratura, musica, logo, video
        """),
    visual=phrases("""
        verso la telecamera, alla telecamera, in camera, la telecamera mostra, inquadratura di, primo piano di,
        appare sullo schermo, appaiono sullo schermo, il logo, logo di
        """),
    addressed=words("lei suo sua suoi sue le la vi voi vostro noi nostro tu tuo tua"),
    said=phrases("voce fuori campo, voce narrante"),
    perhaps_said=phrases("narrazione, voce, audio, suono"),
    speaks=words("parla parlando"),
    narrators=words("narratore narratrice presentatore presentatrice intervistatore"),
    persons=words("""
        conduttrice conduttore medico dottore dottoressa dr infermiera infermiere paziente farmacista chirurgo ostetrica madre padre
        donna uomo
        """),
    signals=words("""
        tosse gonfiore arrossamento vomito capogiri prurito debolezza stitichezza diarrea
        nota attenzione importante avviso avvertenza consiglio consigli esempio passo passi segni sintomi
        mattina mezzogiorno sera notte colazione pranzo cena giorno settimana mese oggi lunedì martedì mercoledì
        giovedì venerdì sabato domenica dose farmaco farmaci allergie telefono indirizzo prima dopo durante mai
        sempre rosso giallo verde sì no occhio occhi orecchio braccio gamba ginocchio anca mano piede sinistro
        destro sinistra destra se quando nome data ora compresse gocce insulina febbre dolore emergenza vitamina
        vitamine ferro calcio sale zucchero acqua sangue peso pressione polso temperatura pelle piano
        """),
    pages=phrases("""
        mostra altro, leggi di più, mostra meno, mostra trascrizione, nascondi trascrizione, torna su, vai al
        contenuto, vedi altro
        """),
    buttons=phrases("altro, chiudi, indietro, stampa, condividi, scarica, menu"),
    sites=words("home biblioteca video filmati salute temi argomenti articolo pagina"),
    credits=phrases("""
        sottotitoli di, sottotitoli a cura di, tradotto da, revisionato da, scritto da, prodotto da, musica di,
        sottotitoli, approvato da, illustrato da, trascritto da, rivisto da
        """),
    labels=phrases("traduzione, traduzione di, revisione, revisione di, autore, autrice, regia, produzione, musica"),
    dated=phrases("ultimo aggiornamento, aggiornato, ultima revisione, data di revisione, pubblicato"),
    sources=phrases("fonte, fonti"),
    rights=phrases("tutti i diritti riservati"),
    negations=words("""
        non no mai senza né nessun nessuna niente nulla tranne solo eviti smetta nessuno vietato evitare
        smettere sospenda sospendere meno soltanto
        """),
    amounts=words("""
        due tre quattro cinque sei sette otto nove dieci dodici venti trenta cento mezzo mezza metà doppio volta
        volte milligrammi milligrammo microgrammi grammi grammo millilitri litro unità compressa compresse
        pillola pillole capsula capsule goccia gocce cucchiaio cucchiai cucchiaino dose dosi iniezione cerotto
        spruzzo spruzzi ore ora minuti giorni giorno settimane
        """),
    joining=words("e o ed od a"),
    compounding=words("ex non pre post anti"),
)  # fmt: skip
