"""What the bot serves over HTTP: Telegram's webhook and a health check."""
