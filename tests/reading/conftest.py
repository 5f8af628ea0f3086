"""Word files from a few lines of WordprocessingML, read back as facts."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from service.reading import ReadDocument, read_document

sys.path.insert(0, str(Path(__file__).parents[2] / "fixtures" / "violations"))

from typed import wordml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def read() -> Callable[..., ReadDocument]:
    """Read a document from the markup of its body; ``styles``, ``numbering``, ``theme`` and ``settings`` are the inside of their parts."""

    def build(body: str, **parts: str) -> ReadDocument:
        wrapped = {
            "styles": f"<w:styles {W}>{{}}</w:styles>",
            "numbering": f"<w:numbering {W}>{{}}</w:numbering>",
            "settings": f"<w:settings {W}>{{}}</w:settings>",
            "theme": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{}</a:theme>',
        }
        stories = {
            name: xml for name, xml in parts.items() if name.startswith(("header", "footer", "footnotes", "endnotes"))
        }
        named = {name: wrapped[name].format(xml) for name, xml in parts.items() if name in wrapped}
        return read_document(wordml.package(body, stories, **named))

    return build
