"""Jinja tags out of an XML parser's sight: a template's part can be read as a tree although its tags hold ``<`` and ``"``."""

import re
from typing import Final

#: Everything that Jinja takes for itself.
JINJA_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
#: What stands for a tag while it is hidden: noncharacters, legal in XML and never in a text.
TOKEN: Final = re.compile("\ufdd0(\\d+)\ufdd1")


class HiddenTags:
    """A store of tags, each behind a short token."""

    def __init__(self) -> None:
        self._tags: list[str] = []

    def hide(self, jinja: str) -> str:
        """Give the token that stands for a piece of Jinja."""
        self._tags.append(jinja)
        return f"\ufdd0{len(self._tags) - 1}\ufdd1"

    def hide_all(self, source: str) -> str:
        """Put a token in place of every tag."""
        return JINJA_TAG.sub(lambda found: self.hide(found.group()), source)

    def show_all(self, xml: str) -> str:
        """Put every tag in place of its token."""
        return TOKEN.sub(lambda found: self._tags[int(found[1])], xml)

    def take_out(self, text: str, name: str) -> tuple[str, list[str]]:
        """Remove every ``{% name EXPR %}`` from a hidden text; give the rest and the expressions."""
        wanted = re.compile(rf"\{{%\s*{name}\s+(.*?)\s*%\}}", re.DOTALL)
        found = [wanted.fullmatch(self._tags[int(token[1])]) for token in TOKEN.finditer(text)]
        expressions = [tag[1] for tag in found if tag]
        matches = iter(found)
        return TOKEN.sub(lambda token: "" if next(matches) else token[0], text), expressions
