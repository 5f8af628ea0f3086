"""Rows of batches tell how large their files are, wherever these lie, and when somebody wants another number for one."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    """Add the columns; rows made before say nothing in them."""
    with op.batch_alter_table("batch_items") as table:
        table.add_column(sa.Column("docx_size", sa.Integer(), nullable=True))
        table.add_column(sa.Column("pdf_size", sa.Integer(), nullable=True))
        table.add_column(sa.Column("renumbering", JSON, nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("batch_items") as table:
        for name in ("renumbering", "pdf_size", "docx_size"):
            table.drop_column(name)
