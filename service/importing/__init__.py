"""What people already have, taken in: Excel and CSV sheets, Word and PDF files, each fault pinned to its place."""

from service.importing.columns import ColumnMapping, Field, choose_sheet, recognise
from service.importing.faults import with_faults
from service.importing.from_excel import read_workbook
from service.importing.last_year import Moved, Where, move, moves
from service.importing.nesting import layout_of, nested
from service.importing.old_files import is_old_document, is_pdf, read_old_document
from service.importing.recognised import ContentLine, Level, Part, Recognised, SourceLine
from service.importing.sheets import Cell, Sheet, Workbook
from service.importing.tasks import TASK_FIELDS, read_tasks
from service.importing.unit_rows import RowMemory, UnitRow, read_unit_rows
from service.sentences import Sentence

__all__ = [
    "TASK_FIELDS",
    "Cell",
    "ColumnMapping",
    "ContentLine",
    "Field",
    "Level",
    "Moved",
    "Part",
    "Recognised",
    "RowMemory",
    "Sentence",
    "Sheet",
    "SourceLine",
    "UnitRow",
    "Where",
    "Workbook",
    "choose_sheet",
    "is_old_document",
    "is_pdf",
    "layout_of",
    "move",
    "moves",
    "nested",
    "read_old_document",
    "read_tasks",
    "read_unit_rows",
    "read_workbook",
    "recognise",
    "with_faults",
]
