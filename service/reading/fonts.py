"""Fonts whose letters are not Unicode's: their names tell the code page that was typed for them."""

import re
from typing import Final

_OLD_FONTS: Final = ((re.compile(r"^\.vn", re.IGNORECASE), "tcvn3"), (re.compile(r"^vni[- ]", re.IGNORECASE), "vni"))


def legacy_encoding(font: str) -> str:
    """``tcvn3`` for ``.VnTime``, ``vni`` for ``VNI-Times``, nothing for other fonts."""
    return next((encoding for pattern, encoding in _OLD_FONTS if pattern.match(font)), "")
