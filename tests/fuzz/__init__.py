"""Inputs that nobody meant, for the readers of transcripts and feeds; `python -m tests.fuzz` looks for minutes."""
