"""The one place where the two databases' SQL differs: INSERT … ON CONFLICT."""

from __future__ import annotations

import datetime as dt
from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert: TypeAlias = "postgresql.Insert | sqlite.Insert"


def insert(connection: AsyncConnection, table: sa.Table) -> Insert:
    """An INSERT that knows on_conflict_do_nothing and on_conflict_do_update."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def now() -> dt.datetime:
    """This moment in UTC."""
    return dt.datetime.now(dt.UTC)
