"""Processes that read files side by side: the same answers in the same order, whatever happens."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import grids
import pytest

from digimatrix.read import worker, workers
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms, take_in
from digimatrix.read.limits import LIMITS
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import unpack
from digimatrix.read.workers import read_all

NAMES = ("Nokia", "Pori", "Akaa", "Salo", "Kemi", "Oulu", "Turku", "Lahti", "Espoo", "Vaasa")


@pytest.fixture
def terms() -> Terms:
    return Terms(grids.context(), LIMITS)


@pytest.fixture
def inputs(tmp_path: Path) -> list[Input]:
    found = []
    for name in NAMES * 2:
        path = tmp_path / f"{len(found):02} {name}.csv"
        path.write_text(f"Kunta;{name}\n\nTausta;Resurssit;Evaluointi\na;b;c\n", encoding="utf-8")
        found.append(Input(path, path.name))
    return found


def test_processes_give_what_one_gives_in_the_same_order(terms: Terms, inputs: list[Input]) -> None:
    expected = [take_in(item, terms) for item in inputs]
    for processes in (1, 2, 3):
        assert [unpack(data) for data in read_all(inputs, terms, processes)] == expected


def test_few_files_start_no_process(
    terms: Terms, inputs: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers.subprocess, "Popen", lambda *_, **__: pytest.fail("started"))
    assert len(list(read_all(inputs, terms))) == len(inputs)


def test_a_crash_is_a_problem_of_its_file_alone(
    terms: Terms, inputs: list[Input], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = tmp_path / "sitecustomize.py"  # run by every Python that has this folder on its path
    spoilt.write_text(
        "import os\n"
        "from pathlib import Path\n"
        "old = Path.open\n"
        "def crashing(self, *given, **named):\n"
        "    if self.name.startswith(('03', '04', '17')):\n"
        "        os._exit(9)\n"
        "    return old(self, *given, **named)\n"
        "Path.open = crashing\n"
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    found = [unpack(data) for data in read_all(inputs, terms, 2)]
    assert [outcome.name for outcome in found] == [item.name for item in inputs]
    stopped = [o.name for o in found if [p.rule.slug for p in o.problems] == ["too-slow"]]
    assert stopped == ["03 Salo.csv", "04 Kemi.csv", "17 Lahti.csv"]
    assert sum(len(outcome.drafts) for outcome in found) == len(inputs) - 3


def test_a_fault_of_the_program_costs_one_file_alone(
    terms: Terms, inputs: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(item: Input, terms: Terms) -> Outcome:
        if item.name.startswith("03"):
            raise KeyError(item.name)
        return take_in(item, terms)

    monkeypatch.setattr(worker, "take_in", failing)
    found = [unpack(data) for data in read_all(inputs, terms, 1)]
    told = {o.name: p.facts for o in found for p in o.problems if p.rule.slug == "fault"}
    assert told == {"03 Salo.csv": {"fault": "KeyError"}}
    assert sum(len(outcome.drafts) for outcome in found) == len(inputs) - 1


@pytest.mark.parametrize("program", ["no such program", os.devnull])
def test_where_no_process_can_be_started_the_files_are_read_all_the_same(
    terms: Terms, inputs: list[Input], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert [len(unpack(d).drafts) for d in read_all(inputs, terms, 2)] == [1] * len(inputs)


def test_whoever_stops_early_leaves_no_process_behind(terms: Terms, inputs: list[Input]) -> None:
    answers = read_all(inputs * 5, terms, 2)
    next(answers)
    answers.close()  # would hang, or warn of a process still running
