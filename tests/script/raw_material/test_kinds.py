"""Each kind of what nobody narrates, in several languages: what is spoken, and what is named as left out."""

import pytest

from narrate.script.raw_material.composing import compose
from narrate.script.raw_material.material import Material, RawLine
from narrate.script.raw_material.text import text_material
from tests.tables import each

# language, text, what is spoken (sentences set apart by " | ")
STAGE_WORDS = [
    ("en", "Breathe in. [slow music] Breathe out. (applause)", "Breathe in. | Breathe out."),
    ("en", "The bone (pause) heals in [laughs] six weeks.", "The bone heals in six weeks."),
    ("en", "(soft music\nplaying) Rest your leg.\nThen walk.", "Rest your leg. | Then walk."),
    ("en", "♪ la la ♪ Rest your leg. <chuckles> Then walk.", "Rest your leg. | Then walk."),
    ("en", "*sighs* Rest your leg. **Music** Then walk.", "Rest your leg. | Then walk."),
    ("en", "Rest your leg. (PHONE RINGS) Then walk.\n(DOOR CLOSES)\nSit.", "Rest your leg. | Then walk. | Sit."),
    ("es", "Respire. (música suave) Camine. [risas]\n(TELÉFONO SUENA)\nSiéntese.", "Respire. | Camine. | Siéntese."),
    ("fr", "Respirez. [musique douce] Marchez. (rires)", "Respirez. | Marchez."),
    ("de", "Atmen Sie ein. (leise Musik) Gehen Sie. [Applaus]", "Atmen Sie ein. | Gehen Sie."),
    ("it", "Respiri. (musica in sottofondo) Cammini. [risate]", "Respiri. | Cammini."),
    ("pt", "Respire. (música suave) Caminhe. [aplausos]", "Respire. | Caminhe."),
    ("pl", "Proszę oddychać. (spokojna muzyka) Proszę wstać. [śmiech]", "Proszę oddychać. | Proszę wstać."),
    ("ru", "Дышите. (тихая музыка) Встаньте. [смех]", "Дышите. | Встаньте."),
    ("ar", "تنفس بعمق. (موسيقى هادئة) امش ببطء. [تصفيق]", "تنفس بعمق. | امش ببطء."),
    ("fa", "نفس بکشید. (موسیقی آرام) راه بروید. [خنده]", "نفس بکشید. | راه بروید."),
    ("hi", "साँस लें। (हल्का संगीत) धीरे चलें। [हँसी]", "साँस लें। | धीरे चलें।"),
    ("zh", "请深呼吸。（音乐）请慢走。【掌声】", "请深呼吸。 | 请慢走。"),
    ("ja", "息を吸います。（音楽）ゆっくり歩きます。［拍手］", "息を吸います。 | ゆっくり歩きます。"),
    ("ko", "숨을 쉬세요. (잔잔한 음악) 천천히 걸으세요. [박수]", "숨을 쉬세요. | 천천히 걸으세요."),
    ("vi", "Hãy hít vào. (nhạc nhẹ) Hãy đi chậm. [vỗ tay]", "Hãy hít vào. | Hãy đi chậm."),
    ("fil", "Huminga. (mahinang musika) Lumakad. [palakpakan]", "Huminga. | Lumakad."),
    ("ht", "Respire. (mizik dous) Mache. [aplodisman]", "Respire. | Mache."),
]
CLICK_MARKS = [
    ("en", "[CLICK]\nThe knee has two parts.\n(click)\nBoth wear.", "The knee has two parts. | Both wear."),
    ("en", "***NEXT SLIDE***\nThe knee has two parts. [click] Both wear.", "The knee has two parts. | Both wear."),
    ("en", "The knee [click] has two parts. (click) Both wear (click) out.", "The knee has two parts. | Both wear out."),
    ("es", "[CLIC]\nLa rodilla tiene dos partes.\n(siguiente diapositiva)\nSe gastan.", "La rodilla tiene dos partes. | Se gastan."),
    ("fr", "[clic] Le genou a deux parties. (diapositive suivante) Elles s'usent.", "Le genou a deux parties. | Elles s'usent."),
    ("de", "[Klick] Das Knie hat zwei Teile. (nächste Folie) Es nutzt sich ab.", "Das Knie hat zwei Teile. | Es nutzt sich ab."),
]  # fmt: skip
PAGES = [
    ("en", "Home > Videos > Knee\n\nYour knee\n\nThe knee bends.\nIt turns.\n\nShow more", "Your knee | The knee bends. | It turns."),
    ("en", "Skip to content\nMenu\nYour knee\n\nThe knee bends. It turns.\nMore\nBack", "Your knee | The knee bends. | It turns."),
    ("en", "The knee bends. It turns. ...more", "The knee bends. | It turns."),
    ("en", "The knee bends. It turns. Show less", "The knee bends. | It turns."),
    ("en", "View transcript\nThe knee bends.\nIt turns.\nmore Back\nView", "The knee bends. | It turns."),
    ("es", "Inicio > Salud\n\nLa rodilla se dobla. Gira. ver más", "La rodilla se dobla. | Gira."),
    ("fr", "Accueil › Santé › Genou\n\nLe genou plie. Il tourne.\nImprimer", "Le genou plie. | Il tourne."),
    ("de", "Startseite » Gesundheit\n\nDas Knie beugt sich. Es dreht sich.\nMehr anzeigen", "Das Knie beugt sich. | Es dreht sich."),
    ("pt", "Início > Saúde\n\nO joelho dobra. Ele gira.\nVer mais\nVoltar", "O joelho dobra. | Ele gira."),
    ("ru", "Главная > Здоровье\n\nКолено сгибается. Оно вращается.\nПоказать ещё", "Колено сгибается. | Оно вращается."),
    ("ar", "الرئيسية > الصحة\n\nتنثني الركبة. وتدور قليلًا.\nعرض المزيد", "تنثني الركبة. | وتدور قليلًا."),
    ("zh", "首页 > 健康\n\n膝盖会弯。它也会转。\n查看更多", "膝盖会弯。 | 它也会转。"),
]  # fmt: skip
CREDITS = [
    ("en", "The knee bends.\nReviewed by Ana Ruiz, RN\nIt turns.", "The knee bends. | It turns."),
    ("en", "The knee bends. It turns.\nSubtitles by the Helpers community", "The knee bends. | It turns."),
    ("en", "Written by: Tom Hill\nLast updated: May 2024\n\nThe knee bends. It turns.", "The knee bends. | It turns."),
    ("en", "The knee bends. It turns.\n© 2024 City Hospital. All rights reserved.", "The knee bends. | It turns."),
    ("en", "The knee bends. It turns.\nSource: www.example.org", "The knee bends. | It turns."),
    ("en", "The knee bends. It turns.\nSubtitles: Ana Ruiz\nTranslation: Tom", "The knee bends. | It turns."),
    ("es", "La rodilla se dobla. Gira.\nSubtítulos por Ana Ruiz\nRevisado por: Dra. Paz", "La rodilla se dobla. | Gira."),
    ("es", "La rodilla se dobla. Gira.\nSubtítulos por la comunidad de Amara\nCompartir", "La rodilla se dobla. | Gira."),
    ("fr", "Le genou plie. Il tourne.\nRelu par Anne Petit\nTous droits réservés", "Le genou plie. | Il tourne."),
    ("de", "Das Knie beugt sich. Es dreht sich.\nGeprüft von Dr. Anna Krause", "Das Knie beugt sich. | Es dreht sich."),
    ("it", "Il ginocchio si piega. Gira.\nSottotitoli a cura di Anna Neri", "Il ginocchio si piega. | Gira."),
    ("pt", "O joelho dobra. Ele gira.\nRevisado por Ana Reis\nÚltima atualização: 2024", "O joelho dobra. | Ele gira."),
    ("pl", "Kolano się zgina. Ono się obraca.\nNapisy: Anna Nowak", "Kolano się zgina. | Ono się obraca."),
    ("ru", "Колено сгибается. Оно вращается.\nСубтитры: Анна Петрова\nВсе права защищены", "Колено сгибается. | Оно вращается."),
    ("ar", "تنثني الركبة. وتدور قليلًا.\nجميع الحقوق محفوظة", "تنثني الركبة. | وتدور قليلًا."),
    ("zh", "膝盖会弯。它也会转。\n字幕：王小明\n翻译：李红\n版权所有", "膝盖会弯。 | 它也会转。"),
    ("ja", "膝は曲がります。少し回ります。\n字幕：山田花子", "膝は曲がります。 | 少し回ります。"),
    ("vi", "Đầu gối gập lại. Nó xoay.\nPhụ đề bởi Lan Anh", "Đầu gối gập lại. | Nó xoay."),
]  # fmt: skip
TIMES = [
    ("en", "00:00You walk today, and\n00:04you lean on a frame.\n00:09 Then you rest.", "You walk today, and you lean on a frame. | Then you rest."),
    ("en", "[00:01] You walk. \n[00:03] You rest.", "You walk. | You rest."),
    ("en", "0:03 - 0:07 You walk.\n0:08 → 0:12 You rest at 10:30.", "You walk. | You rest at 10:30."),
    ("es", "00:01 Usted camina.\n00:04 Usted descansa a las 8:00.", "Usted camina. | Usted descansa a las 8:00."),
    ("fr", "00:00:01,000 --> 00:00:03,000\nVous marchez.\n00:00:03,500 --> 00:00:05,000\nVous dormez.", "Vous marchez. | Vous dormez."),
    ("de", "(0:00) Sie gehen.\n(0:07) Sie ruhen.", "Sie gehen. | Sie ruhen."),
    ("hi", "00:01 आप चलते हैं।\n00:04 आप सोते हैं।", "आप चलते हैं। | आप सोते हैं।"),
    ("en", "Ana Ruiz  0:01\nGood morning.\n\nTom Hill  0:12\nWill it hurt?\n\nAna Ruiz  0:15\nNo, it will not.", "Good morning. | Will it hurt? | No, it will not."),
    ("es", "Ana Ruiz  0:01\nBuenos días.\n\nTomás Gil  0:12\n¿Va a doler?", "Buenos días. | ¿Va a doler?"),
]  # fmt: skip
SPEAKERS = [
    ("en", "NARRATOR: Wash your hands.\nThen dry them.", "Wash your hands. | Then dry them."),
    ("en", "Nurse: Does it hurt?\nPatient: No.\nNurse: Then rest.", "Does it hurt? | No. | Then rest."),
    ("en", "Ana Ruiz, RN: Wash your hands well.\nTom (he/him): I dry them too.", "Wash your hands well. | I dry them too."),
    ("en", "ANA: Does it hurt?\nTOM: It does not.\nANA: Then rest.\nTOM: I will.", "Does it hurt? | It does not. | Then rest. | I will."),
    ("en", ">> DR. GRAY: Wash your hands.\n>> And dry them.", "Wash your hands. | And dry them."),
    ("en", "Speaker 1: Does it hurt?\nSpeaker 2: No.", "Does it hurt? | No."),
    ("en", "Ana Ruiz speaks: Wash your hands.\nThen dry them.", "Wash your hands. | Then dry them."),
    ("en", "Ana Ruiz [00:31]: Wash your hands.\nAna Ruiz [00:35]: Then dry them.", "Wash your hands. | Then dry them."),
    ("es", "NARRADORA: Lávese las manos.\nEnfermera: Séquelas.\nNARRADORA: Descanse.", "Lávese las manos. | Séquelas. | Descanse."),
    ("fr", "Infirmière : Avez-vous mal ?\nPatient : Non.\nInfirmière : Reposez-vous.", "Avez-vous mal ? | Non. | Reposez-vous."),
    ("de", "Sprecherin: Waschen Sie die Hände.\nÄrztin: Ruhen Sie.", "Waschen Sie die Hände. | Ruhen Sie."),
    ("it", "Infermiera: Fa male?\nPaziente: No.\nInfermiera: Riposi.", "Fa male? | No. | Riposi."),
    ("pl", "Lekarz: Czy boli?\nPacjent: Nie.\nLekarz: Proszę odpocząć.", "Czy boli? | Nie. | Proszę odpocząć."),
    ("ru", "Врач: Вам больно?\nПациент: Нет.\nВрач: Отдыхайте.", "Вам больно? | Нет. | Отдыхайте."),
    ("ar", "الطبيبة: هل يؤلمك؟\nالمريض: لا.\nالطبيبة: استرح.", "هل يؤلمك؟ | لا. | استرح."),
    ("hi", "डॉक्टर: क्या दर्द है?\nमरीज़: नहीं।\nडॉक्टर: आराम करें।", "क्या दर्द है? | नहीं। | आराम करें।"),
    ("zh", "医生：疼吗？\n患者：不疼。\n医生：请休息。", "疼吗？ | 不疼。 | 请休息。"),
    ("vi", "Bác sĩ: Có đau không?\nBệnh nhân: Không.\nBác sĩ: Hãy nghỉ.", "Có đau không? | Không. | Hãy nghỉ."),
]  # fmt: skip
ON_THE_SCREEN = [
    ("en", "On-screen text: The city hospital\nThe knee bends.\nIt turns.", "The knee bends. | It turns."),
    ("en", "[Visual: A man walks with a frame, slowly.]\nThe knee bends.\nIt turns.", "The knee bends. | It turns."),
    ("en", "VO: The knee bends.\nVisual: a drawing of the knee\nVO: It turns.", "The knee bends. | It turns."),
    ("en", "(A woman in a blue coat sits down and smiles at the camera)\nThe knee bends.\nIt turns.", "The knee bends. | It turns."),
    ("en", "The knee bends. [Graphic: the knee from the side] It turns.", "The knee bends. | It turns."),
    ("en", "On-screen text: Call 555-0100\nThe knee bends.", "Call 555-0100 | The knee bends."),
    ("es", "Texto en pantalla: El hospital\nLa rodilla se dobla.\nGira.", "La rodilla se dobla. | Gira."),
    ("es", "Voz en off: La rodilla se dobla.\nImagen: un dibujo\nVoz en off: Gira.", "La rodilla se dobla. | Gira."),
    ("fr", "Texte à l’écran : l'hôpital\nVoix off : Le genou plie.\nPlan : un dessin\nVoix off : Il tourne.", "Le genou plie. | Il tourne."),
    ("de", "Einblendung: Das Krankenhaus\nDas Knie beugt sich.\nEs dreht sich.", "Das Knie beugt sich. | Es dreht sich."),
    ("ru", "Текст на экране: Больница\nКолено сгибается.\nОно вращается.", "Колено сгибается. | Оно вращается."),
    ("ar", "نص على الشاشة: المستشفى\nتنثني الركبة.\nوتدور قليلًا.", "تنثني الركبة. | وتدور قليلًا."),
    ("zh", "屏幕文字：医院\n膝盖会弯。\n它也会转。", "膝盖会弯。 | 它也会转。"),
    ("ja", "テロップ：病院\n膝は曲がります。\n少し回ります。", "膝は曲がります。 | 少し回ります。"),
]  # fmt: skip
LISTS = [
    ("en", "How to do it:\n1. Wash your hands\n2. Put on a needle\n10) no row", "How to do it: | 1. Wash your hands | 2. Put on a needle 10) no row"),
    ("en", "You need:\n• soap\n•water\n* a towel\n- a bin", "You need: | soap | water | a towel | a bin"),
    ("en", "Choose:\ni) rest\nii) walk\niii) swim", "Choose: | i) rest | ii) walk | iii) swim"),
    ("es", "Pasos:\n1) Lávese las manos\n2) Séquelas", "Pasos: | 1) Lávese las manos | 2) Séquelas"),
    ("hi", "कदम:\n१. हाथ धोएँ\n२. हाथ सुखाएँ", "कदम: | १. हाथ धोएँ | २. हाथ सुखाएँ"),
    ("hi", "कदम:\nक) हाथ धोएँ\nख) हाथ सुखाएँ", "कदम: | क) हाथ धोएँ | ख) हाथ सुखाएँ"),
    ("ar", "الخطوات:\n١. اغسل يديك\n٢. جفف يديك", "الخطوات: | ١. اغسل يديك | ٢. جفف يديك"),
    ("ar", "الخطوات:\n1- اغسل يديك\n2- جفف يديك", "الخطوات: | 1- اغسل يديك | 2- جفف يديك"),
    ("ar", "الخطوات:\nأ) اغسل يديك\nب) جفف يديك", "الخطوات: | أ) اغسل يديك | ب) جفف يديك"),
    ("fa", "مراحل:\n۱. دست‌ها را بشویید\n۲. دست‌ها را خشک کنید", "مراحل: | ۱. دست‌ها را بشویید | ۲. دست‌ها را خشک کنید"),
    ("zh", "步骤：\n一、洗手\n二、擦干", "步骤： | 一、洗手 | 二、擦干"),
    ("zh", "步骤：\n①洗手\n②擦干", "步骤： | ①洗手 | ②擦干"),
    ("ja", "手順：\n１．手を洗う\n２．手を拭く", "手順： | １．手を洗う | ２．手を拭く"),
    ("ru", "Шаги:\nа) Вымойте руки\nб) Вытрите руки", "Шаги: | а) Вымойте руки | б) Вытрите руки"),
    ("ko", "순서:\n가. 손을 씻으세요\n나. 손을 말리세요", "순서: | 가. 손을 씻으세요 | 나. 손을 말리세요"),
]  # fmt: skip
BROKEN_WORDS = [
    ("en", "Take your medi-\ncine at night.", "Take your medicine at night."),
    ("en", "Take your medi- cine at night.", "Take your medicine at night."),
    ("en", "It is a well-\nknown pre- and post-operative test.", "It is a well-known pre- and post-operative test."),
    ("es", "Tome su medi-\ncamento de noche.", "Tome su medicamento de noche."),
    ("fr", "Prenez votre médi-\ncament le soir.", "Prenez votre médicament le soir."),
    ("de", "Nehmen Sie die Tab-\nlette. Die Vor- und Nachsorge folgt.", "Nehmen Sie die Tablette. | Die Vor- und Nachsorge folgt."),
    ("ru", "Примите лекар-\nство вечером.", "Примите лекарство вечером."),
    ("fil", "May pagsusuri pre- at post-operasyon.", "May pagsusuri pre- at post-operasyon."),
]  # fmt: skip
DIRECTION_MARKS = [
    ("ar", "\u200f- هل يؤلم؟\n\u200f- لا.", "هل يؤلم؟ | لا."),
    ("ar", "\u202bخذ قرصًا في الصباح.\u202c", "خذ قرصًا في الصباح."),
    ("fa", "\u200f• دست‌ها را بشویید\n\u200f• خشک کنید", "دست‌ها را بشویید | خشک کنید"),
    ("en", "\u200eTake one tablet\u200e at night.", "Take one tablet at night."),
    ("he", "\u2067קחו כדור אחד בבוקר.\u2069", "קחו כדור אחד בבוקר."),
]
TITLES = [
    ("en", "Title: Your knee\n\nYour knee\n\nThe knee bends. It turns.", "Your knee | The knee bends. | It turns."),
    ("en", "Your knee - Transcript\n\nYour knee\nThe knee bends. It turns.", "Your knee | The knee bends. | It turns."),
    ("es", "Título: Su rodilla\n\nLa rodilla se dobla. Gira.", "Su rodilla | La rodilla se dobla. | Gira."),
    (
        "fr",
        "Titre : Votre genou\n\nVotre genou\n\nLe genou plie. Il tourne.",
        "Votre genou | Le genou plie. | Il tourne.",
    ),
    (
        "de",
        "Titel: Ihr Knie\n\nDas Knie beugt sich. Es dreht sich.",
        "Ihr Knie | Das Knie beugt sich. | Es dreht sich.",
    ),
    ("zh", "标题：您的膝盖\n\n膝盖会弯。\n它也会转。", "您的膝盖 | 膝盖会弯。 | 它也会转。"),
]
HEADINGS = [
    ("en", "Your knee\n\nWhat it does\n\nThe knee bends. It turns.\n\nWhat goes wrong\n\nIt wears out. It hurts.", "Your knee | What it does | The knee bends. | It turns. | What goes wrong | It wears out. | It hurts."),
    ("es", "Su rodilla\n\nQué hace\n\nLa rodilla se dobla. Gira.\n\nQué falla\n\nSe gasta. Duele.", "Su rodilla | Qué hace | La rodilla se dobla. | Gira. | Qué falla | Se gasta. | Duele."),
    ("de", "Ihr Knie\n\nWas es tut\n\nEs beugt sich. Es dreht sich.\n\nWas schadet\n\nZu viel Last. Zu wenig Ruhe.", "Ihr Knie | Was es tut | Es beugt sich. | Es dreht sich. | Was schadet | Zu viel Last. | Zu wenig Ruhe."),
    ("fr", "Votre genou\n\nCe qu'il fait\n\nIl plie. Il tourne.\n\nCe qui l'use\n\nLe poids. L'âge.", "Votre genou | Ce qu'il fait | Il plie. | Il tourne. | Ce qui l'use | Le poids. | L'âge."),
    ("ru", "Ваше колено\n\nЧто оно делает\n\nОно сгибается. Оно вращается.\n\nЧто вредит\n\nВес. Возраст.", "Ваше колено | Что оно делает | Оно сгибается. | Оно вращается. | Что вредит | Вес. | Возраст."),
]  # fmt: skip
ENTRIES = [
    ("en", "Who to call\nDoctor: 555-0100\nPharmacy: 555-0101", "Who to call | Doctor: 555-0100 | Pharmacy: 555-0101"),
    ("en", "08:00 One tablet\n20:00 Two tablets", "08:00 One tablet | 20:00 Two tablets"),
    ("es", "A quién llamar\nMédico: 555-0100\nFarmacia: 555-0101", "A quién llamar | Médico: 555-0100 | Farmacia: 555-0101"),
    ("de", "Morgens: eine Tablette\nAbends: zwei Tabletten\nvor dem Essen", "Morgens: eine Tablette | Abends: zwei Tabletten vor dem Essen"),
    ("ru", "Утром: одна таблетка\nВечером: две таблетки", "Утром: одна таблетка | Вечером: две таблетки"),
    ("ja", "左目：一滴\n右目：二滴", "左目：一滴 | 右目：二滴"),
    ("ar", "صباحًا: قرص\nمساءً: قرصان", "صباحًا: قرص | مساءً: قرصان"),
]  # fmt: skip
KINDS = {name.lower(): rows for name, rows in list(globals().items()) if name.isupper() and isinstance(rows, list)}
ROWS = {f"{kind}-{row[0]}-{n}": row for kind, rows in KINDS.items() for n, row in enumerate(rows)}


@each(("language", "text", "spoken"), ROWS.values(), ids=ROWS)
def test_says_what_is_narrated(language: str, text: str, spoken: str):
    script = compose("x", text_material(text), "t", language)
    title = [] if script.title == "T" else [script.title]
    assert [*title, *(s.text for segment in script.segments[1:] for s in segment.sentences)] == spoken.split(" | ")
    assert not [problem for problem in script.problems if problem.severity == "error"]


@each("kind", KINDS)
def test_each_kind_has_five_inputs_in_three_languages(kind: str):
    assert len(KINDS[kind]) >= 5
    assert len({language for language, *_ in KINDS[kind]}) >= 3


@each(
    ("language", "text"),
    [
        ("en", "Take [inaudible] tablets."),
        ("en", "Take [xx] tablets at night."),
        ("en", "Take <unclear> tablets at night."),
        ("en", "Take (unintelligible 00:31) tablets."),
        ("en", "Take [???] tablets, and [___] at night."),
        ("en", "Take [?] tablets, and [--] at night."),
        ("es", "Tome (inaudible) tabletas."),
        ("es", "Tome [no se entiende] tabletas."),
        ("fr", "Prenez [incompréhensible] comprimés."),
        ("de", "Nehmen Sie [unverständlich] Tabletten."),
        ("it", "Prenda [incomprensibile] compresse."),
        ("pt", "Tome [inaudível] comprimidos."),
        ("pl", "Proszę wziąć [niezrozumiałe] tabletki."),
        ("ru", "Примите [неразборчиво] таблетки."),
        ("ar", "خذ [غير مسموع] أقراص."),
        ("fa", "[نامفهوم] قرص بخورید."),
        ("hi", "[सुनाई नहीं दिया] गोलियाँ लें।"),
        ("zh", "每天吃【听不清】片。"),
        ("ja", "毎日［聞き取れず］錠飲みます。"),
        ("ko", "매일 [불분명] 알 드세요."),
        ("vi", "Uống [không nghe rõ] viên."),
        ("fil", "Uminom ng [hindi marinig] tableta."),
        ("ht", "Pran [pa tande] grenn."),
    ],
)
def test_what_nobody_heard_is_an_error(language: str, text: str):
    script = compose("x", text_material(text), "t", language)
    assert {(one.severity, one.code) for one in script.problems} == {("error", "inaudible")}


@each(
    ("language", "timing", "said"),
    [
        ("en", "2 mins", "The knee bends."),
        ("en", "(30 secs)", "The knee bends."),
        ("en", "2'", "The knee bends."),
        ("es", "2 minutos", "La rodilla se dobla."),
        ("fr", "2 min.", "Le genou plie."),
        ("de", "2 Minuten", "Das Knie beugt sich."),
        ("ru", "2 мин", "Колено сгибается."),
        ("hi", "२ मिनट", "घुटना मुड़ता है।"),
        ("zh", "2分钟", "膝盖会弯。"),
        ("ar", "2 دقيقة", "تنثني الركبة."),
    ],
)
def test_how_long_a_slide_takes_is_not_narrated_at_either_end_of_its_notes(language: str, timing: str, said: str):
    for inside in ([timing, said], [said, timing]):
        lines = [
            RawLine(1, "A", level=1),
            *(RawLine(1, text, whole=True) for text in inside),
            RawLine(2, "B", level=1),
            RawLine(2, said, whole=True),
        ]
        script = compose("x", Material(lines, "\n".join(line.text for line in lines)), "t", language)
        assert [[s.text for s in segment.sentences] for segment in script.segments[1:]] == [[said], [said]]
        assert [problem.code for problem in script.problems] == ["left-out"]


@pytest.mark.parametrize(
    ("language", "question"), [("en", "How long?"), ("es", "¿Cuánto tiempo?"), ("zh", "多长时间？")]
)
def test_how_long_something_takes_is_narrated_as_an_answer(language: str, question: str):
    lines = [
        RawLine(1, "A", level=1),
        RawLine(1, question),
        RawLine(1, "2 min", follows_blank=True),
        RawLine(2, "B", level=1),
        RawLine(2, "C."),
    ]
    script = compose("x", Material(lines, "\n".join(line.text for line in lines)), "t", language)
    assert "2 min" in [s.text for s in script.segments[1].sentences][-1]
    assert not script.problems


CAPTIONS = [
    ("en", "today we talk about your knee|it bends when you walk and|it turns a little as well", "so rest it for one day|and then walk with your frame|down the hall"),
    ("es", "hoy hablamos de su rodilla|se dobla cuando usted camina y|también gira un poco", "descanse un día entero|y luego camine con su andador|por el pasillo"),
    ("fr", "aujourd'hui on parle du genou|il plie quand vous marchez et|il tourne un peu aussi", "reposez-le un jour entier|puis marchez avec votre cadre|dans le couloir"),
    ("ru", "сегодня мы говорим о колене|оно сгибается когда вы идёте|и немного вращается вбок", "дайте ему отдохнуть один день|а потом ходите с ходунками|по всему коридору до конца"),
    ("hi", "आज हम घुटने की बात करते हैं|यह चलते समय मुड़ता है और|थोड़ा घूमता भी है", "इसे एक दिन आराम दें|फिर वॉकर के साथ चलें|गलियारे में धीरे धीरे"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "first", "second"), CAPTIONS)
def test_captions_without_stops_are_cut_at_pauses_and_warned_of(language: str, first: str, second: str):
    lines, at = [], 0
    for part in (first, second):
        for text in part.split("|"):
            lines.append(RawLine(len(lines) + 1, text, source=text, starts_ms=at, ends_ms=at + 1000))
            at += 1000
        at += 800
    script = compose("x", Material(lines, "\n".join(line.text for line in lines)), "t", language)
    said = [s.text for segment in script.segments[1:] for s in segment.sentences]
    assert second.split("|", maxsplit=1)[0] in " ".join(said)
    assert any(text.startswith(second.split("|", maxsplit=1)[0]) for text in said), said
    assert all(len(text.split()) <= 14 for text in said)
    assert [problem.code for problem in script.problems] == ["no-full-stops"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Take [fifteen?] tablets."),
        ("en", "Take two tablets of [metoprolol ?] a day."),
        ("es", "Tome [quince?] tabletas."),
        ("fr", "Prenez [quinze ?] comprimés."),
        ("zh", "每天吃【十五？】片。"),
    ],
)
def test_what_somebody_guessed_at_is_spoken_and_warned_of(language: str, text: str):
    script = compose("x", text_material(text), "t", language)
    said = "".join(s.text for segment in script.segments[1:] for s in segment.sentences)
    assert said == text
    assert [(one.severity, one.code) for one in script.problems] == [("warning", "kept")]
