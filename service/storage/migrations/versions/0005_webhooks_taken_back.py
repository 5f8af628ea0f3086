"""Removed webhooks, which can be taken back for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Note when one was removed."""
    op.add_column("webhooks", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Forget those that were removed, then the note."""
    op.execute(
        "DELETE FROM webhook_deliveries WHERE webhook_id IN (SELECT id FROM webhooks WHERE removed_at IS NOT NULL)"
    )
    op.execute("DELETE FROM webhooks WHERE removed_at IS NOT NULL")
    op.drop_column("webhooks", "removed_at")
