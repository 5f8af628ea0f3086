"""One document for every commune: planned, proved, approved, made by workers that may die at any instant, handed over as a ZIP."""

from service.batches.archive import WHOLE, Part, batch_list, member_name, stream_archive
from service.batches.engine import Engine, Job, Made, OpenEngine, Renumbering, request_key
from service.batches.filling import Filler, UnitData
from service.batches.plan import BatchOptions, BatchPlan, Format, Numbers, choose_units, plan_batch
from service.batches.rehearsal import extremes
from service.batches.runner import LocalRunner, Runner, runner_for
from service.batches.states import BATCH_WORDS, ITEM_WORDS, BatchState, ItemState
from service.batches.store import (
    Author,
    ItemFilter,
    Progress,
    approve,
    cancel,
    create_batch,
    find_batch,
    find_item,
    list_batches,
    list_items,
    mend,
    pause,
    progress,
    retry,
    start,
    unit_data,
)
from service.batches.supervisor import Supervisor
from service.batches.templating import UNIT_NAMES, DocumentTemplate
from service.batches.worker import Worker

__all__ = [
    "BATCH_WORDS",
    "ITEM_WORDS",
    "UNIT_NAMES",
    "WHOLE",
    "Author",
    "BatchOptions",
    "BatchPlan",
    "BatchState",
    "DocumentTemplate",
    "Engine",
    "Filler",
    "Format",
    "ItemFilter",
    "ItemState",
    "Job",
    "LocalRunner",
    "Made",
    "Numbers",
    "OpenEngine",
    "Part",
    "Progress",
    "Renumbering",
    "Runner",
    "Supervisor",
    "UnitData",
    "Worker",
    "approve",
    "batch_list",
    "cancel",
    "choose_units",
    "create_batch",
    "extremes",
    "find_batch",
    "find_item",
    "list_batches",
    "list_items",
    "member_name",
    "mend",
    "pause",
    "plan_batch",
    "progress",
    "request_key",
    "retry",
    "runner_for",
    "start",
    "stream_archive",
    "unit_data",
]
