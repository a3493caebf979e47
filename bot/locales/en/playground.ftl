### The playground: the chat page on this machine

## People and chats

playground-bot-name = AI Weekly
playground-you = You
playground-friend = Friend
playground-group = AI enthusiasts
playground-private-you = You and the bot, in private
playground-private-friend = Your friend and the bot, in private
playground-group-members = You, your friend and the bot

## The page

playground-title = AI Weekly playground
playground-intro = This is the real bot, only without Telegram: the same program, chatting on this machine.
playground-footer = Chats live in memory and are gone when the program ends.
playground-language = Language
playground-chats = Chats
playground-conversation = Conversation
playground-messages = Messages
playground-back = Back to the chats
playground-clear = Clear chat
playground-clear-sure = Clear all messages of this chat? Subscriptions stay.
playground-cancel = Cancel
playground-ok = OK
playground-new-below = Go to the newest message
playground-unread = unread
playground-reconnecting = The connection to the bot is lost; reconnecting… If the program has ended, run make run again.
playground-no-script = This page needs JavaScript: open it in a browser.

## The conversation

playground-status-bot = bot
playground-typing = typing
playground-edited = edited
playground-via = via
playground-reply = Reply
playground-edit = Edit
playground-replying = Reply to
playground-editing = Edit message
playground-expand = Show more
playground-collapse = Show less
playground-copied = Copied
playground-spoiler = Show the hidden text
playground-today = Today
playground-yesterday = Yesterday

## An empty chat

playground-welcome = What can this bot do?
playground-welcome-text = Just ask: it finds the answer, a summary and the source in the transcripts of AI-news shows.
playground-welcome-group = The bot in a group
playground-welcome-group-text = In a group the bot sees only commands, mentions of it and replies to it. Ask with /ask, or mention it.
playground-start = Start
playground-examples = Try asking
playground-empty = No messages yet

## The input field

playground-placeholder = Write a message…
playground-placeholder-group = In groups, ask with /ask
playground-send = Send
playground-save = Save the change
playground-commands = Command menu
playground-commands-none = No such command
playground-look-up = Inline look-up: type @ and the bot with a keyword, in any chat
playground-look-up-hint = Look something up from any chat and send what you pick
playground-look-up-searching = Looking…
playground-look-up-nothing = Nothing found
playground-look-up-late = The bot did not answer; try again
playground-speaker = Who speaks
playground-choose-chat = Send to which chat?

## Pushes

playground-push = See a push
playground-push-subscribe = Subscribe
playground-push-subscribed = /subscribe was sent
playground-push-publish = Publish a sample episode
playground-push-hint = Subscribe, then publish: a chat that has not subscribed gets no push.
playground-push-note = The sample was written for tests; it is not a record of a broadcast.
playground-push-busy = Publishing…
playground-published-created = The sample is published; chats that subscribed get it within seconds.
playground-published-unchanged = The sample was published before.

## When something goes wrong

playground-late = The bot did not answer this button
playground-unsupported = This button does not work in the playground
playground-error-chat = There is no such chat: reload the page.
playground-error-speaker = That person is not in this chat: reload the page.
playground-error-empty = The message is empty: write something first.
playground-error-long = The message is too long: Telegram takes 4096 characters at most, so send it in parts.
playground-error-message = That message is gone.
playground-error-payload = The parameter of this link is wrong: up to 64 letters, digits, - and _ are allowed.
playground-error-result = This result has expired: look it up again.
playground-error-malformed = The page sent something that cannot be read: reload it.
playground-error-publish = The sample could not be published; the program's log says why.
playground-error-host = This page opens on this machine only: use the address that the program printed, such as http://127.0.0.1:8080
