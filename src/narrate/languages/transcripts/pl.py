"""Polish. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("tytuł"),
    announces=phrases("transkrypcja, transkrypcja filmu, zapis filmu"),
    stage=words("""
        pauza muzyka oklaski śmiech śmieje wzdycha kaszel kaszle cisza hałas dźwięk dźwięki dzwonek kliknięcie
        sygnał
        """),
    beside=words("""
        w na i się krótka cicha spokojna wesoła tle gra zaczyna kończy trwa slajd następny pytania wszyscy
        """),
    sounds=words("dzwoni szczeka płacze piszczy puka"),
    unheard=phrases("niezrozumiałe, niesłyszalne, niewyraźne, nie słychać"),
    seen=phrases("""
        tekst na ekranie, na ekranie, napis, obraz, grafika, scena, ujęcie, kamera, efekt dźwiękowy, muzyka
        """),
    visual=words("kamera ekranie scena ujęcie logo"),
    said=phrases("lektor, głos z offu"),
    says=words("mówi pyta odpowiada"),
    narrators=words("lektor lektorka narrator narratorka prowadzący prowadząca"),
    persons=words("""
        lekarz lekarka doktor pielęgniarka pielęgniarz pacjent pacjentka farmaceuta chirurg położna matka ojciec
        kobieta mężczyzna
        """),
    signals=words("""
        uwaga ważne ostrzeżenie wskazówka przykład krok kroki objawy rano południe wieczorem noc śniadanie obiad
        kolacja dzień tydzień miesiąc dziś poniedziałek wtorek środa czwartek piątek sobota niedziela dawka lek leki
        alergie telefon adres przed po nigdy zawsze czerwony żółty zielony tak nie oko ucho ręka noga kolano lewe
        prawe lewa prawa jeśli gdy nazwisko data godzina tabletki krople insulina ból
        """),
    pages=phrases("więcej, mniej, pokaż więcej, czytaj więcej, zamknij, wstecz, drukuj, udostępnij, pobierz"),
    credits=phrases("""
        napisy, tłumaczenie, przetłumaczył, przetłumaczyła, sprawdził, sprawdziła, zrecenzował, tekst, reżyseria,
        ostatnia aktualizacja
        """),
    sources=phrases("źródło, źródła"),
    rights=phrases("wszelkie prawa zastrzeżone"),
    negations=words("nie nigdy bez ani żaden żadna oprócz tylko"),
    joining=words("i lub do oraz"),
    compounding=words("niby pół"),
)  # fmt: skip
