from tests.agencies import actor, clock, migrated_folder, new_agency, plan, services, settings  # noqa: F401 - fixtures
