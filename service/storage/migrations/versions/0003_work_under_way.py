"""Work under way: batches being prepared, groups of units, and who has a draft open."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _batch_drafts()
    op.create_table(
        "unit_groups",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("codes", JSON, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_unit_groups_agency_id"),
        sa.PrimaryKeyConstraint("id", name="pk_unit_groups"),
        sa.UniqueConstraint("agency_id", "name", name="uq_unit_groups_agency_id_name"),
    )
    op.create_table(
        "presences",
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_presences_document_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("document_id", "person_id", name="pk_presences"),
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("presences", "unit_groups", "batch_drafts"):
        op.drop_table(name)


def _batch_drafts() -> None:
    op.create_table(
        "batch_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("choices", JSON, nullable=False),
        sa.Column("sheet", sa.String(length=64), nullable=True),
        sa.Column("sheet_name", sa.String(length=300), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name="fk_batch_drafts_agency_id"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_batch_drafts_batch_id", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_batch_drafts"),
    )
    op.create_index("ix_batch_drafts_agency_id", "batch_drafts", ["agency_id"])
    op.create_index("ix_batch_drafts_batch_id", "batch_drafts", ["batch_id"])
