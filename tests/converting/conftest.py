from dataclasses import replace

import pytest

from service.converting import OfficePool
from service.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """No cache, so that every call truly converts."""
    return Settings(data_dir=tmp_path, cache_size=0, office_processes=1, office_timeout=30.0)


@pytest.fixture
def make_pool(settings):
    pools = []

    def make(**changes):
        pools.append(OfficePool(replace(settings, **changes)))
        return pools[-1]

    yield make
    for pool in pools:
        pool.close()


@pytest.fixture(scope="session")
def warm_pool(tmp_path_factory):
    """One pool for all tests that only look at what comes out."""
    with OfficePool(Settings(data_dir=tmp_path_factory.mktemp("warm"), cache_size=0, office_processes=1)) as pool:
        yield pool
