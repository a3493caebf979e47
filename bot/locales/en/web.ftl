### The page of an episode, on the bot's own web server

page-play = Play from { $clock }
page-play-item = Play
page-source = Source: { $host }
page-telegram = Open in Telegram
page-open = The page of the episode
page-no-audio = The recording cannot be played here.
page-audio-link = Open the recording itself
page-notes-only = Only the notes of this episode are known, not its words.
page-missing = This episode is no longer here.
