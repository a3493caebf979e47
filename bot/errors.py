"""What ends a command with one line for the person who started it."""


class RunError(Exception):
    """The program cannot go on; the text is one line that says what is wrong and what to do."""
