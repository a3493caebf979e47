"""What the bot serves over HTTP: the pages of episodes, Telegram's webhook and a health check."""
