"""Every example and specimen becomes a DOCX and a measured PDF once; the tests look at them from all sides."""

from functools import cache

import pytest

from service.converting import OfficePool
from service.rendering import render_document
from service.settings import Settings
from tests.rendering.measuring import measure


@pytest.fixture(scope="session")
def office(tmp_path_factory):
    """One real LibreOffice; what is converted twice comes from its cache."""
    with OfficePool(Settings(data_dir=tmp_path_factory.mktemp("office"), office_processes=1)) as pool:
        yield pool


@pytest.fixture(scope="session")
def printed(office):
    """Render and convert a document, and give its measured PDF; each document once."""

    @cache
    def printed(document):
        return measure(office.convert(render_document(document)))

    return printed
