"""Our pool's pages against those of a plain LibreOffice started for the purpose: speed may change nothing on paper."""

import subprocess
from pathlib import Path

import pytest

from benchmarks.convert.plan import plan_docx
from service.converting import PdfOptions
from service.converting.installation import find_installation
from service.converting.pdf import page_sizes, placed_texts
from service.converting.profile import make_fonts_conf
from service.documents.parse import parse_document
from service.rendering import render_document
from service.settings import Settings

#: One worker for all, so that the cold conversion is done once.
pytestmark = [pytest.mark.office, pytest.mark.xdist_group("faithfulness")]

FIXTURES = sorted((Path(__file__).parents[2] / "fixtures" / "documents").glob("*.json"))
TOLERANCE_MM = 0.02


@pytest.fixture(scope="module")
def papers():
    rendered = {path.stem: render_document(parse_document(path.read_bytes())) for path in FIXTURES}
    return {**rendered, "plan": plan_docx()}


@pytest.fixture(scope="module")
def cold(papers, tmp_path_factory):
    """PDFs by a fresh soffice with a profile nobody touched; only the fonts are the same."""
    folder = tmp_path_factory.mktemp("cold")
    installation = find_installation(Settings())
    conf = make_fonts_conf(folder, installation)
    for name, docx in papers.items():
        (folder / f"{name}.docx").write_bytes(docx)
    subprocess.run(
        [
            installation.soffice_bin.with_name("soffice"),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", folder),
            *(folder / f"{name}.docx" for name in papers),
        ],
        env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "FONTCONFIG_FILE": str(conf)},
        check=True,
        capture_output=True,
        timeout=120,
    )
    return {name: (folder / f"{name}.pdf").read_bytes() for name in papers}


@pytest.mark.parametrize("name", [*(path.stem for path in FIXTURES), "plan"])
@pytest.mark.parametrize("archival", [True, False])
def test_the_same_text_stands_at_the_same_places(name, archival, papers, cold, warm_pool):
    ours = warm_pool.convert(papers[name], PdfOptions(archival=archival))

    assert page_sizes(ours) == page_sizes(cold[name])
    for mine, theirs in zip(placed_texts(ours), placed_texts(cold[name]), strict=True):
        assert mine.text == theirs.text
        assert mine.page == theirs.page
        assert box(mine) == pytest.approx(box(theirs), abs=TOLERANCE_MM)


def box(placed):
    return (placed.left_mm, placed.top_mm, placed.right_mm, placed.bottom_mm)
