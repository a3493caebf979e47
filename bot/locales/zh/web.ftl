### 机器人自带网页上的节目页

page-play = 从 { $clock } 开始播放
page-play-item = 播放
page-source = 来源：{ $host }
page-telegram = 在 Telegram 中打开
page-open = 节目原页面
page-no-audio = 这里无法播放录音。
page-audio-link = 直接打开录音
page-notes-only = 这一期只有节目简介，没有全文。
page-missing = 这期节目已经不在了。
