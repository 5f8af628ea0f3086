"""What a long-lived process leaves out of garbage collection."""

import gc
import weakref

import pytest

from service.memory import keep_loaded


class Thing:
    """Something that can be in a cycle."""


@pytest.fixture(autouse=True)
def _the_collector_afterwards_as_before():
    threshold = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*threshold)


def test_what_is_loaded_is_left_alone():
    keep_loaded()

    assert gc.get_freeze_count() > 10_000
    assert gc.get_threshold()[0] == 20_000


def test_cycles_made_later_are_still_collected():
    keep_loaded()
    thing = Thing()
    thing.itself = thing
    gone = weakref.ref(thing)

    del thing
    gc.collect()

    assert gone() is None
