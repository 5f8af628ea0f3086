"""Runs inside LibreOffice: takes jobs from a socket and converts them on the office's own main thread.

Copied into each profile and started by LibreOffice's script provider; nothing of the service imports it, it imports nothing
of the service. Calls made here are plain function calls; over the usual socket bridge each would be a message.

One job is a line of JSON and the DOCX; one answer is a line of JSON and the PDF. Documents travel as streams in memory,
never as files: a document without an address cannot resolve a relative link.
"""

import json
import os
import shutil
import socket
import threading
import time
from typing import Any

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.io import XOutputStream
from com.sun.star.lang import Locale

_NEVER = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE and UpdateDocMode.NO_UPDATE


class _Sink(unohelper.Base, XOutputStream):  # type: ignore[misc]  # UNO publishes no types
    """Collects what the PDF filter writes."""

    def __init__(self) -> None:
        self.chunks: list[bytes] = []

    def writeBytes(self, chunk: Any) -> None:  # noqa: N802 - UNO's name
        self.chunks.append(chunk.value)

    def flush(self) -> None:
        pass

    def closeOutput(self) -> None:  # noqa: N802 - UNO's name
        pass


def serve(*_arguments: object) -> None:
    """Answer jobs until the other end closes."""
    threading.Thread(target=_watch_parent, args=(os.getppid(),), daemon=True).start()
    channel = socket.socket(fileno=int(os.environ["ND30_OFFICE_FD"])).makefile("rwb")
    context = XSCRIPTCONTEXT.getComponentContext()  # type: ignore[name-defined]  # noqa: F821 - given by the script provider
    _forbid_scripts(context)
    _answer(channel, {"ready": True}, b"")
    while line := channel.readline():
        job = json.loads(line)
        docx = channel.read(job["size"])
        try:
            pdf = _convert(context, docx, job)
        except Exception as error:  # noqa: BLE001 - whatever UNO throws belongs to this one document
            _answer(channel, {"error": str(error)[:500]}, b"")
        else:
            _answer(channel, {}, pdf)
    _leave()


def _answer(channel: Any, facts: dict[str, object], pdf: bytes) -> None:
    channel.write(json.dumps({**facts, "size": len(pdf)}).encode() + b"\n")
    channel.write(pdf)
    channel.flush()


def _forbid_scripts(context: Any) -> None:
    """Let no further script of any origin start in this office. In the profile this setting would stop ours as well."""
    provider = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.configuration.ConfigurationProvider", context
    )
    settings = provider.createInstanceWithArguments(
        "com.sun.star.configuration.ConfigurationUpdateAccess",
        _properties({"nodepath": "/org.openoffice.Office.Common/Security/Scripting"}),
    )
    settings.DisableMacrosExecution = True
    settings.commitChanges()


def _watch_parent(parent: int) -> None:
    """Leave when the service that started this office is gone, even in the midst of a document."""
    while os.getppid() == parent:
        time.sleep(1)
    _leave()


def _leave() -> None:
    """End at once, nothing is worth saving; nobody else is left to clear up."""
    shutil.rmtree(os.environ["HOME"], ignore_errors=True)
    os._exit(0)


def _convert(context: Any, docx: bytes, job: dict[str, Any]) -> bytes:
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    stream = manager.createInstanceWithArgumentsAndContext(
        "com.sun.star.io.SequenceInputStream", (uno.ByteSequence(docx),), context
    )
    how = {
        "InputStream": stream,
        "FilterName": "MS Word 2007 XML",  # named, so that nothing but OOXML is ever tried on these bytes
        "ReadOnly": True,
        "Hidden": True,
        "HiddenForConversion": True,  # no toolbars either: 4-6 ms for each document
        "MacroExecutionMode": _NEVER,
        "UpdateDocMode": _NEVER,
    }
    document = desktop.loadComponentFromURL("private:stream", "_blank", 0, _properties(how))
    if document is None:
        raise ValueError("LibreOffice returned no document")
    try:
        _describe(document, job["about"])
        return _export(document, job["filter"])
    finally:
        document.close(True)


def _describe(document: Any, about: dict[str, str]) -> None:
    properties = document.DocumentProperties
    for name, text in about.items():
        if name == "Language":
            language, _, country = text.partition("-")
            properties.Language = Locale(language, country, "")
        else:
            setattr(properties, name, text)


def _export(document: Any, filter_data: dict[str, Any]) -> bytes:
    sink = _Sink()
    options = uno.Any("[]com.sun.star.beans.PropertyValue", _properties(filter_data))
    document.storeToURL(
        "private:stream", _properties({"FilterName": "writer_pdf_Export", "FilterData": options, "OutputStream": sink})
    )
    return b"".join(sink.chunks)


def _properties(values: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())
