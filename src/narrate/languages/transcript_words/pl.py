"""Polish. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("transkrypcja, transkrypcja filmu, zapis filmu"),
    titles=words("tytuł"),
    stage=words("oklaski śmieje wzdycha") | phrases("następny slajd"),
    doubtful=words("śmiech kaszle pauza kliknięcie muzyka kaszel cisza hałas dźwięk dźwięki dzwonek sygnał westchnienie"),
    beside=words("w na i się krótka cicha spokojna wesoła tle gra zaczyna kończy trwa slajd następny pytania wszyscy"),
    pressed=words("naciśnij nacisnąć wciśnij dotknij przycisk klawisz pompa pompy ekran etykieta symbol alarm"),
    sounds=words("dzwoni szczeka płacze piszczy puka"),
    body=words("ucho uszy oko oczy nos rana klatka głowa skóra brzuch dziecko"),
    unheard=phrases("niezrozumiałe, niesłyszalne, niewyraźne, nie słychać"),
    seen=phrases("tekst na ekranie, napis na ekranie, tytuł na ekranie, efekt dźwiękowy, efekty dźwiękowe"),
    perhaps_seen=phrases("na ekranie, napis, obraz, grafika, scena, ujęcie, kamera, muzyka, wideo, logo"),
    visual=phrases("""
        do kamery, w kamerę, kamera pokazuje, zbliżenie na, ujęcie na, pojawia się na ekranie, pojawiają się na
        ekranie, logo szpitala
        """),
    addressed=words("pan pani państwo państwa pana ci twój twoja my nasz nasza cię ty"),
    said=phrases("głos z offu, tekst lektora"),
    perhaps_said=phrases("lektor, głos, dźwięk"),
    speaks=words("mówi"),
    narrators=words("lektor lektorka narrator narratorka"),
    persons=words("""
        prowadząca prowadzący lekarz lekarka doktor pielęgniarka pielęgniarz pacjent pacjentka farmaceuta chirurg położna matka ojciec
        kobieta mężczyzna
        """),
    signals=words("""
        kaszel obrzęk zaczerwienienie wymioty zawroty świąd osłabienie biegunka gorączka
        uwaga ważne ostrzeżenie wskazówka przykład krok kroki objawy rano południe wieczorem noc śniadanie obiad
        kolacja dzień tydzień miesiąc dziś poniedziałek wtorek środa czwartek piątek sobota niedziela dawka lek
        leki alergie telefon adres przed po nigdy zawsze czerwony żółty zielony tak nie oko ucho ręka noga
        kolano lewe prawe lewa prawa jeśli gdy nazwisko data godzina tabletki krople insulina ból witamina
        żelazo wapń sól cukier woda krew waga ciśnienie tętno temperatura skóra plan
        """),
    pages=phrases("""
        pokaż więcej, czytaj więcej, pokaż mniej, pokaż transkrypcję, ukryj transkrypcję, powrót do góry,
        przejdź do treści
        """),
    buttons=phrases("więcej, zamknij, wstecz, drukuj, udostępnij, pobierz, menu"),
    sites=words("główna biblioteka filmy film wideo zdrowie tematy artykuł strona"),
    credits=phrases("""
        napisy, opracowanie napisów, przetłumaczył, przetłumaczyła, sprawdził, sprawdziła, zrecenzował,
        zrecenzowała, napisał, napisała
        """),
    labels=phrases("tłumaczenie, tekst, reżyseria, recenzja, autor, autorka, produkcja, muzyka, opracowanie"),
    dated=phrases("ostatnia aktualizacja, zaktualizowano, data aktualizacji, opublikowano"),
    sources=phrases("źródło, źródła"),
    rights=phrases("wszelkie prawa zastrzeżone"),
    negations=words("""
        nie nigdy bez ani żaden żadna oprócz tylko nic nikt nigdzie wolno zakaz unikaj unikać odstaw przestań
        """),
    amounts=words("""
        jeden jedna jedno dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć dwanaście dwadzieścia
        trzydzieści sto pół połowa podwójna raz razy miligram miligramy miligramów gram gramy gramów mililitr
        mililitry litr jednostki jednostek tabletka tabletkę tabletki tabletek kapsułka kapsułki kropla krople
        kropel łyżka łyżki łyżeczka dawka dawki dawkę zastrzyk plaster wdech godziny godzin godzina minut minuty
        dni dzień tygodni
        """),
    joining=words("i lub do oraz"),
    compounding=words("niby pół"),
)  # fmt: skip
