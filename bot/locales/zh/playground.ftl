### 试玩页面：本机上的聊天页

## 人和聊天

playground-bot-name = AI Weekly
playground-you = 你
playground-friend = 朋友
playground-group = AI 爱好者群
playground-private-you = 你和机器人的私聊
playground-private-friend = 朋友和机器人的私聊
playground-group-members = 你、朋友和机器人

## 页面

playground-title = AI Weekly 试玩
playground-intro = 这就是真正的机器人，只是不经过 Telegram：同一套程序，聊天在本机进行。
playground-footer = 聊天只留在内存里，程序结束就没有了。
playground-language = 语言
playground-chats = 聊天
playground-conversation = 对话
playground-messages = 消息
playground-back = 返回聊天列表
playground-clear = 清空聊天
playground-clear-sure = 清空这个聊天里的全部消息？订阅不受影响。
playground-cancel = 取消
playground-ok = 好
playground-new-below = 跳到最新消息
playground-unread = 条未读
playground-reconnecting = 和机器人的连接断了，正在重连……如果程序已经结束，请重新运行 make run。
playground-no-script = 这个页面需要 JavaScript，请在浏览器里打开它。

## 对话

playground-status-bot = 机器人
playground-typing = 正在输入
playground-edited = 已编辑
playground-via = 通过
playground-reply = 回复
playground-edit = 编辑
playground-replying = 回复
playground-editing = 编辑消息
playground-expand = 展开
playground-collapse = 收起
playground-copied = 已复制
playground-spoiler = 显示隐藏的文字
playground-today = 今天
playground-yesterday = 昨天

## 空聊天

playground-welcome = 这个机器人能做什么？
playground-welcome-text = 直接提问，它会从 AI 新闻节目的文稿里找出答案、摘要和出处。
playground-welcome-group = 群里的机器人
playground-welcome-group-text = 在群里，机器人只看得到命令、提到它的消息和对它的回复。可以用 /ask 提问，也可以 @ 它。
playground-start = 开始
playground-examples = 试试这样问
playground-empty = 还没有消息

## 输入框

playground-placeholder = 写消息……
playground-placeholder-group = 在群里用 /ask 提问
playground-send = 发送
playground-save = 保存修改
playground-commands = 命令菜单
playground-commands-none = 没有这样的命令
playground-look-up = 即时查找：在任何聊天里输入 @ 机器人和关键词
playground-look-up-hint = 在任何聊天里查找节目内容，选一条发出去
playground-look-up-searching = 正在查找……
playground-look-up-nothing = 没有找到
playground-look-up-late = 机器人没有回应，请再试一次
playground-speaker = 谁在说话
playground-choose-chat = 发到哪个聊天？

## 推送

playground-push = 看一次推送
playground-push-subscribe = 订阅
playground-push-subscribed = 已发送 /subscribe
playground-push-publish = 发布示例节目
playground-push-hint = 先订阅，再发布；没有订阅的聊天收不到推送。
playground-push-note = 示例节目是为测试而写的，不是任何一期播出的节目。
playground-push-busy = 正在发布……
playground-published-created = 示例节目已发布，订阅的聊天几秒内会收到推送。
playground-published-unchanged = 示例节目之前已经发布过了。

## 出错时

playground-late = 机器人没有回应这个按钮
playground-unsupported = 试玩页面里用不了这个按钮
playground-error-chat = 没有这个聊天，请刷新页面。
playground-error-speaker = 这个人不在这个聊天里，请刷新页面。
playground-error-empty = 消息是空的，请先写点什么。
playground-error-long = 消息太长：Telegram 一条消息最多 4096 个字符，请分几条发。
playground-error-message = 这条消息已经不在了。
playground-error-payload = 这个链接的参数不对：只能有 64 个以内的字母、数字、- 和 _。
playground-error-result = 这条结果已经过期，请重新查找。
playground-error-malformed = 页面发来的内容看不懂，请刷新页面。
playground-error-publish = 示例节目没有发布成功，原因见程序的日志。
playground-error-host = 这个页面只在本机打开：请用程序启动时显示的地址，例如 http://127.0.0.1:8080
