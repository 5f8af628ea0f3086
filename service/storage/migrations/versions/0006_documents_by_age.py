"""Documents are listed by when they were made: the id of one made with an Idempotency-Key does not tell."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Put the moment into the index of the lists."""
    op.create_index("ix_documents_agency_id_created_at_id", "documents", ["agency_id", "created_at", "id"])
    op.drop_index("ix_documents_agency_id_id", "documents")


def downgrade() -> None:
    """List by id again."""
    op.create_index("ix_documents_agency_id_id", "documents", ["agency_id", "id"])
    op.drop_index("ix_documents_agency_id_created_at_id", "documents")
