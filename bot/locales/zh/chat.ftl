## 日期

date = { DATETIME($date, dateStyle: "long") }

## 开始与帮助

welcome =
    你好！我从 AI 新闻节目里找答案：你用平常的话问，我给出节目的原话、摘要和那一期的链接。

    现在有 { $episodes } 期节目，最新的是「{ $latest }」。点一个问题试试，或者直接写下你的问题：
welcome-empty =
    你好！我从 AI 新闻节目里找答案：你用平常的话问，我给出节目的原话、摘要和那一期的链接。

    节目还没有放进来。先用 /subscribe 订阅，第一期到了我就告诉你。
welcome-group =
    大家好！我从 AI 新闻节目里找答案。

    在群里这样问我：<code>/ask@{ $bot } 你的问题</code>，或者回复我的消息。其他聊天我不会插话。
    管理员可以用 /subscribe 让新一期推送到这里。
help =
    <b>提问</b>
    私聊里直接写，例如「某个模型有哪几个型号？」。接着可以追问「它的成功率呢？」。
    群里用 <code>/ask 问题</code>，或者回复我的消息。
    在任何聊天里输入 <code>@{ $bot } 关键词</code>，都能查到并发出去。

    <b>看节目</b>
    /latest 最新一期　/episodes 所有节目

    <b>订阅</b>
    /subscribe 每一期都推送
    <code>/subscribe 机器人</code> 只推送这个话题
    /subscriptions 推送时间、静音、暂停、预览
    /unsubscribe 取消订阅

    <b>设置</b>
    /language 中文或 English　/timezone 时区

    答案里的每一句都出自节目原文；节目里没有的，我会直说。
how-to-ask = 把问题写在命令后面：<code>/ask@{ $bot } 你的问题</code>。比如这些：
how-to-ask-private = 直接把问题写给我就行，不用加命令。比如这些：
deep-link-gone = 这个链接指向的内容已经不在了。不过可以问我别的：
only-text = 我只看得懂文字。把想知道的写成一句话发给我吧。
unknown-command = 没有这个命令。直接提问就行，/help 里有我会做的事。
question-too-long = 这个问题有点长（超过 { $limit } 个字）。挑最想知道的一点，用一两句话再问一次吧。

## 示例问题

example-what = { $name } 是什么？
example-org = { $org }发布了什么？
example-latest = 最新一期讲了什么？

## 答案

found-list = 找到 { $count } 条：
found-more = 还有 { $count } 条没有列出，问得再具体一点就能看到。
not-found = 节目里没有讲到这个。
not-found-suggestions = 节目里没有讲到这个。下面这些比较接近，不一定是你要的：
not-found-examples = 节目里没有讲到这个。可以换个说法，或者试试这些：
library-empty = 还没有任何节目，暂时回答不了。第一期放进来以后再来问我吧。
asked = <i>{ $question }</i>
source = 🎧 <a href="{ $url }">{ $name }</a> · { $date }
source-undated = 🎧 <a href="{ $url }">{ $name }</a>
reference = 🔗 <a href="{ $url }">{ $host }</a>
notes-only = <i>这一期只有节目简介，没有全文。</i>
mentions = 提到：{ $names }
heard = <i>原文：{ $names }</i>
smalltalk-hello = 你好！想了解哪条 AI 新闻？比如：
smalltalk-thanks = 不客气！还想知道什么，随时问我。
smalltalk-bye = 再见！新一期出来欢迎再来问我。

## 节目

episode-head = 📻 <b>{ $name }</b>
episode-count = { $count } 条新闻
episode-notes = 只有简介
episodes-head = 📚 共 { $count } 期节目，点序号看内容：
page-of = 第 { $page } / { $pages } 页
push-head = 🆕 <b><a href="{ $url }">{ $name }</a></b>

## 按钮

button-whole = 📄 全文
button-episode = 📻 这一期
button-open = 🎧 打开节目
button-topic = 🔔 订阅「{ $topic }」
button-show = 🔔 订阅这个节目
button-all = 🔔 订阅每一期
button-previous = ‹ 上一页
button-next = 下一页 ›
button-private = 💬 私聊里继续问
button-items = 📋 逐条查看
button-unsubscribe = ✕ { $name }
button-unsubscribe-all = 全部取消

## 订阅

subscription-all = 每一期节目
subscription-show = 节目「{ $value }」
subscription-topic = 话题「{ $value }」
subscribed = ✅ 已订阅<b>{ $name }</b>。有新内容时，我会发到这里。
subscribed-topics = 只关心一个话题？<code>/subscribe 机器人</code>
subscribed-already = 已经订阅过<b>{ $name }</b>了，有新内容时我会发到这里。
subscribed-toast = 已订阅{ $name }
subscribed-already-toast = 已经订阅过{ $name }了
subscription-too-long = 话题请控制在 { $limit } 个字以内，例如：<code>/subscribe 机器人</code>
subscription-too-many = 这里已经有 { $limit } 个订阅了。先用 /unsubscribe 取消几个，再来添加。
subscriptions = 这里有 { $count } 个订阅，点一下就取消：
subscriptions-none = 这里没有订阅。想每一期都收到，用 /subscribe；只要一个话题，用 <code>/subscribe 话题</code>。
unsubscribed = 已取消{ $name }
unsubscribed-gone = 这个订阅已经取消了
unsubscribed-all =
    { $count ->
        [0] 这里没有订阅
       *[other] 已取消 { $count } 个订阅
    }
unsubscribe-unknown = 没有找到这个订阅。
only-administrators = 这项设置只有群管理员能改。

## 语言

language-ask = 用哪种语言？
language-set = 好的，以后用中文。

## 内联查询与访客模式

inline-nothing = 没有找到，去私聊里问
inline-failed = 出了点问题，去私聊里问

## 问题与过期

stale = 这个按钮对应的内容已经不在了。
error-report = 抱歉，出了点问题，没能完成。请稍后再试；如果一直这样，把编号 { $reference } 告诉机器人的管理员。

## 命令与简介

command-ask = 提问，例如：/ask 有哪些机器人？
command-latest = 最新一期
command-episodes = 所有节目
command-subscribe = 订阅：每一期，或一个话题
command-unsubscribe = 取消订阅
command-language = 中文 / English
command-help = 我会做什么
about-short = 从 AI 新闻节目里找答案：原话、摘要、那一期的链接。
about =
    问我最近的 AI 新闻：模型、论文、产品、机器人……

    我从节目里找出原话、摘要和那一期的链接，不编造；没有讲到的，我会直说。也可以订阅节目或话题，新一期出来就通知你。

    点「开始」试试。
