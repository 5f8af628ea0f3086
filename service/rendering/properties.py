"""What travels with a document beside its pages: core properties, and the JSON it was made from as a custom XML part."""

from html import escape

from service.documents.model import SCHEMA_VERSION, Document
from service.documents.wording import kind_title, subject_line
from service.nd30.kinds import KINDS

DATA_NAMESPACE = "urn:nd30:document"
#: Names that Word itself does not give, so that a template saved by Word keeps its own custom parts beside ours.
DATA_PART = "customXml/nd30.xml"
DATA_PROPERTIES_PART = "customXml/itemPropsNd30.xml"
CORE_PART = "docProps/core.xml"
_DATA_ID = "{6E643330-0000-4000-8000-000000000001}"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: Word refuses longer properties.
_LONGEST_PROPERTY = 255


def core_properties(document: Document) -> bytes:
    """Return ``docProps/core.xml``: title, subject, author (the agency), language, created date (the day of issue, if any)."""
    day = document.issued_on.as_date() if document.issued_on else None
    created = f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T00:00:00Z</dcterms:created>' if day else ""
    kind = kind_title(document.kind) or KINDS[document.kind].title
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{_property(f'{kind.capitalize()} {subject_line(document)}')}</dc:title>"
        f"<dc:subject>{_property(document.subject)}</dc:subject><dc:creator>{_property(document.issuer.name)}</dc:creator>"
        f"{created}<dc:language>vi-VN</dc:language></cp:coreProperties>"
    ).encode()


def data_part(document: Document) -> bytes:
    """Return the custom XML part that holds the document's data as JSON text, with its schema version."""
    data = escape(document.as_json(), quote=False)
    return f'{_XML}<document xmlns="{DATA_NAMESPACE}" schemaVersion="{SCHEMA_VERSION}">{data}</document>'.encode()


def data_part_properties() -> bytes:
    """Return `DATA_PROPERTIES_PART`, by which Word finds the data part."""
    return (
        f'{_XML}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" ds:itemID="{_DATA_ID}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{DATA_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()


def _property(text: str) -> str:
    return escape(text[:_LONGEST_PROPERTY], quote=False)
