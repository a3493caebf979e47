"""What went wrong with the database, in one line that says what to do."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError

# (what the driver says, what it means)
CAUSES = (
    ("database is locked", "is locked by another program: end that program or wait, then try again"),
    (
        "readonly database",
        "is read-only: make the file and its folder writable, or set DATABASE_URL to another place",
    ),
    ("unable to open database file", "cannot be opened: check that the path exists and may be written"),
    (
        "file is not a database",
        "is no SQLite database: set DATABASE_URL to another file, or move this one away",
    ),
    (
        "disk image is malformed",
        "is damaged: restore it from a backup, or move it away and ingest the episodes again",
    ),
    ("database or disk is full", "cannot grow, the disk is full: make room and try again"),
    ("password authentication failed", "refuses the password: correct DATABASE_URL"),
    ("does not exist", "is not there: create it, or correct DATABASE_URL"),
    ("connection refused", "does not answer: start the server, or correct DATABASE_URL"),
    ("connection failed", "cannot be reached: start the server, or correct DATABASE_URL"),
    ("failed to resolve", "cannot be found: correct the host in DATABASE_URL"),
)


class StorageError(Exception):
    """The database cannot be used; the text is one line that says why and what to do."""


def explain(error: SQLAlchemyError, name: str) -> str:
    """One line for the person who runs the bot. `name` is the database as it may be shown."""
    return describe(str(getattr(error, "orig", None) or error).strip() or type(error).__name__, name)


def describe(said: str, name: str) -> str:
    """`explain`, from the driver's own words."""
    said = said.lower()
    for mark, meaning in CAUSES:
        if mark in said:
            return f"the database {name} {meaning}"
    return f"the database {name} failed: {said.splitlines()[0]}"
