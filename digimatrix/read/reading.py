"""The front door of the stage READ: a folder of returned spreadsheets becomes a Reading."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from digimatrix import frameworks
from digimatrix.model.framework import Framework
from digimatrix.model.matrix import Counts, Reading
from digimatrix.model.problems import Problem
from digimatrix.read import checks, files, project, workbook
from digimatrix.read.bundles import Context
from digimatrix.read.headings import Headings
from digimatrix.read.limits import LIMITS, Limits
from digimatrix.read.register import Register, Registers, official
from digimatrix.read.returns import FileResult, read_file


def read(
    folder: str | Path, *, framework: Framework | None = None, limits: Limits = LIMITS
) -> Reading:
    """Read every return in a folder, or a single file, and account for every cell.

    Raises:
        DigimatrixError: if there is no such folder, or no file in it that could be a return.
    """
    found = files.find(Path(folder))
    problems: list[Problem] = list(found.problems)
    own: list[Register] = []
    for item in found.projects[:1]:
        opened = workbook.open_file(item.path, item.name, limits)
        problems += opened.problems
        if register := project.register(opened.grids, item.name):
            own.append(register)
    registers = Registers((*own, *official()))
    framework = framework or frameworks.load()
    context = Context(framework, Headings(framework), registers, _name(Path(folder)))
    results = []
    for item in found.inputs:
        opened = workbook.open_file(item.path, item.name, limits)
        result = read_file(opened.grids, item.name, opened.digest, context)
        result.problems[:0] = opened.problems
        results.append(result)
    expected = tuple(entry for register in own for entry in register.municipalities)
    return replace(_reading(results, problems, registers, context.folder, found), expected=expected)


def _name(folder: Path) -> str:
    return folder.resolve().name if folder.is_dir() else folder.resolve().parent.name


def _reading(
    results: list[FileResult],
    problems: list[Problem],
    registers: Registers,
    folder: str,
    found: files.Found,
) -> Reading:
    problems += checks.check(results)
    for result in results:
        problems += result.problems
        problems += [problem for draft in result.drafts for problem in draft.problems]
    returns = sorted(
        (draft.result for result in results for draft in result.drafts),
        key=lambda made: (made.municipality.name, made.round or "", made.place.order),
    )
    left_out = sorted(
        (
            problem
            for result in results
            for ledger in result.ledgers
            for problem in ledger.left.values()
        ),
        key=lambda problem: problem.place.order,
    )
    names = {municipality.name for made in returns if (municipality := made.municipality).known}
    used = [
        register.name
        for register in registers.registers
        if names & {municipality.name for municipality in register.municipalities}
    ]
    lines = dict.fromkeys(line for result in results for line in result.funder_lines)
    return Reading(
        folder,
        tuple(returns),
        tuple(left_out),
        tuple(
            sorted(problems, key=lambda p: (p.place.order, p.rule.slug, sorted(p.facts.items())))
        ),
        sum((result.counts for result in results), Counts()),
        tuple(lines),
        found.passed_over,
        tuple(used),
    )


def _each_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """Return the problems in order; what holds for every row of a table is said once."""
    found = {(p.place.order, p.rule.slug, tuple(sorted(p.facts.items()))): p for p in problems}
    return tuple(found[key] for key in sorted(found))
