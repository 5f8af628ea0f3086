"""click in Vietnamese: headings of the help, sentences for wrong calls, and commands that load when they are called."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Lệnh", "Arguments": "Tham số", "Positional arguments": "Tham số"}
#: What click itself puts into the rows of a help page.
_WORDS = {
    "Show this message and exit.": "In hướng dẫn này rồi thoát.",
    "[default: ": "[mặc định: ",
    "[required]": "[bắt buộc]",
}
#: What click says is wrong with a call, and how we say it.
_SENTENCES = (
    (r"Got unexpected extra arguments? \((.*)\)", r"thừa tham số \1."),
    (r"Missing command\.", "thiếu lệnh."),
    (r"Option '(.*)' requires an argument\.", r"thiếu giá trị sau \1."),
    (r"Option '(.*)' does not take a value\.", r"\1 không có giá trị đi kèm."),
    (r"\w+ '(.*)' does not exist\.", r"không có “\1”."),
    (r"\w+ '(.*)' is a file\.", r"“\1” là tệp, ở đây cần thư mục."),
    (r"\w+ '(.*)' is a directory\.", r"“\1” là thư mục, ở đây cần tệp."),
    (r"\w+ '(.*)' is not (?:readable|writable|executable)\.", r"không có quyền dùng “\1”."),
    (r"'(.*)' is not (?:one of )?('.*')\.", r"“\1” không phải là một trong các giá trị \2."),
    (r"'(.*)' does not match the formats? (.*)\.", r"“\1” không đúng dạng \2."),
    (r"'(.*)' is not a valid (?:integer|float)( range)?\.", r"“\1” không phải là số."),
    (r"(.*) is not in the range (.*)\.", r"\1 nằm ngoài khoảng \2."),
)


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
    command = error.ctx.command_path if error.ctx else "nd30"
    return f"{_what(error)}\nXem hướng dẫn: {command} --help"


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
            return f"Giá trị của {_parameter(error)} không đúng: {_said(error.message)}"
        case click.BadOptionUsage():
            return f"Tùy chọn {error.option_name} dùng chưa đúng: {_said(error.message)}"
        case _:
            return f"Lệnh gõ chưa đúng: {_said(error.message)}"


def _said(message: str) -> str:
    """Say in Vietnamese what click says; our own messages are in Vietnamese already."""
    for pattern, sentence in _SENTENCES:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, sentence, message)
    return message


def _parameter(error: click.BadParameter) -> str:
    if error.param is None:
        return "tham số"
    return (
        f"tham số {error.param.make_metavar(error.ctx or click.Context(click.Command('nd30')))}"
        if isinstance(error.param, click.Argument)
        else f"tùy chọn {'/'.join(error.param.opts)}"
    )
