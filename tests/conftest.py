"""For all tests: those that share a running program (LibreOffice, PostgreSQL, a browser) stay together on one worker."""

import os

import pytest
from hypothesis import HealthCheck, settings

# A loaded machine draws slowly; that is no fault of the code (speed lives in benchmarks/). The gate draws the same examples
# each time; NEW_EXAMPLES=1 hunts for others.
settings.register_profile(
    "nd30",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="NEW_EXAMPLES" not in os.environ,
    database=None,
)
settings.load_profile("nd30")

#: What Playwright says when it waited in vain. On a loaded machine a browser may do that once; the summary names who needed a
#: second try, and a fault of the page fails it again. An assertion of the test itself is never tried twice.
WAITED_IN_VAIN = ["TimeoutError", "Locator expected", "Page expected"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let pytest 9.2 see the group of a test: pytest-xdist 3.8 writes it behind a name that pytest has stopped reading."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=WAITED_IN_VAIN))
        grouped = vars(item).get("_nodeid")
        if grouped:
            item._id = type(item.id).parse(grouped)
