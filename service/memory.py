"""Python's collector of reference cycles, told what a long-lived process needs: what it loaded at its start is no garbage."""

import gc
from typing import Final

#: New objects before the young are looked through. A document has some thousands; the default of 700 looks ten times for each.
_YOUNG: Final = 20_000


def keep_loaded() -> None:
    """Leave everything that exists now out of all further looking; call it once all code is loaded.

    Cycles made later are still collected, so that memory does not grow. In forked processes the memory stays shared.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
