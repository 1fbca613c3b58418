"""French. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("titre"),
    announces=phrases("transcription, transcription de la vidéo, texte de la vidéo, transcription vidéo"),
    stage=words("""
        pause musique applaudissements rires rire soupir soupire toux tousse silence bruit bruits son sons cloche
        sonnerie clic bip générique
        """),
    beside=words("""
        une un le la les de du des et en pour courte brève longue douce calme joyeuse fond continue commence termine
        fin suivante diapositive questions tous
        """),
    sounds=words("sonne aboie pleure bipe frappe bourdonne grince coule"),
    unheard=phrases("inaudible, incompréhensible, inintelligible, indistinct"),
    seen=phrases("""
        texte à l'écran, texte à l’écran, à l'écran, à l’écran, image, visuel, graphique, scène, plan, caméra,
        bandeau, effet sonore, musique
        """),
    visual=words("caméra écran plan scène logo"),
    said=phrases("voix off, voix-off, commentaire, narration"),
    says=words("parle dit demande répond"),
    narrators=words("narrateur narratrice présentateur présentatrice animateur animatrice intervieweur"),
    persons=words("""
        médecin docteur dr pr infirmière infirmier patient patiente pharmacien pharmacienne chirurgien chirurgienne
        sage-femme mère père femme homme fille fils kinésithérapeute
        """),
    signals=words("""
        note remarque attention important avertissement conseil conseils exemple étape étapes signes symptômes matin
        midi soir nuit petit-déjeuner déjeuner dîner jour semaine mois aujourd'hui lundi mardi mercredi jeudi
        vendredi samedi dimanche dose médicament médicaments allergie allergies téléphone adresse avant après
        pendant jamais toujours d'abord ensuite rouge jaune vert oui non œil oeil yeux oreille bras jambe genou
        hanche main pied gauche droit droite si quand nom date heure comprimés gouttes insuline fièvre douleur
        urgence
        """),
    pages=phrases("""
        plus, moins, voir plus, voir moins, afficher plus, lire plus, lire la suite, fermer, retour, imprimer,
        partager, télécharger, afficher la transcription, masquer la transcription
        """),
    credits=phrases("""
        sous-titres par, sous-titres de, sous-titrage, sous-titres réalisés par, traduit par, traduction, relu par,
        révisé par, validé par, écrit par, produit par, réalisé par, musique de, dernière mise à jour
        """),
    sources=phrases("source, sources, référence, références"),
    rights=phrases("tous droits réservés"),
    negations=words("ne n' pas jamais sans ni aucun aucune rien non sauf seulement arrêtez évitez"),
    joining=words("et ou à ni"),
    compounding=words("non ex sous demi mi grand rendez avant après peut porte au là ci"),
)  # fmt: skip
