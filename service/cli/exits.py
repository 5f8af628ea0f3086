"""Exit codes, and how a fault is told at the end of a command: one sentence, then every problem at its place."""

import sys

import click

from service.cli.vietnamese import usage_sentence
from service.errors import (
    Conflict,
    ConversionFailed,
    InvalidInput,
    MissingProgram,
    Nd30Error,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Overloaded,
)

#: First match wins.
EXIT_CODES: tuple[tuple[type[Nd30Error], int], ...] = (
    (InvalidInput, 2),
    (ConversionFailed, 3),
    (MissingProgram, 3),
    (NotFound, 4),
    (NotSignedIn, 4),
    (NotAllowed, 4),
    (Conflict, 4),
    (Overloaded, 5),
)
_USAGE = 2
_INTERRUPTED = 130


def exit_code(error: Nd30Error) -> int:
    """Return the exit code for `error`."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)


def show(error: Nd30Error) -> None:
    """Print `error` and all its problems to standard error."""
    click.echo(error.message, err=True)
    for problem in error.problems:
        click.echo(f"  {problem}", err=True)


def run(command: click.Command) -> None:
    """Run `command` with the arguments of this process and exit; no stack trace for a fault of the caller's."""
    try:
        code = command.main(standalone_mode=False)
    except Nd30Error as error:
        show(error)
        sys.exit(exit_code(error))
    except click.UsageError as error:
        click.echo(usage_sentence(error), err=True)
        sys.exit(_USAGE)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        sys.exit(_USAGE)
    except OSError as error:
        click.echo(
            f"Không đọc hoặc ghi được{f' tệp {error.filename}' if error.filename else ''}: {error.strerror}.", err=True
        )
        sys.exit(_USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Đã dừng.", err=True)
        sys.exit(_INTERRUPTED)
    sys.exit(code if isinstance(code, int) else 0)
