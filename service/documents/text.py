"""Text at the border: cleaned here once, so that nothing behind this line meets NFD, control characters or old code pages."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, Strict, StrictBool
from pydantic_core import PydanticCustomError, PydanticKnownError

from service.documents.record import Record

#: Spaces of every width, tabs included: an official retyping the line would press the space bar.
_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: What other systems use for "next line", folded to one line feed.
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
#: Marks without width that only disturb comparing, searching and line breaking.
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
#: A joiner is kept between two emoji, which it joins, and dropped elsewhere.
_STRAY_JOINER = re.compile("(?<![\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d")
#: What XML forbids or no font prints: controls, lone surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: Letters that symbol fonts (Wingdings, Symbol) put where Unicode leaves room for private use.
_PRIVATE = re.compile("[\ue000-\uf8ff]")
#: Letters that only Unicode Vietnamese has: a text with one of them is not in a legacy code page.
_UNICODE_VIETNAMESE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
#: Letters and signs that the legacy code pages borrow, without those of ordinary Vietnamese text: ``Yên Phú – 5 m²`` proves nothing.
_ORDINARY = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýŨũ°±²³×½§"
_BORROWED = (
    "[" + "".join(chr(code) for code in (*range(0xA1, 0x100), *range(0x152, 0x193)) if chr(code) not in _ORDINARY) + "]"
)
#: A word with one of them beside a plain letter. Fewer such words than these prove nothing either: ``Müller``, ``Citroën``.
_BORROWING_WORD = re.compile(rf"\S*(?:[A-Za-z]{_BORROWED}|{_BORROWED}[A-Za-z])\S*")
_LEAST_WORDS, _LEAST_SHARE = 2, 0.3
#: The code pages still met in old files; the others known to the detector are rarer than German.
_LEGACY = ("tcvn3", "vni")
#: So many letters no line and no paragraph of a real document has (a page has some 3,000): more is a file pasted into a field.
_LONGEST_LINE, _LONGEST_TEXT = 5_000, 50_000
#: Names and signs go into lists and registers, which have room for so many letters.
_LONGEST_NAME, LONGEST_SIGN = 200, 60
#: Anything that cleaning may change or refuse, beside what is not printable: most texts have nothing of it.
_UNUSUAL = re.compile(f"[\u00a0\u200d\ue000-\uf8ff{_BORROWED[1:]}")


def clean_text(text: str) -> str:
    """Return `text` in NFC, with one kind of space and of line break and no invisible marks.

    Raises:
        PydanticCustomError: a character that cannot be printed, or text in a legacy code page (TCVN3, VNI).
    """
    if _is_clean(text):
        return text
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = _STRAY_JOINER.sub("", _INVISIBLE.sub("", _SPACES.sub(" ", text)))
    _refuse_unprintable(text)
    _refuse_legacy(text)
    return re.sub(" {2,}", " ", text)


def _is_clean(text: str) -> bool:
    """Tell whether there is nothing to clean, many times quicker than cleaning."""
    if not text.isprintable() or "  " in text:
        return False
    return not _UNUSUAL.search(text) and unicodedata.is_normalized("NFC", text)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, without spaces at its ends; raise PydanticCustomError when nothing is left."""
    line = " ".join(clean_text(text).split())
    if not line:
        raise PydanticCustomError("blank", "Ô này không được để trống.")
    return line


def _refuse_unprintable(text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        raise PydanticCustomError(
            "control-character",
            "Có ký tự điều khiển {code} ở vị trí {position}; xóa ký tự này.",
            {"code": _code_point(found[0]), "position": found.start() + 1},
        )
    found = _PRIVATE.search(text)
    if found:
        raise PydanticCustomError(
            "symbol-font",
            "Có ký hiệu của phông riêng (Wingdings, Symbol) {code} ở vị trí {position}; gõ lại bằng ký tự Unicode.",
            {"code": _code_point(found[0]), "position": found.start() + 1},
        )


def _refuse_legacy(text: str) -> None:
    """Refuse text typed for .VnTime or VNI fonts: as Unicode it is unreadable."""
    borrowing = len(_BORROWING_WORD.findall(text))
    if borrowing < max(_LEAST_WORDS, _LEAST_SHARE * len(text.split())) or _UNICODE_VIETNAMESE.search(text):
        return
    from viparse import detect_text_encoding  # takes 0.2 s to load and is needed by almost no document

    encoding = detect_text_encoding(text)
    if encoding in _LEGACY:
        raise PydanticCustomError(
            "legacy-encoding",
            "Chữ đang ở bảng mã cũ {encoding}; chuyển sang Unicode (TCVN 6909:2001) rồi nhập lại.",
            {"encoding": encoding.upper()},
        )


def _code_point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _at_most(most: int) -> AfterValidator:
    """Refuse a longer text; pydantic's own bound would refuse lone surrogates too, without their place."""

    def bounded(text: str) -> str:
        if len(text) > most:
            raise PydanticKnownError("string_too_long", {"max_length": most})
        return text

    return AfterValidator(bounded)


def _filled(most: int) -> Any:
    return Field(json_schema_extra={"minLength": 1, "maxLength": most})


Line = Annotated[str, Strict(), _at_most(_LONGEST_LINE), AfterValidator(clean_line), _filled(_LONGEST_LINE)]
"""Text on one line, never empty."""

Name = Annotated[str, Strict(), _at_most(_LONGEST_NAME), AfterValidator(clean_line), _filled(_LONGEST_NAME)]
"""The name of a person or an agency, on one line."""

Sign = Annotated[str, Strict(), _at_most(LONGEST_SIGN), AfterValidator(clean_line), _filled(LONGEST_SIGN)]
"""A ký hiệu or a part of one, on one line."""


class Run(Record, title="Đoạn chữ"):
    """A stretch of text in one style; a line feed in `text` is a line break inside the paragraph."""

    text: Annotated[str, Strict(), _at_most(_LONGEST_TEXT), AfterValidator(clean_text)] = Field(
        title="Chữ", description="Chữ thuần, không có mã định dạng; dấu xuống dòng là ngắt dòng trong cùng một đoạn."
    )
    bold: StrictBool = Field(False, title="Đậm", description="In đậm đoạn chữ này.")
    italic: StrictBool = Field(False, title="Nghiêng", description="In nghiêng đoạn chữ này.")


def _as_runs(value: Any) -> Any:
    """Accept a plain string, or a list that mixes strings and runs."""
    if isinstance(value, str):
        return [{"text": value}]
    if isinstance(value, list | tuple):
        return [{"text": item} if isinstance(item, str) else item for item in value]
    return value


def _tidy(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Join neighbours of one style, and drop empty runs and spaces doubled where runs meet or left at the ends."""
    if len(runs) == 1 and "\n" not in runs[0].text and runs[0].text.strip(" ") == runs[0].text != "":
        return runs  # nothing to tidy: most texts
    if sum(len(run.text) for run in runs) > _LONGEST_TEXT:
        raise PydanticCustomError(
            "too-long", "Đoạn này dài quá {most} chữ; tách thành nhiều đoạn.", {"most": _LONGEST_TEXT}
        )
    tidy: list[Run] = []
    for run in _joined(runs):
        text = re.sub(" ?\n ?", "\n", run.text)
        if not tidy or tidy[-1].text.endswith((" ", "\n")):
            text = text.lstrip(" ")
        if tidy and text.startswith("\n"):
            tidy[-1] = tidy[-1].model_copy(update={"text": tidy[-1].text.rstrip(" ")})
        if text:
            tidy.append(run.model_copy(update={"text": text}))
    return _joined(_trimmed(tidy))


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    joined: list[Run] = []
    for run in runs:
        if joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
            text = re.sub(" {2,}", " ", joined[-1].text + run.text)
            joined[-1] = run.model_copy(update={"text": text})
        elif run.text:
            joined.append(run)
    return tuple(joined)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Drop white space at both ends, whole runs of it if need be."""
    trimmed = list(runs)
    while trimmed and not trimmed[0].text.strip(" \n"):
        trimmed.pop(0)
    while trimmed and not trimmed[-1].text.strip(" \n"):
        trimmed.pop()
    if trimmed:
        trimmed[0] = trimmed[0].model_copy(update={"text": trimmed[0].text.lstrip(" \n")})
        trimmed[-1] = trimmed[-1].model_copy(update={"text": trimmed[-1].text.rstrip(" \n")})
    return trimmed


def _never_empty(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    if not runs:
        raise PydanticCustomError("blank", "Đoạn văn này không được để trống.")
    return runs


def _as_data(runs: tuple[Run, ...]) -> Any:
    """Write runs as shortly as they can be read back: a plain string where there is no style."""
    if not any(run.bold or run.italic for run in runs):
        return plain_text(runs)
    return [run.model_dump(exclude_defaults=True) for run in runs]


_INPUT = str | tuple[str | Run, ...]

CellText = Annotated[
    tuple[Run, ...],
    BeforeValidator(_as_runs, json_schema_input_type=_INPUT),
    AfterValidator(_tidy),
    PlainSerializer(_as_data),
]
"""Text with light marks (bold, italic) that may be empty, as in a table cell; JSON may give a plain string."""

RichText = Annotated[CellText, AfterValidator(_never_empty)]
"""Text with light marks (bold, italic), never empty; JSON may give a plain string, taken literally."""


def plain_text(runs: tuple[Run, ...]) -> str:
    """Return the words of `runs` without their styles."""
    if len(runs) == 1:
        return runs[0].text  # most texts
    return "".join(run.text for run in runs)
