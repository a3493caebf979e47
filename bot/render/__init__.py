"""What people see in chats: HTML texts within Telegram's limits, and the buttons under them."""
