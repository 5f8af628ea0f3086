"""A batch over all 3,321 communes: every output is opened, compared with what the unit's data say, and passes the checker.

With ``CHECK_FEW_COMMUNES=1`` the checker, a minute of CPU, reads only those where names are out of the ordinary, and one of each
type in each province.
"""

import datetime as dt
import io
import os
import re
import zipfile
from collections import defaultdict
from functools import cache

import pytest
from lxml import etree

from service.actions import batches as act
from service.actions.batch_engine import open_engine
from service.actions.batch_plans import Choice, PlanRequest, make_plan
from service.batches import ItemFilter, ItemState, Worker
from service.units.gazetteer import read_table, units_on
from tests.batches.common_plan import plan_data

DAY = dt.date(2026, 11, 22)
#: Provinces a test each, so that they share the cores.
GROUPS = [sorted(units_on(DAY).provinces)[first::6] for first in range(6)]
PLAN = plan_data(
    issued_on=DAY.isoformat(),
    legal_bases=None,
    opening=None,
    body={
        "layout": "sections",
        "content": [{"type": "paragraph", "text": "Nâng cao chất lượng phục vụ người dân tại {{ unit.full_name }}."}],
    },
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def _today(clock):
    clock.set("2026-11-22T01:00:00+00:00")


def rows_on_the_day(table):
    """The rows of the national list that hold on the day, by code, as they stand in the file."""
    held = DAY.isoformat()
    return {
        row["code"]: row
        for row in read_table(table)
        if row["valid_from"] <= held and (not row["valid_to"] or held < row["valid_to"])
    }


PROVINCES, COMMUNES = rows_on_the_day("provinces"), rows_on_the_day("communes")
NAMED_AFTER = {row["code"] for row in read_table("named_after")}


def said(code):
    """What a commune's document must say."""
    row = COMMUNES[code]
    province = PROVINCES[row["province_code"]]
    of_the_province = province["type"] if province["code"] in NAMED_AFTER else province["type"].lower()
    bare = not re.search(r"\d", row["name"]) and code not in NAMED_AFTER
    place = row["name"] if bare else f"{row['type']} {row['name']}"
    return {
        "ND30 Cơ quan ban hành": f"Ủy ban nhân dân {row['type']} {row['name']}".upper(),
        "ND30 Địa danh ngày tháng": f"{place}, ngày 22 tháng 11 năm 2026",
        "ND30 Số ký hiệu": "Số: 05/KH-UBND",
        "ND30 Nơi nhận danh sách": (
            f"- Ủy ban nhân dân {of_the_province} {province['name']} (để báo cáo); - Các phòng chuyên môn; - Lưu: VT."
        ),
    }


@cache
def style_names(styles):
    """Names of the styles by id; the part is the same in every document."""
    found = etree.fromstring(styles).iter(f"{W}style")
    return {style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in found}


def lines(docx):
    """The text of a document under the name of its style, one line with single spaces for each style."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        document = etree.fromstring(package.read("word/document.xml"))
        names = style_names(package.read("word/styles.xml"))
    found = defaultdict(list)
    for paragraph in document.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None:
            words = (
                node.text or "" if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            )
            found[names[style.get(f"{W}val")]].append("".join(words))
    return {name: " ".join(" ".join(texts).split()) for name, texts in found.items()}


def wanted_by_the_checker(codes):
    """The communes whose documents the checker reads: all, or when asked those most likely to be wrong."""
    if "CHECK_FEW_COMMUNES" not in os.environ:
        return set(codes)
    odd = {code for code in codes if code in NAMED_AFTER or re.search(r"[\d'-]", COMMUNES[code]["name"])}
    longest = sorted(codes, key=lambda code: -len(COMMUNES[code]["name"]))[:5]
    of_each = {(COMMUNES[code]["province_code"], COMMUNES[code]["type"]): code for code in codes}
    return odd | set(longest) | set(of_each.values())


def make(services, **how):
    """Make a batch in this process; return the files and rows by code."""
    plan = make_plan(services, None, PlanRequest(data=PLAN, **how))
    batch = act.store_batch(services, None, plan)
    act.start_batch(services, None, batch, plan.digest)
    with open_engine(services.settings) as engine:
        worker = Worker(services.database, services.files, engine, lease_seconds=600)
        for _ in plan.items:  # no turn without a document: a loop cannot go on for ever
            if not worker.turn():
                break
    rows = act.batch_items(services, None, batch, ItemFilter(limit=4000))
    assert {row.state for row in rows} == {ItemState.DONE}
    with zipfile.ZipFile(io.BytesIO(b"".join(act.archive(services, None, batch)))) as archive:
        files = {name[-10:-5]: archive.read(name) for name in archive.namelist() if name.endswith(".docx")}
    return files, {row.unit_code: row for row in rows}


@pytest.mark.parametrize("provinces", GROUPS, ids=lambda codes: "-".join(codes))
def test_every_document_says_its_communes_data_and_passes_the_checker(services, provinces):
    files, _ = make(services, choice=Choice(provinces=provinces))

    assert files.keys() == {code for code, row in COMMUNES.items() if row["province_code"] in provinces}
    for code, docx in files.items():
        found = lines(docx)
        assert {style: found[style] for style in said(code)} == said(code)
    _, rows = make(services, choice=Choice(codes=sorted(wanted_by_the_checker(files))), check=True)
    found = {
        row.unit_title: row.findings for row in rows.values() if row.findings["errors"] or row.findings["warnings"]
    }
    assert found == {}


def test_the_groups_together_are_the_whole_country():
    assert sorted(code for group in GROUPS for code in group) == sorted(PROVINCES)
    assert (len(PROVINCES), len(COMMUNES)) == (34, 3321)
