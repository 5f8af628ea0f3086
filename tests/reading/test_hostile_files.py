"""Files that somebody broke, on purpose or not: always a report or one clear sentence, never a crash, a hang or a flood of memory."""

import io
import random
import re
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typed import kinds
from typed.draft import Draft
from typed.wordml import zipped

from service.checking import check, report_html, report_json, report_text
from service.errors import UnreadableFile

GOOD = kinds.with_appendices(2).docx()
PLAIN = Draft().docx()
_LONGEST_SECONDS = 5.0
_LARGEST_BYTES = 120 << 20

often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def parts(data):
    """Every part by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def survives(data):
    """Check a file; it must give a report that every format can show, or one sentence."""
    begun = time.process_time()
    refusal = None
    try:
        report = check(data)
    except UnreadableFile as error:
        refusal = error.message
    else:
        assert report_text(report)
        assert report_html(report)
        assert report_json(report)
    assert refusal is None or (refusal.endswith(".") and "\n" not in refusal)
    assert time.process_time() - begun < _LONGEST_SECONDS


@often
@given(at=st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=40), value=st.integers(0, 255))
def test_bytes_of_the_zip_changed_at_random(at, value):
    data = bytearray(GOOD)
    for index in at:
        data[index] = value

    survives(bytes(data))


@often
@given(cut=st.integers(0, len(GOOD)))
def test_the_file_cut_anywhere(cut):
    survives(GOOD[:cut])


_VALUES = [
    "",
    "0",
    "-1",
    "99999999999999999999",
    "1e308",
    "nan",
    "true",
    "x",
    "Normal",
    "10.5",
    "1cm",
    "\u202e",
    "9" * 400,
]


@often
@given(seed=st.integers(0, 10_000))
def test_values_of_the_xml_exchanged_at_random(seed):
    chance = random.Random(seed)
    files = parts(PLAIN)
    for name in ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/header0a.xml"):
        text = files[name].decode()
        files[name] = re.sub(
            r'(w:\w+|cx|cy|from|to|style|r:id)="[^"]*"',
            lambda match: f'{match[1]}="{chance.choice(_VALUES)}"' if chance.random() < 0.08 else match[0],
            text,
        ).encode()

    survives(zipped(files))


@often
@given(seed=st.integers(0, 10_000))
def test_elements_dropped_doubled_and_swapped_at_random(seed):
    from lxml import etree

    chance = random.Random(seed)
    files = parts(GOOD)
    root = etree.fromstring(files["word/document.xml"])
    for _ in range(chance.randint(1, 30)):
        elements = list(root.iter())
        one, other = chance.choice(elements), chance.choice(elements)
        act = chance.choice(["drop", "double", "move"])
        parent = one.getparent()
        if parent is None:
            continue
        if act == "drop":
            parent.remove(one)
        elif act == "double":
            parent.append(etree.fromstring(etree.tostring(one)))
        elif one is not other and one not in other.iterancestors():
            other.append(one)
    files["word/document.xml"] = etree.tostring(root)

    survives(zipped(files))


@pytest.mark.parametrize("part", sorted(parts(GOOD)))
def test_each_part_missing_empty_or_replaced_by_another(part):
    files = parts(GOOD)

    survives(zipped({name: data for name, data in files.items() if name != part}))
    survives(zipped({**files, part: b""}))
    survives(zipped({**files, part: files["word/document.xml"]}))


@pytest.mark.parametrize(
    "tag", ["w:tbl><w:tr><w:tc", "w:ins w:id='1'", "w:sdt><w:sdtContent", "w:p><w:r><w:pict><v:group", "w:hyperlink"]
)
def test_elements_nested_without_end(tag):
    opened = "".join(f"<{name}>" for name in tag.split("><"))
    closed = "".join(f"</{name.split()[0]}>" for name in reversed(tag.split("><")))
    files = parts(PLAIN)
    for depth in (30, 80, 250, 5000):
        body = opened * depth + closed * depth
        files["word/document.xml"] = re.sub(
            rb"<w:body>", b"<w:body>" + body.encode(), parts(PLAIN)["word/document.xml"]
        )
        survives(zipped(files))


def test_relationships_that_point_at_themselves_or_outside():
    files = parts(PLAIN)
    relations = files["word/_rels/document.xml.rels"].decode()
    for target in (
        "document.xml",
        "../../../etc/passwd",
        "http://127.0.0.1:9/x",
        "/",
        "",
        "styles.xml/../document.xml",
        "%2e%2e/x",
    ):
        changed = re.sub(r'Target="[^"]*"', f'Target="{target}"', relations)
        survives(zipped({**files, "word/_rels/document.xml.rels": changed.encode()}))


def test_numbering_counters_and_lists_without_end():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="2147483647"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%3%4%5%6%7%8%9%1"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    draft = Draft(numbering=numbering)
    for line in draft.body:
        line.numbered = (1, 0)

    survives(draft.docx())


def test_a_long_document_stays_within_its_memory_and_its_time():
    draft = Draft()
    draft.body = draft.body * 25
    data = draft.docx()
    check(data)
    tracemalloc.start()
    begun = time.process_time()

    check(data)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < _LARGEST_BYTES
    assert time.process_time() - begun < 10 * _LONGEST_SECONDS
