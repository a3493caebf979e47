"""Runs that take minutes, by hand: the whole program as a process of its own, against a Telegram on loopback."""
