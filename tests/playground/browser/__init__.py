"""The page in a headless Chromium, with the tiny bot behind it."""
