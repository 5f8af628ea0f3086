"""What people already have, taken in: Excel and CSV sheets, Word and PDF files, each fault pinned to its place."""

from service.importing.columns import ColumnMapping, Field, choose_sheet, recognise
from service.importing.faults import with_faults
from service.importing.from_excel import read_workbook
from service.importing.sheets import Cell, Sheet, Workbook
from service.importing.tasks import TASK_FIELDS, read_tasks
from service.importing.unit_rows import UnitRow, read_unit_rows

__all__ = [
    "TASK_FIELDS",
    "Cell",
    "ColumnMapping",
    "Field",
    "Sheet",
    "UnitRow",
    "Workbook",
    "choose_sheet",
    "read_tasks",
    "read_unit_rows",
    "read_workbook",
    "recognise",
    "with_faults",
]
