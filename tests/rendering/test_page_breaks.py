"""Rows of the task table that stay together: those of one task, and those whose merged cell has words for all of them."""

from service.rendering.page_breaks import MergedCell, kept_rows


def kept(task_first, *cells, heights=None):
    heights = heights or [1] * len(task_first)
    return kept_rows(task_first, cells, heights.__getitem__)


def test_the_outputs_of_a_task_stay_together():
    assert kept([True, False, False, True]) == [True, True, False, False]


def test_tasks_of_one_output_may_part():
    assert kept([True, True, True]) == [False, False, False]


def test_a_cell_whose_words_fit_its_first_row_keeps_nothing():
    assert kept([True, True], MergedCell(0, 2, 3), heights=[3, 1]) == [False, False]


def test_a_taller_cell_keeps_as_many_rows_as_its_words_need():
    assert kept([True] * 5, MergedCell(1, 5, 3)) == [False, True, True, False, False]


def test_a_cell_taller_than_all_its_rows_keeps_them_and_no_more():
    assert kept([True] * 4, MergedCell(0, 2, 9)) == [True, False, False, False]


def test_no_rows_keep_nothing():
    assert kept([]) == []
