"""Brings the schema to the newest version, with Alembic; two processes at once are kept apart."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

HEAD = "0003_feeds_and_links"  # the newest revision in migrations/versions; a test compares
LOCK = 4_823_511  # an arbitrary number: the PostgreSQL advisory lock that migrations take


def is_current(connection: sa.Connection) -> bool:
    """Whether the schema is the newest; cheaper than starting Alembic, which each command would pay for."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return False
    return bool(connection.scalar(sa.text("SELECT version_num FROM alembic_version")) == HEAD)


def upgrade(connection: sa.Connection) -> None:
    """Runs the missing migrations inside the given transaction."""
    from alembic import command
    from alembic.config import Config

    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
