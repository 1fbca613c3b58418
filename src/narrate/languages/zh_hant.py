"""Chinese in traditional letters: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="zh",
    region="TW",
    alpha3="zho",
    autonym="中文",
    phrases_language="zh-Hant",
    phrases={
        "narration": "本頁旁白，{seconds} 秒",
        "listen": "收聽全部內容",
        "length": "{minutes} 分 {seconds} 秒",
        "files": "可保存的檔案",
        "slides_file": "自動播放的投影片 (PowerPoint)",
        "sound_file": "聲音 (MP3)",
        "captions_file": "字幕 (WebVTT)",
        "text_file": "文字",
        "all_topics": "所有主題",
        "parts": "各部分",
        "slide_of": "第 {number} 頁，共 {total} 頁",
        "part_of": "第 {number} 部分，共 {total} 部分",
        "length_line": "{minutes} 分鐘 · 聽、看或讀",
        "closing_title": "回家後再聽一遍",
        "closing_again": "您可以在 {address} 再次找到本指南。",
        "closing_share": "請與家人分享。",
        "closing_ask": "如有不清楚的地方，請詢問您的醫護團隊。",
        "labels": "標註",
        "scan": "用手機鏡頭對準這裡",
        "scan_description": "QR 碼：網址寫在下方",
        "dot": "點",
        "slash": "斜線",
        "hyphen": "連字號",
        "underscore": "底線",
        "or_ask": "也可以向我們索取光碟或大字版",
        "made_by_voice": "由電腦語音朗讀。",
    },
)
