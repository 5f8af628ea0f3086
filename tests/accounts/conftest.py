from tests.databases import database, database_settings  # noqa: F401 - fixtures
from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
