"""The bot's core: settings, storage, the library of episodes, pushes, rendering and the command line."""

__version__ = "0.1.0"
