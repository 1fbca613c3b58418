"""Chinese. No native speaker has reviewed these words yet."""

from narrate.languages.transcript_words import Transcripts, phrases, words

TRANSCRIPTS = Transcripts(
    announces=phrases("文字稿, 文字记录, 逐字稿, 文字紀錄, 视频文字稿, 影片文字稿"),
    titles=words("标题 標題"),
    stage=words("掌声 掌聲 音效 鼓掌") | phrases("下一张, 下一页, 下一頁, 下一張"),
    doubtful=words("笑聲 笑声 停頓 停顿 點擊 点击 音乐 音樂 笑 咳嗽 沉默 铃声 鈴聲"),
    unheard=phrases("听不清, 聽不清, 听不清楚, 聽不清楚, 无法辨认, 無法辨認"),
    seen=phrases("屏幕文字, 螢幕文字, 画面文字, 畫面文字, 字幕卡, 屏幕字幕, 音效, 画面显示, 畫面顯示"),
    perhaps_seen=phrases("画面, 畫面, 镜头, 鏡頭, 场景, 場景, 音乐, 音樂, 图像, 圖像"),
    said=phrases("旁白, 画外音, 畫外音"),
    perhaps_said=phrases("解说, 解說, 音频, 音頻"),
    narrators=words("旁白 主持人 解说员 解說員"),
    persons=words("医生 醫生 护士 護士 患者 病人 药师 藥師"),
    signals=words("注意 警告 重要 提示 例如 步骤 步驟 症状 症狀 早上 中午 晚上 每天 剂量 劑量 药 藥 左眼 右眼 左 右"),
    pages=phrases("阅读更多, 閱讀更多, 查看更多, 查看文字稿, 顯示文字稿, 返回顶部, 返回頂部, 隐藏文字稿"),
    buttons=phrases("更多, 收起, 关闭, 關閉, 返回, 打印, 列印, 分享"),
    sites=words("首页 首頁 主页 主頁 视频 影片 健康 文章"),
    credits=phrases("字幕, 字幕制作, 字幕製作, 审校, 審校, 审阅, 審閱"),
    labels=phrases("翻译, 翻譯, 监制, 監製, 制作, 製作, 编辑, 編輯, 作者"),
    dated=phrases("最后更新, 最後更新, 更新日期, 审阅日期, 審閱日期"),
    sources=phrases("来源, 來源, 参考文献, 參考文獻"),
    rights=phrases("版权所有, 版權所有"),
    negations=words("不 没 沒 别 別 勿 禁止 无 無 只 除 莫 毋 未 忌 禁 停 避免"),
    amounts=words("一 二 三 四 五 六 七 八 九 十 两 兩 半 百 毫克 微克 毫升 片 粒 滴 勺 支 剂 劑 倍 次 喷 噴 针 針"),
    capitals_tell=False,
)  # fmt: skip
