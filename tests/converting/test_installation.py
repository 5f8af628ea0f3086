from dataclasses import replace

import pytest

from service.converting.installation import TINOS_FILES, find_installation
from service.errors import MissingProgram
from service.settings import Settings


@pytest.fixture
def machine(tmp_path):
    """A folder that looks like a complete installation; tests take parts away."""
    program, fonts = tmp_path / "program", tmp_path / "fonts"
    program.mkdir()
    fonts.mkdir()
    for path in (
        program / "soffice",
        program / "soffice.bin",
        program / "pythonscript.py",
        *map(fonts.joinpath, TINOS_FILES),
    ):
        path.touch()
    return Settings(soffice=str(program / "soffice"), fonts_dir=fonts)


def missing(settings):
    with pytest.raises(MissingProgram) as caught:
        find_installation(settings)
    return {problem.path: problem.message for problem in caught.value.problems}, caught.value.message


def test_a_complete_installation_is_found(machine):
    found = find_installation(machine)

    assert found.soffice_bin.name == "soffice.bin"
    assert [path.name for path in found.tinos] == list(TINOS_FILES)


def test_without_libreoffice_the_message_names_the_package(machine, tmp_path):
    problems, message = missing(replace(machine, soffice=str(tmp_path / "nowhere" / "soffice")))

    assert set(problems) == {"soffice"}
    assert "apt install libreoffice-writer-nogui" in message


def test_without_its_script_provider_the_message_names_the_package(machine, tmp_path):
    (tmp_path / "program" / "pythonscript.py").unlink()

    assert "libreoffice-script-provider-python" in missing(machine)[1]


def test_without_tinos_the_message_names_the_package(machine, tmp_path):
    (tmp_path / "fonts" / "Tinos-Bold.ttf").unlink()

    assert "fonts-croscore" in missing(machine)[1]


def test_everything_missing_is_told_at_once(tmp_path):
    problems, _ = missing(Settings(soffice=str(tmp_path / "soffice"), fonts_dir=tmp_path))

    assert set(problems) == {"soffice", "tinos"}


def test_tcmalloc_can_be_left_alone(machine):
    assert find_installation(replace(machine, office_tcmalloc=False)).allocator is None


def test_another_version_of_a_font_is_another_installation(machine, tmp_path):
    found = find_installation(machine)
    before = found.identity

    (tmp_path / "fonts" / "Tinos-Bold.ttf").write_bytes(b"new")

    assert found.identity != before
