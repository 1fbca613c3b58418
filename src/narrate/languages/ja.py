"""Japanese: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="ja",
    region="JP",
    alpha3="jpn",
    autonym="日本語",
    phrases_language="ja",
    phrases={
        "narration": "このスライドの音声、{seconds}秒",
        "listen": "すべて聞く",
        "length": "{minutes}分{seconds}秒",
        "files": "保存できるファイル",
        "slides_file": "自動で再生されるスライド (PowerPoint)",
        "sound_file": "音声 (MP3)",
        "captions_file": "字幕 (WebVTT)",
        "text_file": "テキスト",
        "all_topics": "すべてのテーマ",
        "parts": "各部分",
        "slide_of": "{number}枚目（全{total}枚）",
        "part_of": "全{total}部の第{number}部",
        "length_line": "{minutes}分 · 聞く、見る、読む",
        "closing_title": "ご自宅でもう一度お聞きください",
        "closing_again": "この案内は {address} でもう一度ご覧いただけます。",
        "closing_share": "ご家族にもお見せください。",
        "closing_ask": "わからないことは、医療スタッフにお尋ねください。",
        "labels": "名称",
        "scan": "スマートフォンのカメラをここに向けてください",
        "scan_description": "QRコード：アドレスは下に書いてあります",
        "dot": "ドット",
        "slash": "スラッシュ",
        "hyphen": "ハイフン",
        "underscore": "アンダースコア",
        "or_ask": "CDや大きな文字の資料もお求めいただけます",
        "made_by_voice": "コンピューターの音声で読み上げています。",
    },
)
