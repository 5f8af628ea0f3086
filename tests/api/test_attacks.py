"""What strangers try: injection, traversal, request forgery, template injection, bombs, wrong types."""

import html
import io
import zipfile

import pytest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
INJECTIONS = [
    "' OR '1'='1",
    "x'; DROP TABLE documents; --",
    "%' UNION SELECT secret_hash FROM api_tokens --",
    "\\",
    "%",
    "_",
]
TRAVERSALS = [
    "../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "%2e%2e/%2e%2e/etc/passwd",
    "....//....//etc/passwd",
    "/etc/passwd",
]


@pytest.mark.parametrize("words", INJECTIONS)
@pytest.mark.parametrize("where", ["/documents?q=", "/register?q=", "/register?kind=", "/audit?action=", "/units?q="])
def test_sql_in_a_search_is_only_words(caller, issued, where, words):
    from urllib.parse import quote

    answer = caller.get(where + quote(words))

    assert answer.status_code in (200, 422)
    found = answer.json.get("items", [])
    assert where == "/units?q=" or found == []
    assert caller.get(issued).status_code == 200


@pytest.mark.parametrize("path", TRAVERSALS)
@pytest.mark.parametrize("prefix", ["/api/docs/", "/api/v1/documents/", "/api/v1/templates/", "/api/v1/kinds/"])
def test_a_path_that_climbs_finds_nothing(caller, prefix, path):
    answer = caller.get(prefix + path)

    assert answer.status_code in (404, 405, 308)
    assert b"root:" not in answer.data


INSIDE = [
    "http://127.0.0.1/",
    "http://localhost:8000/",
    "http://[::1]/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://192.168.1.1/",
    "http://172.16.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00::1]/",
    "http://[fe80::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://100.64.0.1/",
    "http://224.0.0.1/",
    "http://0177.0.0.1/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://127.1/",
]
NO_TARGETS = [
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:25/",
    "https://",
    "https://user:pass@93.184.216.34/",
    "http://93.184.216.34:99999/",
    "http://khong-co-may-nay.invalid/",
    "//93.184.216.34/",
    "javascript:alert(1)",
    "",
]


@pytest.mark.parametrize("url", INSIDE + NO_TARGETS)
def test_a_webhook_never_points_inside_the_house(caller, url):
    answer = caller.post("/webhooks", json={"url": url, "events": ["document.issued"]})

    assert answer.status_code == 422, url
    assert [item["pointer"] for item in answer.json["problems"]] == ["/url"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ 7 * 7 }}",
        "{% for x in (1).__class__.__mro__ %}{{ x }}{% endfor %}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "${7*7}",
        "<w:p>&amp;</w:p>",
    ],
)
def test_a_template_language_in_the_data_is_text(caller, plan, text):
    answer = caller.post("/render", json=plan(subject=f"Kế hoạch {text}"))

    assert answer.status_code == 200, answer.json
    with zipfile.ZipFile(io.BytesIO(answer.data)) as docx:
        shown = docx.read("word/document.xml").decode()
    assert html.escape(text, quote=False) in html.escape(html.unescape(shown), quote=False)
    assert "uid=0" not in shown


def uploaded(caller, content, media_type=DOCX):
    """Both places where strangers' files come in."""
    return [
        caller.post("/checks", data=content, content_type=media_type),
        caller.post("/templates?kind=ke-hoach&name=x", data=content, content_type=media_type),
    ]


def zipped(entries, compression=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


FILES = {
    "nothing": b"",
    "text": b"khong phai docx",
    "empty zip": zipped({}),
    "another zip": zipped({"a.txt": b"x"}),
    "cut off": zipped({"word/document.xml": b"x" * 1000})[:200],
    "bomb": zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b" " * 300_000_000}),
    "many entries": zipped({f"word/{n}.xml": b"" for n in range(20_000)}),
    "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000,
    "pdf": b"%PDF-1.7\n",
    "entities": zipped(
        {
            "[Content_Types].xml": b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            "word/document.xml": b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        }
    ),
    "billion laughs": zipped(
        {
            "[Content_Types].xml": b"<x/>",
            "word/document.xml": b"<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
            + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(10))
            + b"]><a>&a9;</a>",
        }
    ),
}


@pytest.mark.parametrize("content", FILES.values(), ids=FILES)
def test_a_file_that_is_no_proper_docx_is_refused_with_a_sentence(caller, content):
    for answer in uploaded(caller, content):
        assert answer.status_code == 422, answer.data
        assert b"root:" not in answer.data
        assert answer.json["title"]


@pytest.mark.parametrize("media_type", ["text/html", "application/json", "image/svg+xml", "multipart/form-data", ""])
def test_an_upload_must_be_called_what_it_is(caller, template, media_type):
    for answer in uploaded(caller, template, media_type):
        assert answer.status_code == 415


def test_a_template_that_runs_code_is_refused(caller, template):
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(stream, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                content = content.replace(
                    b"</w:body>", b"<w:p><w:r><w:t>{{ cycler.__init__.__globals__ }}</w:t></w:r></w:p></w:body>"
                )
            target.writestr(entry, content)

    answer = caller.post("/templates?kind=ke-hoach&name=x", data=stream.getvalue(), content_type=DOCX)

    assert answer.status_code == 422


def test_a_deep_or_wide_document_is_refused_or_made_in_reasonable_time(caller, plan):
    deep = {"type": "paragraph", "text": "x"}
    for _ in range(400):
        deep = {"type": "section", "title": "x", "content": [deep]}
    data = plan()
    data["body"]["content"] = [deep]

    assert caller.post("/validate", json=data).status_code == 422


def test_a_name_that_would_break_a_header_cannot(caller, plan):
    draft = caller.post("/documents", json=plan(subject='Tên "x"; filename=evil.exe / ../x')).headers["Location"]

    header = caller.get(f"{draft}.docx").headers["Content-Disposition"]

    assert "\n" not in header
    assert "evil.exe" not in header
