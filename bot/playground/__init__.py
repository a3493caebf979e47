"""The playground: the bot on an in-process Telegram, with a page on loopback to chat with it."""
