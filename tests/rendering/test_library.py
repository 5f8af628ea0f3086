"""Templates are found by kind, compiled once, and read again when their file changes."""

import os
import shutil

import pytest

from service.errors import InvalidTemplate
from service.nd30.kinds import KINDS, Kind
from service.rendering import render_document, shipped_template, template_path
from service.rendering.library import SHIPPED
from tests.rendering import examples, word_files


@pytest.mark.parametrize("kind", [kind for kind, facts in KINDS.items() if facts.rendered])
def test_every_kind_that_we_make_has_a_template(kind):
    assert template_path(kind).is_file()


def test_a_kind_that_we_do_not_make_is_refused_by_name():
    with pytest.raises(InvalidTemplate, match="Hợp đồng"):
        template_path(Kind.HOP_DONG)


def test_a_missing_template_is_named_without_the_folders_of_the_server(tmp_path):
    with pytest.raises(InvalidTemplate, match=r"ke-hoach\.docx") as refused:
        template_path(Kind.KE_HOACH, tmp_path)
    assert str(tmp_path) not in str(refused.value)


def test_a_template_is_compiled_once():
    assert shipped_template(Kind.KE_HOACH) is shipped_template(Kind.KE_HOACH)


def test_a_changed_template_is_read_again(tmp_path):
    mine = tmp_path / "ke-hoach.docx"
    shutil.copy(SHIPPED / "ke-hoach.docx", mine)
    first = shipped_template(Kind.KE_HOACH, tmp_path)
    shutil.copy(SHIPPED / "thong-bao.docx", mine)
    os.utime(mine, ns=(1, 1))

    assert shipped_template(Kind.KE_HOACH, tmp_path) is not first
    assert word_files.styled(render_document(examples.plan(), templates_dir=tmp_path), "Tên loại") == ["THÔNG BÁO"]
