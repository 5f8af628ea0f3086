"""click in Vietnamese: headings of the help, sentences for wrong calls, and commands that load when they are called."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số"}
#: What click itself puts into the rows of a help page.
_WORDS = {
    "Show this message and exit.": "In hướng dẫn này rồi thoát.",
    "[default: ": "[mặc định: ",
    "[required]": "[bắt buộc]",
}


class Formatter(click.HelpFormatter):
    """Help with Vietnamese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        words = args.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH [THAM SỐ]...")
        super().write_usage(prog, words, "Cách dùng: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading of a section."""
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write rows of terms and explanations."""
        super().write_dl([(term, _translated(text)) for term, text in rows], col_max, col_spacing)


def _translated(text: str) -> str:
    for english, vietnamese in _WORDS.items():
        text = text.replace(english, vietnamese)
    return text


click.Context.formatter_class = Formatter


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported when one of them is called."""

    def __init__(self, *args: Any, commands_at: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self._commands_at = commands_at

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the table."""
        del ctx
        return list(self._commands_at)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones come near."""
        if args[0] not in self._commands_at and not args[0].startswith("-"):
            near = get_close_matches(args[0], self._commands_at)
            raise click.NoSuchCommand(args[0], possibilities=near, ctx=ctx)
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        del ctx
        if cmd_name not in self._commands_at:
            return None
        module, _, name = self._commands_at[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command


def usage_sentence(error: click.UsageError) -> str:
    """Say in Vietnamese what is wrong with a call, and where help is."""
    help_at = f"\nXem hướng dẫn: {error.ctx.command_path} --help" if error.ctx else ""
    return _what(error) + help_at


def _what(error: click.UsageError) -> str:
    match error:
        case NoArgsIsHelpError():
            return error.format_message()
        case click.NoSuchCommand():
            hint = f" Có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"Không có lệnh {error.command_name}.{hint}"
        case click.NoSuchOption():
            hint = f" Có phải {', '.join(error.possibilities)}?" if error.possibilities else ""
            return f"Không có tùy chọn {error.option_name}.{hint}"
        case click.MissingParameter():
            return f"Thiếu {_parameter(error)}."
        case click.BadParameter():
            return f"Giá trị của {_parameter(error)} không đúng: {error.message}"
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} dùng chưa đúng: {error.message}"
        case _:
            return f"Lệnh gõ chưa đúng: {error.message}"


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return "tham số"
    return (
        f"tham số {error.param.make_metavar(error.ctx or click.Context(click.Command('nd30')))}"
        if isinstance(error.param, click.Argument)
        else f"tùy chọn {'/'.join(error.param.opts)}"
    )
