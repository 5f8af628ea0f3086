"""What is delivered: the wheel holds what it needs, the files that a project must have are there, the layout is as told."""

import subprocess
import sys
import tomllib
import zipfile

import pytest

from service.nd30.kinds import KINDS
from tests.promises.source import ROOT, relative, tracked

#: The top level, exactly; what a tool leaves behind is ignored by git.
TOP = {
    "pyproject.toml", "service", "templates_nd30", "fixtures", "tests", "Dockerfile", "README.md", "LICENSE", "CHANGELOG.md",
    "CONTRIBUTING.md", "Makefile", "uv.lock", ".gitignore", ".ci", "benchmarks", "docs", ".dockerignore", "messages.pot", "package.json",
    "package-lock.json",
}  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names in the wheel that the build makes of this checkout."""
    out = tmp_path_factory.mktemp("wheel")
    backend = "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", backend, str(out)], cwd=ROOT, check=True, capture_output=True)
    [built] = out.glob("*.whl")
    with zipfile.ZipFile(built) as package:
        return set(package.namelist())


def test_the_wheel_carries_every_template(wheel):
    rendered = {f"templates_nd30/{kind.value}.docx" for kind, facts in KINDS.items() if facts.rendered}

    assert rendered <= wheel


def test_the_wheel_carries_the_data_of_the_packages(wheel):
    kinds = (".json", ".csv", ".html", ".mako", ".po")
    needed = {relative(path) for path in tracked("service/*") if path.suffix in kinds}

    assert "service/nd30/tinos.json" in needed
    assert needed <= wheel


def test_the_wheel_carries_no_tests(wheel):
    assert not [name for name in wheel if name.startswith("tests/") or "/test_" in name]


def test_the_command_is_registered():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

    assert project["scripts"] == {"nd30": "service.cli:main"}
    assert project["license"] == "Apache-2.0"


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "uv.lock", "Dockerfile"]
)
def test_a_project_has_its_papers(name):
    assert (ROOT / name).read_text("utf-8").strip()


def test_the_changelog_has_a_section_for_what_is_not_released_yet():
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_the_top_level_holds_nothing_else():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    top = {line.split("/")[0] for line in listed.splitlines()}

    assert top <= TOP
