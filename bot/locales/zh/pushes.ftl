## 推送时间与静音

time-instant = ⚡ 新一期一出就推送
time-daily = 📬 每天 { $hour } 推送一份汇总（{ $zone }）
time-weekly = 📬 每{ $weekday } { $hour } 推送一份汇总（{ $zone }）
time-ask = 什么时候推送？
time-ask-weekday = 每周哪一天推送？
time-ask-hour = 几点推送？（{ $zone }）
time-set = 好的：{ $time }
weekday =
    { $number ->
        [0] 周一
        [1] 周二
        [2] 周三
        [3] 周四
        [4] 周五
        [5] 周六
       *[6] 周日
    }
button-instant = ⚡ 新一期一出就推送
button-daily = 📬 每天一份汇总
button-weekly = 📬 每周一份汇总
button-zone = 🌐 时区：{ $zone }
zone-ask =
    按哪个时区？现在是 { $zone }，{ $hour }。

    列表里没有的，这样写：<code>/timezone Europe/Paris</code>
zone-set = 时区是 { $zone }，现在 { $hour }
zone-unknown = 没有这个时区。请用「洲/城市」的写法，例如：<code>/timezone Asia/Tokyo</code>
muted = 🔕 静音到 { $date } { $hour }，之后把期间的新内容合成一条发来
mute-ask = 静音多久？期间的新内容不会丢，静音结束后合成一条发来。
mute-night = 8 小时
mute-day = 1 天
mute-week = 1 周
mute-month = 30 天
mute-set = 已静音
mute-ended = 静音已结束
button-unmute = 🔔 结束静音

## 订阅的管理与预览

overview = 🔔 这里有 { $count } 个订阅，点一个可以暂停、预览或取消：
page-active = 🔔 <b>{ $name }</b>
page-paused = ⏸ <b>{ $name }</b>

    已暂停：暂停期间的新内容不会补发。
button-subscriptions = ⚙️ 时间与管理
button-time = ⏰ 推送时间
button-mute = 🔕 静音
button-preview = 👀 预览
button-pause = ⏸ 暂停
button-resume = ▶ 恢复
button-end = ✕ 取消订阅
button-back = ‹ 返回
paused-toast = 已暂停{ $name }
resumed-toast = 已恢复{ $name }
preview-head = 👀 <i>预览：最新一期会这样推送</i>
preview-nothing = 👀 最新一期「{ $name }」里没有符合订阅的内容，不会推送。
preview-sent = 预览在下面
digest-head = 📬 <b>新内容汇总</b>：{ $count } 期节目，{ $items }
command-subscriptions = 管理订阅：时间、静音、暂停、预览
command-timezone = 设置时区，例如：/timezone Asia/Tokyo

## 运行状态（给管理员）

alert-parked =
    ⚠️ 有 { $count } 条推送发不出去，已搁置。
    最近一条：<code>{ $episode }</code>
    原因：{ $reason }

    /status 里可以重试或放弃。
status-head = <b>运行状态</b>
status-stored = 📚 { $episodes } 期节目，{ $items }
status-chats = 👥 { $active } 个聊天（另有 { $inactive } 个已停用），{ $subscriptions } 个订阅（{ $paused } 个暂停）
status-queue = 📤 待发：{ $due } 条到时，{ $later } 条等到约定时间，{ $failing } 条重试中
status-lag = ⏱ 最早一条已等 { $lag }
status-sent = ✅ 已发 { $sent } 条（最近一天 { $day } 条），{ $dropped } 条不用再发
status-parked = ⚠️ 已搁置 { $count } 条
status-failure = • 聊天 <code>{ $chat }</code>，<code>{ $episode }</code>：{ $reason }
status-feeds =
    { $count ->
        [0] 📡 没有订阅源
       *[other] 📡 { $count } 个订阅源，{ $failing } 个出错
    }
status-feed = • { $name }：连续失败 { $failures } 次，{ $reason }
status-feed-gone = • { $name }：不再读取，{ $reason }
status-feed-new = • { $name }：还没有读取
status-feed-read = • { $name }：{ $entries } 条，{ $lag }前读取
duration-days = { $count } 天
duration-hours = { $count } 小时
duration-minutes = { $count } 分钟
duration-seconds = { $count } 秒
status-refreshed = 已刷新
button-refresh = 🔄 刷新
button-parked-again = ↻ 重试搁置的
button-parked-drop = ✕ 放弃搁置的
parked-again = { $count } 条重新排队
parked-dropped = 放弃了 { $count } 条
addfeed-how = 请在命令后面写上 RSS 或 Atom 的地址：<code>/addfeed https://example.org/feed.xml</code>
addfeed-address = “{ $address }”不是网址。请这样写：<code>/addfeed https://example.org/feed.xml</code>
addfeed-loading = 📡 正在载入：{ $done } / { $of } 条
addfeed-new = ✅ 已添加订阅源 <b>{ $name }</b>，载入 { $new } 期。以后有新内容会推送给订阅者。
addfeed-known = 订阅源 <b>{ $name }</b> 早已添加，刚刚重新读取：新增 { $new } 期，更正 { $changed } 期。
addfeed-busy = 订阅源 <b>{ $name }</b> 已在列表中，正在读取。
addfeed-refused =
    ❌ 未添加订阅源：{ $name }
    { $kind ->
        [missing] 这个地址上没有内容，请检查地址。
        [gone] 这个订阅源已经停用。
       *[wrong] 现在这样读不了，请检查地址和设置。
        [no-feed] 这里不是订阅源，请给出 RSS 或 Atom 的地址。
    }
    <i>{ $reason }</i>
addfeed-later =
    ⏳ 已添加订阅源，但现在读不到，稍后会再试：{ $name }
    <i>{ $reason }</i>
addfeed-problem = • { $problem }
