"""Feeds that are polled, what they brought, and what leads from an item to its source and its second."""

import sqlalchemy as sa
from alembic import op

revision = "0003_feeds_and_links"
down_revision = "0002_push_schedules"


def upgrade() -> None:
    with op.batch_alter_table("episodes") as episodes:
        episodes.add_column(sa.Column("notes_only", sa.Boolean(), server_default=sa.false(), nullable=False))
        episodes.add_column(sa.Column("sections", sa.JSON(), nullable=True))
        episodes.add_column(sa.Column("marks", sa.JSON(), nullable=True))
    with op.batch_alter_table("items") as items:
        items.add_column(sa.Column("url", sa.Text(), nullable=True))
        items.add_column(sa.Column("seconds", sa.Integer(), nullable=True))
    with op.batch_alter_table("feeds") as feeds:
        feeds.add_column(sa.Column("moved_to", sa.Text(), nullable=True))
        feeds.add_column(sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False))
        feeds.add_column(sa.Column("polled_at", sa.DateTime(timezone=True), nullable=True))
        feeds.add_column(sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=True))
        feeds.add_column(sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "feed_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("guid", sa.Text(), nullable=True),
        sa.Column("guid_shared", sa.Boolean(), nullable=False),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("link_shared", sa.Boolean(), nullable=False),
        sa.Column("enclosure", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("episode_id", sa.String(length=255), nullable=False),
        sa.Column("push", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name=op.f("fk_feed_entries_feed_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_entries")),
        sa.UniqueConstraint("feed_id", "episode_id", name=op.f("uq_feed_entries_feed_id_episode_id")),
    )


def downgrade() -> None:
    op.drop_table("feed_entries")
    with op.batch_alter_table("feeds") as feeds:
        for name in ("leased_until", "loaded_at", "polled_at", "gone", "moved_to"):
            feeds.drop_column(name)
    with op.batch_alter_table("items") as items:
        items.drop_column("seconds")
        items.drop_column("url")
    with op.batch_alter_table("episodes") as episodes:
        for name in ("marks", "sections", "notes_only"):
            episodes.drop_column(name)
