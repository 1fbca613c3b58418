"""Chinese in simplified letters: the words that editions show. No native clinician has reviewed them yet."""

from narrate.languages import Language

LANGUAGE = Language(
    code="zh",
    region="CN",
    alpha3="zho",
    autonym="中文",
    phrases_language="zh",
    phrases={
        "narration": "本页旁白，{seconds} 秒",
        "listen": "收听全部内容",
        "length": "{minutes} 分 {seconds} 秒",
        "files": "可保存的文件",
        "slides_file": "自动播放的幻灯片 (PowerPoint)",
        "sound_file": "声音 (MP3)",
        "captions_file": "字幕 (WebVTT)",
        "text_file": "文字",
        "all_topics": "所有主题",
        "parts": "各部分",
        "slide_of": "第 {number} 页，共 {total} 页",
        "part_of": "第 {number} 部分，共 {total} 部分",
        "length_line": "{minutes} 分钟 · 听、看或读",
        "closing_title": "回家后再听一遍",
        "closing_again": "您可以在 {address} 再次找到本指南。",
        "closing_share": "请与家人分享。",
        "closing_ask": "如有不清楚的地方，请询问您的医护团队。",
        "labels": "标注",
        "scan": "用手机摄像头对准这里",
        "scan_description": "二维码：网址写在下方",
        "dot": "点",
        "slash": "斜杠",
        "hyphen": "连字符",
        "underscore": "下划线",
        "or_ask": "也可以向我们索取光盘或大字版",
        "made_by_voice": "由电脑语音朗读。",
    },
)
