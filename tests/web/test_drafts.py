"""The list of documents, a part at a time."""

import re
import uuid
from html import unescape

from service.actions.documents import create_document
from service.web.drafts import _PAGE

_ROW = re.compile(r"Văn bản thứ (\d+)")


def subjects(answer):
    return list(dict.fromkeys(int(number) for number in _ROW.findall(answer.get_data(as_text=True))))


def test_older_documents_follow_the_newer_ones_whatever_their_ids(clerk, services, actor, clock):
    count = _PAGE + 3
    for number in range(count):
        data = {"kind": "ke-hoach", "subject": f"Văn bản thứ {number}"}
        keyed = uuid.uuid5(uuid.NAMESPACE_URL, str(number)) if number % 2 else None
        create_document(services, actor, data, incomplete=True, document_id=keyed)
        clock.forward(seconds=1)

    first = clerk.get("/van-ban/")
    older = unescape(re.search(r'href="([^"]+truoc=[^"]+)"', first.get_data(as_text=True))[1])

    assert subjects(first) + subjects(clerk.get(older)) == list(range(count))[::-1]


def test_an_address_with_no_place_shows_the_newest(clerk, services, actor):
    create_document(services, actor, {"kind": "ke-hoach", "subject": "Văn bản thứ 1"}, incomplete=True)

    assert subjects(clerk.get("/van-ban/?truoc=linh-tinh")) == [1]
