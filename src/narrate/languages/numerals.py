"""Number words and unit names by language, for comparing texts in two languages.

No native speaker has reviewed them. The words are read generously: a word that may be a number can be the match of a
number in the other text, but only an unambiguous number must have a match there.
"""

from __future__ import annotations

# Each line: a number and its forms. ``check/quantities`` combines them into other numbers.
_WORDS = {
    "en": """0 zero;1 one once;2 two twice both couple pair second double;3 three third thrice;4 four fourth;5 five fifth;6 six sixth;7 seven
seventh;8 eight eighth;9 nine ninth;10 ten tenth;11 eleven;12 twelve dozen;13 thirteen;14 fourteen;15 fifteen;16 sixteen;17 seventeen;
18 eighteen;19 nineteen;20 twenty;30 thirty;40 forty;50 fifty;60 sixty;70 seventy;80 eighty;90 ninety;100 hundred;1000 thousand;.5 half;
.25 quarter""",
    "es": """0 cero;1 uno una un;2 dos ambos ambas par segundo segunda doble;3 tres tercer tercero tercera;4 cuatro cuarto cuarta;5 cinco quinto
quinta;6 seis sexto sexta;7 siete séptimo séptima;8 ocho octavo octava;9 nueve noveno novena;10 diez décimo décima;11 once;12 doce docena;
13 trece;14 catorce;15 quince;16 dieciséis;17 diecisiete;18 dieciocho;19 diecinueve;20 veinte;21 veintiuno veintiún veintiuna;22 veintidós;
23 veintitrés;24 veinticuatro;25 veinticinco;26 veintiséis;27 veintisiete;28 veintiocho;29 veintinueve;30 treinta;40 cuarenta;50 cincuenta;
60 sesenta;70 setenta;80 ochenta;90 noventa;100 cien ciento;200 doscientos doscientas;300 trescientos trescientas;400 cuatrocientos
cuatrocientas;500 quinientos quinientas;600 seiscientos seiscientas;700 setecientos setecientas;800 ochocientos ochocientas;900 novecientos
novecientas;1000 mil;.5 media medio mitad;.25 cuarto""",
    "fr": """0 zéro;1 un une;2 deux deuxième second seconde double;3 trois troisième;4 quatre quatrième;5 cinq cinquième;6 six sixième;7 sept
septième;8 huit huitième;9 neuf neuvième;10 dix dixième;11 onze;12 douze douzaine;13 treize;14 quatorze;15 quinze quinzaine;16 seize;
17 dix-sept;18 dix-huit;19 dix-neuf;20 vingt vingtaine;30 trente trentaine;40 quarante;50 cinquante;60 soixante;70 soixante-dix septante;
80 quatre-vingts quatre-vingt;90 quatre-vingt-dix nonante;100 cent cents centaine;1000 mille;.5 demi demie moitié;.25 quart quarts""",
    "de": """0 null;1 ein eins eine einen einem einer eines einmal;2 zwei zweimal beide beiden paar zweite zweiten doppelte;3 drei dreimal dritte
dritten;4 vier viermal vierte vierten;5 fünf fünfmal fünfte;6 sechs sechsmal sechste;7 sieben siebte;8 acht achtmal achte;9 neun neunte;10 zehn
zehnmal zehnte;11 elf;12 zwölf dutzend;13 dreizehn;14 vierzehn;15 fünfzehn;16 sechzehn;17 siebzehn;18 achtzehn;19 neunzehn;20 zwanzig;
30 dreißig dreissig;40 vierzig;50 fünfzig;60 sechzig;70 siebzig;80 achtzig;90 neunzig;100 hundert einhundert;1000 tausend eintausend;
.5 halb halbe halben halber halbes hälfte;.25 viertel;1.5 anderthalb eineinhalb""",
    "it": """0 zero;1 uno una un;2 due entrambi entrambe paio secondo seconda doppio;3 tre terzo terza;4 quattro quarto quarta;5 cinque quinto
quinta;6 sei sesto sesta;7 sette settimo;8 otto ottavo;9 nove nono;10 dieci decina decimo;11 undici;12 dodici dozzina;13 tredici;14 quattordici;
15 quindici;16 sedici;17 diciassette;18 diciotto;19 diciannove;20 venti;30 trenta;40 quaranta;50 cinquanta;60 sessanta;70 settanta;80 ottanta;
90 novanta;100 cento;1000 mille mila;.5 mezzo mezza metà;.25 quarto""",
    "pt": """0 zero;1 um uma;2 dois duas ambos ambas par segundo segunda dobro;3 três terceiro terceira;4 quatro quarto quarta;5 cinco quinto
quinta;6 seis sexto sexta;7 sete sétimo;8 oito oitavo;9 nove nono;10 dez décimo;11 onze;12 doze dúzia;13 treze;14 catorze quatorze;15 quinze;
16 dezesseis dezasseis;17 dezessete dezassete;18 dezoito;19 dezenove dezanove;20 vinte;30 trinta;40 quarenta;50 cinquenta;60 sessenta;
70 setenta;80 oitenta;90 noventa;100 cem cento;200 duzentos duzentas;300 trezentos trezentas;400 quatrocentos;500 quinhentos quinhentas;
600 seiscentos;700 setecentos;800 oitocentos;900 novecentos;1000 mil;.5 meio meia metade;.25 quarto""",
    "ru": """0 ноль;1 один одна одно одну одного одной одним одном;2 два две двух двум двумя дважды оба обе обеих пара пару пары второй вторая
вторую второго;3 три трёх трех трём трем тремя трижды третий третья третью;4 четыре четырёх четырех четырьмя четвёртый четвертый;5 пять пяти
пятью пятый;6 шесть шести шестью;7 семь семи семью;8 восемь восьми;9 девять девяти;10 десять десяти десяток;11 одиннадцать одиннадцати;
12 двенадцать двенадцати дюжина;13 тринадцать;14 четырнадцать четырнадцати;15 пятнадцать пятнадцати;16 шестнадцать;17 семнадцать;
18 восемнадцать;19 девятнадцать;20 двадцать двадцати;30 тридцать тридцати;40 сорок сорока;50 пятьдесят;60 шестьдесят;70 семьдесят;
80 восемьдесят;90 девяносто;100 сто ста;200 двести;300 триста;400 четыреста;500 пятьсот;600 шестьсот;700 семьсот;800 восемьсот;900 девятьсот;
1000 тысяча тысячи тысяч;.5 пол половина половину половины;1.5 полтора полторы полутора;.25 четверть""",
    "pl": """0 zero;1 jeden jedna jedno jedną jednego jednej jednym;2 dwa dwie dwóch dwu dwoje dwukrotnie oba obie para parę drugi druga drugą;
3 trzy trzech troje trzykrotnie trzeci trzecia;4 cztery czterech czworo czwarty;5 pięć pięciu pięcioro piąty;6 sześć sześciu;7 siedem siedmiu;
8 osiem ośmiu;9 dziewięć dziewięciu;10 dziesięć dziesięciu;11 jedenaście jedenastu;12 dwanaście dwunastu tuzin;13 trzynaście;14 czternaście
czternastu;15 piętnaście piętnastu;16 szesnaście;17 siedemnaście;18 osiemnaście;19 dziewiętnaście;20 dwadzieścia dwudziestu;30 trzydzieści
trzydziestu;40 czterdzieści;50 pięćdziesiąt;60 sześćdziesiąt;70 siedemdziesiąt;80 osiemdziesiąt;90 dziewięćdziesiąt;100 sto;200 dwieście;
300 trzysta;400 czterysta;500 pięćset;600 sześćset;700 siedemset;800 osiemset;900 dziewięćset;1000 tysiąc tysiące tysięcy;.5 pół połowa połowę;
1.5 półtora półtorej;.25 kwadrans ćwierć""",
    "vi": """0 không;1 một;2 hai đôi cặp;3 ba;4 bốn tư;5 năm lăm;6 sáu;7 bảy bẩy;8 tám;9 chín;10 mười mươi;100 trăm;1000 nghìn ngàn;.5 nửa rưỡi""",
    "ar": """0 صفر;1 واحد واحدة أحد إحدى مرة;2 اثنان اثنتان اثنين اثنتين إثنين مرتين مرتان كلا كلتا كلاهما كليهما زوج الثاني الثانية ثاني;3 ثلاثة ثلاث
الثالث الثالثة;4 أربعة أربع الأربع الرابعة الرابع;5 خمسة خمس;6 ستة ست;7 سبعة سبع;8 ثمانية ثماني ثمان;9 تسعة تسع;10 عشرة عشر;11 أحد-عشر;20 عشرون
عشرين;30 ثلاثون ثلاثين;40 أربعون أربعين;50 خمسون خمسين;60 ستون ستين;70 سبعون سبعين;80 ثمانون ثمانين;90 تسعون تسعين;100 مئة مائة;200 مئتان مئتين مائتين
مائتان;300 ثلاثمئة ثلاثمائة;400 أربعمئة أربعمائة;500 خمسمئة خمسمائة;600 ستمئة ستمائة;700 سبعمئة سبعمائة;800 ثمانمئة ثمانمائة;900 تسعمئة تسعمائة;
1000 ألف آلاف;2000 ألفين ألفان;.5 نصف;.25 ربع""",
    "fa": """0 صفر;1 یک یکبار;2 دو هردو دوم جفت دوبار;3 سه سوم سه‌بار;4 چهار چهارم;5 پنج پنجم;6 شش ششم;7 هفت هفتم;8 هشت هشتم;9 نه نهم;10 ده دهم;
11 یازده;12 دوازده;13 سیزده;14 چهارده;15 پانزده;16 شانزده;17 هفده;18 هجده;19 نوزده;20 بیست;30 سی;40 چهل;50 پنجاه;60 شصت;70 هفتاد;80 هشتاد;90 نود;
100 صد;200 دویست;300 سیصد;400 چهارصد;500 پانصد;600 ششصد;700 هفتصد;800 هشتصد;900 نهصد;1000 هزار;.5 نیم نصف;.25 ربع""",
    "hi": """0 शून्य;1 एक;2 दो दोनों दूसरे दूसरी दूसरा दोबारा;3 तीन तीनों तीसरे तीसरा तीसरी;4 चार चारों चौथे चौथा;5 पाँच पांच;6 छह छः छ;7 सात;8 आठ;9 नौ;10 दस;
11 ग्यारह;12 बारह दर्जन;13 तेरह;14 चौदह;15 पंद्रह पन्द्रह;16 सोलह;17 सत्रह;18 अठारह;19 उन्नीस;20 बीस;24 चौबीस;25 पच्चीस;28 अट्ठाईस;30 तीस;
35 पैंतीस;36 छत्तीस;40 चालीस;45 पैंतालीस;48 अड़तालीस;50 पचास;60 साठ;70 सत्तर;72 बहत्तर;75 पचहत्तर;80 अस्सी;90 नब्बे;100 सौ;1000 हज़ार हजार;
.5 आधा आधी आधे;1.5 डेढ़;2.5 ढाई;.25 चौथाई""",
    "fil": """0 sero;1 isa isang minsan uno ala-una;2 dalawa dalawang dos alas-dos parehong pareho pares ikalawang ikalawa pangalawang makalawa;3 tatlo
tatlong tres alas-tres ikatlong ikatlo pangatlong;4 apat kwatro alas-kuwatro ikaapat;5 lima limang singko alas-singko;6 anim sais alas-sais;7 pito
pitong siyete alas-siyete;8 walo walong otso alas-otso;9 siyam nuwebe alas-nuwebe;10 sampu sampung diyes alas-diyes;11 labing-isa labing-isang onse
alas-onse;12 labindalawa labindalawang dose alas-dose;13 labintatlo labintatlong;14 labing-apat;15 labinlima labinlimang kinse;16 labing-anim;17
labimpito labimpitong;18 labing-walo labingwalong;19 labinsiyam;20 dalawampu dalawampung beinte;30 tatlumpu tatlumpung trenta;40 apatnapu
apatnapung;50 limampu limampung singkuwenta;60 animnapu animnapung;70 pitumpu pitumpung;80 walumpu walumpung;90 siyamnapu;100 sandaan isandaan
sandaang isandaang daan daang;1000 libo libong sanlibo;.5 kalahati kalahating""",
    "ht": """0 zewo;1 youn yon en yonn;2 de dezyèm doub;3 twa twazyèm;4 kat katriyèm;5 senk;6 sis;7 sèt;8 uit wit;9 nèf;10 dis;11 onz;12 douz douzèn;13
trèz;14 katòz;15 kenz;16 sèz;17 disèt;18 dizuit;19 diznèf;20 ven vent;21 venteyen;22 vennde;23 venntwa;24 vennkat;25 vennsenk;28 ventuit;30
trant;40 karant;45 karantsenk;48 karantuit;50 senkant;60 swasant;70 swasanndis;72 swasanndouz;80 katreven;90 katrevendis;100 san;200 desan;
250 desan-senkant;300 twasan;400 katsan;500 senksan;1000 mil;.5 demi mwatye edmi;.25 ka""",
}  # fmt: skip

# Words that are more often something else than a number: they excuse a number but do not require one.
AMBIGUOUS = {
    "en": "one once second third fourth fifth sixth seventh eighth ninth tenth quarter half both couple pair double hundred thousand zero",
    "es": "un una uno segundo segunda par doble cuarto cuarta mil once tercer tercero tercera quinto sexto octavo media medio mitad ambos ambas",
    "fr": "un une neuf second seconde double deuxième troisième quart demi demie moitié cent mille centaine quinzaine",
    "de": "ein eins eine einen einem einer eines einmal acht achte sieben null paar zweite zweiten dritte beide beiden viertel halb halbe hälfte doppelte",
    "it": "un una uno sei secondo seconda doppio quarto quarta mezzo mezza metà mille paio entrambi entrambe",
    "pt": "um uma terceiro terceira quarto quinto quinta sexto sexta segundo segunda par dobro quarto quarta mil meio meia metade ambos ambas",
    "ru": "один одна одно одну одного одной одним одном второй вторая вторую второго третий пара пару пары пол сорока ста половина оба обе обеих семью",
    "pl": "jeden jedna jedno jedną jednego jednej jednym drugi druga drugą para parę trzeci trzecia pół oba obie sto",
    "vi": "không một ba năm tư lăm đôi cặp nửa rưỡi chín mươi tám",
    "ar": "واحد واحدة أحد إحدى مرة كلا كلتا كلاهما كليهما زوج الثاني الثانية ثاني نصف ربع ألف اثنين ست سبع خمس",
    "fa": "یک نه ده سی دو نیم نصف ربع هردو دوم شش هزار صد سوم",
    "hi": "एक दो नौ सौ दोनों दूसरे दूसरी दूसरा सात छ आधा आधी आधे तीसरे तीसरा चौथे",
    "fil": "isa isang minsan uno dos dose ikalawang pangalawang pareho parehong pares makalawa kalahati kalahating daan daang",
    "ht": "yon youn en de ka san dezyèm doub twazyèm mil demi ven",
}  # fmt: skip

# Words that include both a number and its unit: Arabic duals, Korean days.
WHOLE = {
    "ar": """ساعتين 2 hour;ساعتان 2 hour;يومين 2 day;يومان 2 day;ليومين 2 day;لساعتين 2 hour;أسبوعين 2 week;أسبوعان 2 week;لأسبوعين 2 week;شهرين 2 month;
شهران 2 month;سنتين 2 year;عامين 2 year;دقيقتين 2 minute;دقيقتان 2 minute;حبتين 2 pill;حبتان 2 pill;قرصين 2 pill;قرصان 2 pill;كبسولتين 2 pill;قطرتين 2 drop;قطرتان 2 drop;
مرتين 2 times;مرتان 2 times;بختين 2 puff;بختان 2 puff;ملعقتين 2 spoon;ملعقتان 2 spoon;كوبين 2 glass;كوبان 2 glass;خطوتين 2 step;خطوتان 2 step;
بيومين 2 day;بأسبوعين 2 week;بساعتين 2 hour;ثانيتين 2 second;ليلتين 2 day;ليلتان 2 day""",
    "ko": "하루 1 day;이틀 2 day;사흘 3 day;나흘 4 day;닷새 5 day;엿새 6 day;이레 7 day;열흘 10 day;보름 15 day",
    "en": "fortnight 2 week;once 1 times;twice 2 times;thrice 3 times",
    "de": "viertelstunde 15 minute;dreiviertelstunde 45 minute;einmal 1 times;zweimal 2 times;dreimal 3 times;viermal 4 times;fünfmal 5 times;sechsmal 6 times;achtmal 8 times;zehnmal 10 times",
    "es": "quincena 15 day",
    "fr": "quinzaine 15 day",
    "ru": "дважды 2 times;трижды 3 times;полчаса 30 minute;сутки 24 hour",
    "pl": "dwukrotnie 2 times;trzykrotnie 3 times;kwadrans 15 minute;doba 24 hour;dobę 24 hour;doby 24 hour",
}  # fmt: skip

# Units and counted things, by their names in each language; the first line applies to every language.
_UNITS = {
    "": """mg mg;mcg mcg µg μg ug;g g gr;kg kg;ml ml cc;l l;percent % ٪;iu iu ui;mmhg mmhg;mm mm;cm cm;m m;km km;celsius °c ℃;fahrenheit °f ℉;degree °;
hour h hr hrs;minute min;second s sec;kcal kcal cal;mmol mmol;meq meq;lb lb lbs;oz oz;mgdl mg/dl""",
    "en": """mg milligram milligrams;mcg microgram micrograms;g gram grams;kg kilogram kilograms kilo kilos;ml milliliter milliliters millilitre
millilitres;l liter liters litre litres;percent percent;iu unit units;mm millimeter millimeters;cm centimeter centimeters;m meter meters;km
kilometer kilometers;degree degree degrees;second second seconds;minute minute minutes mins;hour hour hours;day day days;week week weeks;
month month months;year year years;times time times;pill tablet tablets pill pills capsule capsules;drop drop drops;puff puff puffs;spoon teaspoon
teaspoons tablespoon tablespoons spoonful spoonfuls;glass glass glasses cup cups;step step steps;lb pound pounds;oz ounce ounces;inch inch inches;
foot foot feet;mile mile miles""",
    "es": """mg miligramo miligramos;mcg microgramo microgramos;g gramo gramos;kg kilogramo kilogramos kilo kilos;ml mililitro mililitros;l litro litros;
percent por_ciento;iu unidad unidades;mm milímetro milímetros;cm centímetro centímetros;m metro metros;km kilómetro kilómetros;degree grado grados;
second segundo segundos;minute minuto minutos;hour hora horas;day día días;week semana semanas;month mes meses;year año años;times vez veces;
pill tableta tabletas pastilla pastillas comprimido comprimidos píldora píldoras cápsula cápsulas;drop gota gotas;puff inhalación inhalaciones
disparo disparos;spoon cucharadita cucharaditas cucharada cucharadas;glass vaso vasos taza tazas;step paso pasos;lb libra libras;oz onza onzas;
inch pulgada pulgadas;foot pie pies;mile milla millas""",
    "fr": """mg milligramme milligrammes;mcg microgramme microgrammes;g gramme grammes;kg kilo kilos kilogramme kilogrammes;ml millilitre millilitres;
l litre litres;percent pour_cent;iu unité unités;mm millimètre millimètres;cm centimètre centimètres;m mètre mètres;km kilomètre kilomètres;degree
degré degrés;second seconde secondes;minute minute minutes;hour heure heures;day jour jours journée;week semaine semaines;month mois;year an ans
année années;times fois;pill comprimé comprimés cachet cachets gélule gélules pilule pilules capsule capsules;drop goutte gouttes;puff bouffée
bouffées;spoon cuillère cuillères cuillerée cuillerées;glass verre verres tasse tasses;step marche marches""",
    "de": """mg milligramm;mcg mikrogramm;g gramm;kg kilo kilogramm;ml milliliter;l liter;percent prozent;iu einheit einheiten ie;mm millimeter;cm
zentimeter;m meter;km kilometer;degree grad;second sekunde sekunden;minute minute minuten;hour stunde stunden std;day tag tage tagen;week woche wochen;
month monat monate monaten;year jahr jahre jahren;times mal;pill tablette tabletten kapsel kapseln pille pillen;drop tropfen;puff hub hübe sprühstöße;
spoon teelöffel esslöffel löffel;glass glas gläser tasse tassen;step schritt schritte stufen""",
    "it": """mg milligrammo milligrammi;mcg microgrammo microgrammi;g grammo grammi;kg chilo chili chilogrammi;ml millilitro millilitri;l litro litri;
percent per_cento;iu unità;mm millimetro millimetri;cm centimetro centimetri;m metro metri;km chilometro chilometri;degree grado gradi;second secondo
secondi;minute minuto minuti;hour ora ore;day giorno giorni;week settimana settimane;month mese mesi;year anno anni;times volta volte;pill compressa
compresse pastiglia pastiglie pillola pillole capsula capsule;drop goccia gocce;puff spruzzo spruzzi inalazioni;spoon cucchiaino cucchiaini cucchiaio
cucchiai;glass bicchiere bicchieri tazza tazze;step passo passi""",
    "pt": """mg miligrama miligramas;mcg micrograma microgramas;g grama gramas;kg quilo quilos quilograma quilogramas;ml mililitro mililitros;l litro
litros;percent por_cento;iu unidade unidades;mm milímetro milímetros;cm centímetro centímetros;m metro metros;km quilômetro quilômetros quilómetros;
degree grau graus;second segundo segundos;minute minuto minutos;hour hora horas;day dia dias;week semana semanas;month mês meses;year ano anos;times
vez vezes;pill comprimido comprimidos cápsula cápsulas pílula pílulas;drop gota gotas;puff jato jatos inalações;spoon colher colheres colherinha;
glass copo copos xícara xícaras;step passo passos""",
    "ru": """mg мг миллиграмм миллиграмма миллиграммов;mcg мкг микрограмм микрограмма микрограммов;g г грамм грамма граммов;kg кг килограмм килограмма
килограммов;ml мл миллилитр миллилитра миллилитров;l л литр литра литров;percent процент процента процентов;iu единица единицы единиц ед ме;mm мм;cm см
сантиметр сантиметра сантиметров;m м метр метра метров;km км;degree градус градуса градусов;second секунда секунды секунд секунду;minute мин минута минуты
минут минуту;hour ч час часа часов;day день дня дней дни;week неделя недели недель неделю;month месяц месяца месяцев;year год года лет;times раз
раза;pill таблетка таблетки таблеток таблетку капсула капсулы капсул капсулу;drop капля капли капель;puff вдох вдоха вдохов;spoon ложка ложки ложек
ложку;glass стакан стакана стаканов;step шаг шага шагов""",
    "pl": """mg miligram miligramy miligramów;mcg mikrogram mikrogramy mikrogramów;g gram gramy gramów;kg kilogram kilogramy kilogramów;ml mililitr mililitry
mililitrów;l litr litry litrów litra;percent procent procenta;iu jednostka jednostki jednostek;cm centymetr centymetry centymetrów;m metr metry metrów;
degree stopień stopnie stopni;second sekunda sekundy sekund;minute minuta minuty minut minutę;hour godz godzina godziny godzin godzinę;day dzień dni dnia;
week tydzień tygodnie tygodni;month miesiąc miesiące miesięcy;year rok lata lat roku;times raz razy;pill tabletka tabletki tabletek tabletkę kapsułka
kapsułki kapsułek kapsułkę;drop kropla krople kropli;puff wdech wdechy wdechów;spoon łyżka łyżki łyżeczka łyżeczki łyżeczek łyżek;glass szklanka szklanki
szklanek;step krok kroki kroków""",
    "vi": """mg miligam;mcg microgam;g gam;kg kilôgam ký;ml mililít;l lít;percent phần_trăm;iu đơn_vị;degree độ;second giây;minute phút;hour giờ tiếng;
day ngày;week tuần;month tháng;year năm;times lần;pill viên;drop giọt;puff nhát;spoon muỗng thìa;glass ly cốc;step bước""",
    "ar": """mg ملغ مغ ملجم مجم ميلغرام ملليغرام ملليجرام مليغرام ملغم;mcg مكغ ميكروغرام ميكروجرام ميكروغرامًا;g غ غرام جرام غرامًا غرامات;kg كغ كجم
كيلوغرام كيلوغرامًا كيلوغرامات;ml مل ملل ميليلتر ملليلتر مليلتر;l لتر لترات لترًا;percent بالمئة بالمائة;iu وحدة وحدات;cm سم سنتيمتر سنتيمترات;m متر أمتار;
degree درجة درجات;second ثانية ثوان ثوانٍ;minute دقيقة دقائق;hour ساعة ساعات;day يوم أيام يومًا يوما;week أسبوع أسابيع أسبوعًا;month شهر أشهر شهرًا شهور;
year سنة سنوات عام أعوام عامًا;times مرة مرات;pill حبة حبات حبوب قرص أقراص قرصًا كبسولة كبسولات;drop قطرة قطرات;puff بخة بخات;spoon ملعقة ملاعق;glass كوب
أكواب;step خطوة خطوات""",
    "fa": """mg میلی‌گرم میلیگرم;mcg میکروگرم;g گرم;kg کیلو کیلوگرم;ml میلی‌لیتر میلیلیتر سی‌سی;l لیتر;percent درصد;iu واحد;cm سانتی‌متر سانتیمتر;m متر;
degree درجه;second ثانیه;minute دقیقه;hour ساعت;day روز;week هفته;month ماه;year سال;times بار مرتبه دفعه;pill قرص کپسول;drop قطره;puff پاف;spoon قاشق;
glass لیوان;step قدم پله""",
    "hi": """mg मिलीग्राम मि.ग्रा मिग्रा एमजी;mcg माइक्रोग्राम;g ग्राम;kg किलो किलोग्राम;ml मिलीलीटर मि.ली मिली;l लीटर;percent प्रतिशत;iu यूनिट इकाई;cm
सेंटीमीटर;m मीटर;degree डिग्री;second सेकंड;minute मिनट;hour घंटे घंटा घंटों;day दिन दिनों;week हफ़्ते हफ्ते हफ़्ता हफ़्तों सप्ताह;month महीने महीना महीनों;
year साल वर्ष सालों;times बार;pill गोली गोलियाँ गोलियां कैप्सूल;drop बूँद बूँदें बूंद बूंदें;puff पफ़ पफ;spoon चम्मच;glass गिलास;step कदम""",
    "fil": """mg miligramo;mcg mikrogramo;g gramo;kg kilo kilogramo;ml mililitro;l litro;percent porsiyento;iu yunit;cm sentimetro;m metro;degree grado;
second segundo;minute minuto;hour oras;day araw;week linggo;month buwan;year taon;times beses;pill tableta tabletas kapsula tablet;drop patak;puff puff
buga;spoon kutsara kutsarita kutsarang kutsaritang;glass baso basong;step hakbang;lb libra""",
    "ht": """mg miligram;mcg mikwogram;g gram;kg kilo kilogram;ml mililit;l lit;percent pousan;iu inite;cm santimèt;m mèt;degree degre;second segonn;minute
minit;hour èdtan;day jou;week semèn;month mwa;year an ane;times fwa;pill grenn konprime kapsil;drop gout;puff pouf;spoon kiyè ti_kiyè;glass vè;lb liv""",
}  # fmt: skip

# For scripts that write numbers and units without a space. Units follow the number; ``-`` marks mere counters.
EASTERN_UNITS = {
    "zh": """mg 毫克;mcg 微克;kg 公斤 千克;g 克;ml 毫升;l 升 公升;percent %;iu 单位 單位 国际单位 國際單位;mm 毫米;cm 厘米 公分;km 公里;m 米 公尺;degree 度 摄氏度 攝氏度;second 秒
秒钟 秒鐘;minute 分钟 分鐘;hour 小时 小時 个小时 個小時;day 天 日;week 周 週 星期 个星期 個星期 礼拜 禮拜;month 个月 個月;year 年;times 次 遍;pill 片 粒 颗 顆
丸 个胶囊 錠;drop 滴;puff 喷 噴 吸;spoon 勺 茶匙 汤匙 湯匙 匙;glass 杯;step 步""",
    "ja": """mg ミリグラム;mcg マイクログラム;kg キロ キログラム;g グラム;ml ミリリットル cc;l リットル;percent パーセント %;iu 単位;mm ミリメートル;cm センチ センチメートル;m
メートル;degree 度;second 秒 秒間;minute 分 分間;hour 時間;day 日 日間;week 週 週間;month か月 ヶ月 カ月 ヵ月 か月間;year 年 年間;times 回 度;pill 錠 カプセル 粒;drop
滴;puff 吸入 噴霧;spoon さじ 杯;glass 杯;step 歩""",
    "ko": """mg 밀리그램;mcg 마이크로그램;kg 킬로그램 킬로;g 그램;ml 밀리리터;l 리터;percent 퍼센트 % 프로;iu 단위;mm 밀리미터;cm 센티미터 센티;m 미터;degree 도;second 초;
minute 분;hour 시간;day 일;week 주 주일;month 개월 달;year 년;times 번 회 차례;pill 알 정 캡슐;drop 방울;puff 번_흡입;spoon 숟가락 스푼;glass 잔 컵;step 걸음;- 장 명 가지 개 살 대 층 배 병 봉지 포 곳 단계 박""",
}  # fmt: skip
EASTERN_DIGITS = {
    "zh": dict(zip("〇零一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    "ja": dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True)),
    "ko": dict(zip("영일이삼사오육칠팔구", range(10), strict=True)),
}
EASTERN_PLACES = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
KOREAN_COUNTS = {
    "한": 1, "하나": 1, "두": 2, "둘": 2, "세": 3, "셋": 3, "네": 4, "넷": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "열한": 11, "열두": 12, "스무": 20, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50,
}  # fmt: skip

JOINERS = {
    "en": "and", "es": "y", "fr": "et", "it": "e", "pt": "e", "ar": "و", "fa": "و", "fil": "at", "ht": "e",
}  # fmt: skip
POINT_DECIMALS = frozenset(["en", "zh", "ja", "ko", "hi", "fil", "tl", "th", "he", "ur", "bn"])
COMMA_DECIMALS = frozenset(
    ["de", "fr", "it", "pt", "pl", "ru", "uk", "vi", "id", "nl", "sv", "da", "nb", "no", "fi", "tr", "ro", "el", "bg", "sr", "hr", "cs", "sk", "hu"]
)  # fmt: skip


def number_words(code: str) -> dict[str, float]:
    """Return the values of a language's number words; empty if they are unknown or not written as words."""
    found: dict[str, float] = {}
    for line in filter(None, _WORDS.get(code, "").replace("\n", " ").split(";")):
        number, *words = line.split()
        found.update(dict.fromkeys(words, float(number)))
    return found


def units(code: str) -> dict[str, str]:
    """Return the unit of each unit name of a language: ``horas`` gives ``hour``.

    Names that every language shares, such as ``mg``, are among them. ``_`` is a space in a name of two words.
    """
    found: dict[str, str] = {}
    for table in (_UNITS[""], _UNITS.get(code, "")):
        for line in filter(None, table.replace("\n", " ").split(";")):
            unit, *names = line.split()
            found.update(dict.fromkeys(names, unit))
    return found


def eastern_units(code: str) -> dict[str, str]:
    """Return the unit of each unit name that follows a number in Chinese, Japanese or Korean.

    Words that only count, such as 장, have an empty unit.
    """
    found: dict[str, str] = {}
    for line in filter(None, EASTERN_UNITS.get(code, "").replace("\n", " ").split(";")):
        unit, *names = line.split()
        found.update({name.replace("_", " "): "" if unit == "-" else unit for name in names})
    return found
