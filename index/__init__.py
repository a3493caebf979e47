"""Understanding transcripts and finding answers in them: pure, synchronous, without Telegram, network or database."""
