"""The database: SQLAlchemy Core tables, Alembic migrations and queries that SQLite and PostgreSQL both run."""
