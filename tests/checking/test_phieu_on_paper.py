"""The phiếu as a browser prints it: one sheet of A4 to attach to the file that goes to the signer."""

import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from service.checking import check, report_html

FAULTY = Path(__file__).parents[2] / "fixtures" / "violations" / "faulty" / "a-usual-draft.docx"


@pytest.mark.browser
def test_the_phieu_is_one_sheet_of_a4(tmp_path):
    page, pdf = tmp_path / "phieu.html", tmp_path / "phieu.pdf"
    page.write_text(report_html(check(FAULTY.read_bytes()), FAULTY.name), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

    subprocess.run(
        [
            "chromium",
            *flags,
            f"--user-data-dir={tmp_path}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={pdf}",
            page.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    [sheet] = PdfReader(pdf).pages
    assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)
    assert "PHIẾU KIỂM TRA" in sheet.extract_text().upper()
