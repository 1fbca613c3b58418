"""Persian: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="fa",
    region="IR",
    alpha3="fas",
    autonym="فارسی",
    phrases_language="fa",
    phrases={
        "narration": "گفتار این اسلاید، مدت به ثانیه: {seconds}",
        "listen": "همه را گوش کنید",
        "length": "{minutes} دقیقه و {seconds} ثانیه",
        "files": "فایل‌هایی برای نگه‌داشتن",
        "slides_file": "اسلایدهایی که خودکار پخش می‌شوند (PowerPoint)",
        "sound_file": "صدا (MP3)",
        "captions_file": "زیرنویس (WebVTT)",
        "text_file": "متن",
        "all_topics": "همهٔ موضوع‌ها",
        "parts": "بخش‌ها",
        "slide_of": "{number} از {total}",
        "part_of": "بخش {number} از {total}",
        "length_line": "{minutes} دقیقه · گوش کنید، ببینید یا بخوانید",
        "closing_title": "در خانه دوباره گوش کنید",
        "closing_again": "این راهنما را دوباره در {address} می‌یابید.",
        "closing_share": "آن را با خانوادهٔ خود در میان بگذارید.",
        "closing_ask": "هر چه را روشن نیست از گروه درمان خود بپرسید.",
        "labels": "نام‌ها",
        "scan": "دوربین تلفن خود را رو به اینجا بگیرید",
        "scan_description": "کد QR: نشانی در پایین نوشته شده است",
        "dot": "نقطه",
        "slash": "خط کج",
        "hyphen": "خط تیره",
        "underscore": "زیرخط",
        "or_ask": "یا از ما سی‌دی یا نسخهٔ درشت بخواهید",
        "made_by_voice": "با صدای رایانه خوانده شده است.",
    },
)
