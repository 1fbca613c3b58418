"""Japanese. No native speaker has reviewed these words yet."""

from narrate.languages.transcripts import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    titles=words("タイトル 題名"),
    announces=phrases("文字起こし, 書き起こし, トランスクリプト"),
    stage=words("音楽 拍手 笑い 笑 咳 沈黙 間 効果音 チャイム"),
    unheard=phrases("聞き取れず, 聞き取れない, 聞き取り不能, 不明瞭, 不明"),
    seen=phrases("画面の文字, 画面上の文字, 画面, テロップ, 映像, 場面, 効果音, 音楽"),
    said=phrases("ナレーション, 音声"),
    narrators=words("ナレーター 司会 司会者 語り"),
    persons=words("医師 看護師 患者 薬剤師"),
    signals=words("注意 警告 重要 例 手順 症状 朝 昼 夕 夜 毎日 用量 薬 右目 左目 右 左"),
    pages=phrases("もっと見る, 閉じる, 戻る, 印刷, 共有, 続きを読む"),
    credits=phrases("字幕, 翻訳, 監修, 制作, 最終更新"),
    sources=phrases("出典, 参考文献"),
    rights=phrases("無断転載を禁じます, 無断転載禁止"),
    negations=words("ない なし 禁止 だけ 以外"),
)  # fmt: skip
