"""When pushes come: schedules, time zones of chats, paused subscriptions, digests, and who holds a lease."""

import sqlalchemy as sa
from alembic import op

revision = "0002_push_schedules"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "schedules",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("frequency", sa.String(length=8), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("muted_until", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_schedules_chat_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name=op.f("pk_schedules")),
    )
    op.add_column("chats", sa.Column("timezone", sa.String(length=64), nullable=True))
    op.add_column("subscriptions", sa.Column("paused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("deliveries", sa.Column("slot", sa.DateTime(timezone=True), nullable=True))
    op.add_column("deliveries", sa.Column("leased_by", sa.String(length=32), nullable=True))


def downgrade() -> None:
    op.drop_column("deliveries", "leased_by")
    op.drop_column("deliveries", "slot")
    op.drop_column("subscriptions", "paused")
    op.drop_column("chats", "timezone")
    op.drop_table("schedules")
