"""French. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transcription, transcription de la vidéo, texte de la vidéo, transcription vidéo"),
    titles=words("titre"),
    stage=words("applaudissements soupire") | phrases("diapositive suivante, diapo suivante"),
    doubtful=words("rire rires tousse pause clic musique soupir toux silence bruit bruits son sons cloche sonnerie bip"),
    beside=words("""
        une un le la les de du des et en pour courte brève longue douce calme joyeuse fond continue commence
        termine fin suivante diapositive questions tous
        """),
    pressed=words("appuyez pressez touchez bouton touche pompe écran étiquette symbole alarme"),
    sounds=words("sonne aboie pleure bipe frappe bourdonne grince coule"),
    body=words("oreille oreilles œil oeil yeux nez plaie poitrine tête peau ventre bébé"),
    unheard=phrases("inaudible, incompréhensible, inintelligible, indistinct"),
    seen=phrases("""
        texte à l'écran, texte à l’écran, à l'écran, à l’écran, titre à l'écran, titre à l’écran, image à
        l'écran, image à l’écran, effet sonore, effets sonores
        """),
    perhaps_seen=phrases("bandeau, image, images, visuel, graphique, scène, plan, caméra, musique, logo, vidéo"),
    visual=phrases("""
        à la caméra, vers la caméra, face caméra, la caméra montre, gros plan sur, plan sur, apparaît à l'écran,
        apparaissent à l'écran, le logo, logo de, fondu au noir
        """),
    addressed=words("vous votre vos nous notre nos tu ton ta tes"),
    said=phrases("voix off, voix-off"),
    perhaps_said=phrases("commentaire, narration, voix, audio, son, texte dit"),
    speaks=words("parle parlant"),
    narrators=words("narrateur narratrice présentateur présentatrice animateur animatrice intervieweur"),
    persons=words("""
        médecin docteur dr pr infirmière infirmier patient patiente pharmacien pharmacienne chirurgien
        chirurgienne sage-femme mère père femme homme fille fils kinésithérapeute
        """),
    signals=words("""
        toux gonflement rougeur vomissements vertiges démangeaisons faiblesse constipation diarrhée
        note remarque attention important avertissement conseil conseils exemple étape étapes signes symptômes
        matin midi soir nuit petit-déjeuner déjeuner dîner jour semaine mois aujourd'hui lundi mardi mercredi
        jeudi vendredi samedi dimanche dose médicament médicaments allergie allergies téléphone adresse avant
        après pendant jamais toujours d'abord ensuite rouge jaune vert oui non œil oeil yeux oreille bras jambe
        genou hanche main pied gauche droit droite si quand nom date heure comprimés gouttes insuline fièvre
        douleur urgence vitamine vitamines fer calcium sel sucre eau sang poids tension pouls température peau
        plan
        """),
    pages=phrases("""
        voir plus, afficher plus, lire plus, lire la suite, afficher la transcription, masquer la transcription,
        afficher la transcription complète, haut de page, retour en haut, aller au contenu
        """),
    buttons=phrases("plus, fermer, retour, imprimer, partager, télécharger, menu"),
    sites=words("accueil bibliothèque vidéos vidéo films santé thèmes article page dossiers"),
    credits=phrases("""
        sous-titres par, sous-titres de, sous-titres réalisés par, traduit par, relu par, révisé par, validé
        par, écrit par, produit par, réalisé par, musique de, sous-titres, sous-titrage, approuvé par, rédigé
        par, présenté par, illustré par, transcrit par, sous-titré par
        """),
    labels=phrases("traduction, révision, relecture, auteur, auteure, réalisation, production, musique, transcription"),
    dated=phrases("""
        dernière mise à jour, mis à jour, mise à jour, révisé en, relu en, date de révision, publié, publié en,
        dernière révision
        """),
    sources=phrases("source, sources, référence, références"),
    rights=phrases("tous droits réservés"),
    negations=words("""
        ne n' pas jamais sans ni aucun aucune rien non sauf seulement arrêtez évitez n'est n'a n'y plus personne
        interdit hormis arrêter moins
        """),
    amounts=words("""
        deux trois quatre cinq six sept huit neuf dix douze vingt trente cent demi demie moitié double fois
        milligrammes milligramme microgrammes grammes gramme millilitres millilitre litre unités unité comprimé
        comprimés gélule gélules goutte gouttes cuillère cuillères cuillerée dose doses injection piqûre patch
        bouffée bouffées heures heure minutes jours jour semaines
        """),
    joining=words("et ou à ni"),
    compounding=words("non ex sous demi mi grand rendez avant après peut porte au là ci"),
)  # fmt: skip
