"""Japanese. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("文字起こし, 書き起こし, トランスクリプト"),
    titles=words("タイトル 題名"),
    stage=words("拍手 効果音") | phrases("次のスライド"),
    doubtful=words("笑 笑い クリック 音楽 咳 沈黙 間 チャイム"),
    unheard=phrases("聞き取れず, 聞き取れない, 聞き取り不能, 不明瞭, 不明"),
    seen=phrases("画面の文字, 画面上の文字, テロップ, 効果音, 画面表示"),
    perhaps_seen=phrases("画面, 映像, 場面, 音楽, カメラ, 画像"),
    said=phrases("ナレーション"),
    perhaps_said=phrases("音声, 声"),
    narrators=words("ナレーター 司会 司会者 語り"),
    persons=words("医師 看護師 患者 薬剤師"),
    signals=words("注意 警告 重要 例 手順 症状 朝 昼 夕 夜 毎日 用量 薬 右目 左目 右 左"),
    pages=phrases("もっと見る, 続きを読む, 文字起こしを表示, 文字起こしを隠す, トップへ戻る, ページの先頭へ"),
    buttons=phrases("閉じる, 戻る, 印刷, 共有, メニュー"),
    sites=words("ホーム トップ トップページ ビデオ 動画 健康 記事"),
    credits=phrases("字幕, 字幕制作, 監修"),
    labels=phrases("翻訳, 制作, 編集, 著者, 監督"),
    dated=phrases("最終更新, 最終更新日, 更新日"),
    sources=phrases("出典, 参考文献"),
    rights=phrases("無断転載を禁じます, 無断転載禁止"),
    negations=words("ない なし 禁止 だけ 以外 ません ず 無 不 禁 やめ 中止 避け のみ"),
    amounts=words("一 二 三 四 五 六 七 八 九 十 半 百 倍 錠 粒 滴 包 回 匙 カプセル ミリ グラム 単位 注射"),
    capitals_tell=False,
)  # fmt: skip
