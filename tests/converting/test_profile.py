from xml.etree import ElementTree

import pytest

from service.converting.installation import find_installation
from service.converting.profile import make_fonts_conf, make_profile
from service.settings import Settings

_OOR = "{http://openoffice.org/2001/registry}"


@pytest.fixture
def settings_of(tmp_path):
    make_profile(tmp_path / "profile")
    root = ElementTree.parse(tmp_path / "profile" / "user" / "registrymodifications.xcu").getroot()
    return {
        (item.get(f"{_OOR}path").rsplit("/", 1)[-1], prop.get(f"{_OOR}name")): prop.findtext("value")
        for item in root
        for prop in item
    }


@pytest.mark.parametrize(
    ("node", "name", "value"),
    [
        ("Scripting", "MacroSecurityLevel", "3"),
        ("Scripting", "BlockUntrustedRefererLinks", "true"),
        ("VirtualMachine", "Enable", "false"),
        ("Arguments", "AutoCheckEnabled", "false"),
        ("Settings", "ooInetHTTPProxyName", "127.0.0.1"),
        ("Update", "Link", "2"),
        ("AutoSave", "Enabled", "false"),
        ("Misc", "CrashReport", "false"),
    ],
)
def test_a_profile_neither_runs_nor_fetches_nor_phones_home(node, name, value, settings_of):
    assert settings_of[node, name] == value


def test_the_only_script_in_a_profile_is_ours(tmp_path):
    make_profile(tmp_path / "profile")

    scripts = [path for path in (tmp_path / "profile" / "user" / "Scripts").rglob("*") if path.is_file()]

    assert [path.name for path in scripts] == ["nd30_office.py"]
    assert "def serve(" in scripts[0].read_text(encoding="utf-8")


@pytest.mark.office
def test_fontconfig_sees_four_files_of_tinos_and_nothing_else(tmp_path):
    conf = make_fonts_conf(tmp_path, find_installation(Settings()))

    root = ElementTree.fromstring(conf.read_text(encoding="utf-8").partition("<!DOCTYPE")[2].partition(">")[2])

    assert [child.tag for child in root] == ["dir", "cachedir"]
    assert root.findtext("dir") == str(tmp_path / "fonts")
    assert {path.name for path in (tmp_path / "fonts").iterdir()} == {
        "Tinos-Regular.ttf",
        "Tinos-Bold.ttf",
        "Tinos-Italic.ttf",
        "Tinos-BoldItalic.ttf",
    }
