"""The command as a person calls it: the arguments of a process, what it prints, the code it ends with."""

import io
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Ended:
    """How a call ended."""

    code: int
    out: str
    err: str


def caller(main, monkeypatch, capsys):
    """Return a function that calls `main` with arguments and standard input, in this process."""

    def call(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "argv", ["nd30", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = None
        try:
            main()
        except SystemExit as left:
            code = left.code or 0
        printed = capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    return call
