"""Persian. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("عنوان"),
    announces=phrases("متن, متن ویدیو, رونوشت, پیاده‌سازی"),
    stage=words("مکث موسیقی تشویق خنده سرفه سکوت صدا زنگ همهمه"),
    beside=words("در و از آرام کوتاه ملایم پس‌زمینه شروع پایان"),
    unheard=phrases("نامفهوم, نامشخص, شنیده نمی‌شود, غیرقابل شنیدن"),
    seen=phrases("متن روی صفحه, روی صفحه, تصویر, صحنه, دوربین, موسیقی"),
    said=phrases("صدای راوی"),
    says=words("می‌گوید"),
    narrators=words("راوی گوینده مجری"),
    persons=words("پزشک دکتر پرستار بیمار داروساز جراح"),
    signals=words("""
        توجه هشدار مهم نکته مثال مرحله علائم صبح ظهر عصر شب روز هفته ماه دوز دارو چشم گوش دست پا زانو چپ راست اگر
        وقتی
        """),
    pages=phrases("بیشتر, کمتر, بستن, بازگشت, چاپ, اشتراک‌گذاری"),
    credits=phrases("زیرنویس, ترجمه, مترجم, بازبینی, بازبینی توسط, نویسنده, آخرین به‌روزرسانی"),
    sources=phrases("منبع, منابع"),
    rights=phrases("تمامی حقوق محفوظ است, تمام حقوق محفوظ است"),
    negations=words("نه نیست نکنید نخورید بدون هرگز هیچ فقط مگر قطع"),
)  # fmt: skip
