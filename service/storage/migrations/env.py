"""Alembic's entry: runs on the connection that ``service.storage.migrate`` hands over."""

from alembic import context

import service.storage
from service.storage.db import Base

assert service.storage  # declares every table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
