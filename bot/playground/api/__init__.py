"""The methods of the Bot API that the playground knows: https://core.telegram.org/bots/api#available-methods."""
