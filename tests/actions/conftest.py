from tests.agencies import actor, clock, migrated_folder, new_agency, plan, services, settings  # noqa: F401 - fixtures
from tests.postgres import postgres_server, postgres_url  # noqa: F401 - fixtures
