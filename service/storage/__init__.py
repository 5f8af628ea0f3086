"""What lasts: the database with its tables and migrations, and the files named by their content."""

from service.storage import (
    agency_tables,
    batch_tables,
    document_tables,
    exchange_tables,
    register_tables,
    unfinished_tables,
)
from service.storage.backup import back_up, restore, verify
from service.storage.db import Base, Database, FileDigest, Json, UtcDateTime, outage
from service.storage.files import FileStore, sweep
from service.storage.ids import new_id
from service.storage.migrate import current_revision, migrate, newest_revision, refuse_newer

assert agency_tables
assert batch_tables
assert document_tables
assert exchange_tables
assert register_tables
assert unfinished_tables  # importing them declares their tables on Base.metadata

__all__ = [
    "Base",
    "Database",
    "FileDigest",
    "FileStore",
    "Json",
    "UtcDateTime",
    "back_up",
    "current_revision",
    "migrate",
    "new_id",
    "newest_revision",
    "outage",
    "refuse_newer",
    "restore",
    "sweep",
    "verify",
]
