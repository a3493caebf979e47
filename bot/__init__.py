"""The bot's core: settings, storage, the library of episodes, pushes, rendering and the command line."""

import os

__version__ = "0.1.0"

# python-telegram-bot's opt-in to timedelta where it gives seconds by default with a deprecation warning (RetryAfter).
os.environ.setdefault("PTB_TIMEDELTA", "1")
