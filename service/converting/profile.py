"""A private home for each office process: its settings, its fonts, and the one script it may run."""

import shutil
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from service.converting.installation import Installation

#: The script's address inside LibreOffice; it lives in the profile, the only place scripts are taken from.
SCRIPT_URL = "vnd.sun.star.script:nd30_office.py$serve?language=Python&location=user"

_COMMON = "/org.openoffice.Office.Common"
_UPDATE_CHECK = "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments"
#: (node, property, value). A document can neither run, fetch, link, recover nor phone home.
#: DisableMacrosExecution is missing: it would stop our own script too, which sets it as its first act.
_SETTINGS = (
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", "3"),
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Java/VirtualMachine", "Enable", "false"),
    (_UPDATE_CHECK, "AutoCheckEnabled", "false"),
    # A proxy on a closed port stops every fetch even where the system allows no network namespace.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    (f"{_COMMON}/Misc", "FirstRun", "false"),
    (f"{_COMMON}/Misc", "UseOpenCL", "false"),
    (f"{_COMMON}/Misc", "CrashReport", "false"),
    ("/org.openoffice.Office.Linguistic/SpellChecking", "IsSpellAuto", "false"),
)


def make_fonts_conf(folder: Path, installation: Installation) -> Path:
    """Write a fontconfig file that knows Tinos and nothing else, and return its path.

    With other fonts in sight LibreOffice takes Liberation Serif for Times New Roman, whose Debian version lacks U+1EA0-1EF9:
    words fall back letter by letter, the text cannot be extracted any more and conversion takes half as long again.
    """
    fonts = folder / "fonts"
    fonts.mkdir()
    for file in installation.tinos:
        (fonts / file.name).symlink_to(file.resolve())
    conf = folder / "fonts.conf"
    conf.write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{escape(str(fonts))}</dir><cachedir>{escape(str(folder / 'fontcache'))}</cachedir></fontconfig>\n",
        encoding="utf-8",
    )
    return conf


def make_profile(folder: Path) -> None:
    """Fill `folder` with a fresh LibreOffice profile holding our settings and our script."""
    scripts = folder / "user" / "Scripts" / "python"
    scripts.mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    with resources.as_file(resources.files("service.converting") / "inside_office.py") as source:
        shutil.copyfile(source, scripts / "nd30_office.py")


def _registry() -> str:
    items = "".join(
        f'<item oor:path={quoteattr(path)}><prop oor:name="{name}" oor:op="fuse"><value>{escape(value)}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
        f"{items}</oor:items>\n"
    )
