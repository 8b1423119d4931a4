"""REPORT: what went wrong or was left out in reading, as notes on the data."""

from __future__ import annotations

from digimatrix.funding import visibility
from digimatrix.languages import Words
from digimatrix.model.matrix import Reading
from digimatrix.model.problems import N_, Problem, Severity
from digimatrix.report.document import Note
from digimatrix.report.labels import Labels

SEVERITY_LABELS = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
}


def problems(reading: Reading) -> list[Problem]:
    """Return all problems and left-out cells once, the most serious first, then by place."""
    everything = {
        (problem.rule, problem.place, tuple(sorted(problem.facts.items()))): problem
        for problem in (*reading.problems, *reading.left_out)
    }
    return sorted(
        everything.values(),
        key=lambda problem: (-problem.rule.severity, problem.place.order, problem.rule.slug),
    )


def worded(words: Words, problem: Problem) -> tuple[str, str]:
    """Return what is wrong and what to do, in words."""
    return words.t(problem.rule.says, **problem.facts), words.t(problem.rule.fix, **problem.facts)


def problem_row(labels: Labels, problem: Problem) -> tuple[str | None, ...]:
    """Return a problem as a row of the reading table."""
    says, fix = worded(labels.words, problem)
    place = problem.place
    return (
        labels.words.t(SEVERITY_LABELS[problem.rule.severity]),
        place.file,
        place.sheet,
        place.cell,
        says,
        fix,
        problem.text,
        problem.rule.slug,
    )


def _funding(labels: Labels, reading: Reading) -> list[str]:
    """Return what a project should check about the funder's statement."""
    words = labels.words
    found = visibility.programmes(reading.funder_lines)
    if reading.funder_lines and not found:
        return [
            words.t(
                "The returns name a funder but no programme; no statement is printed: {lines}.",
                lines="; ".join(reading.funder_lines),
            )
        ]
    told = [
        words.t(
            "The returns also name the programme {programme}; its statement is not printed.",
            programme=_period(earlier),
        )
        for earlier in found[:-1]
    ]
    if found and visibility.is_default(found[-1], words.language):
        told.append(
            words.t(
                "The wording of the funder’s statement ({programme}) is a default: check it "
                "with the funder.",
                programme=_period(found[-1]),
            )
        )
    return told


def _period(programme: visibility.Programme) -> str:
    return programme.value.replace("-", "–")


def notes(labels: Labels, reading: Reading) -> tuple[Note, ...]:
    """Return the notes on the data: about the round first, then about files and cells."""
    words, comparison = labels.words, labels.comparison
    found = []
    if comparison.absent:
        found.append(
            Note(
                "warning",
                "",
                words.t(
                    "Without a return for {round}: {names}.",
                    round=comparison.round,
                    names=labels.some(
                        sorted(comparison.absent, key=lambda m: words.order(m.name)),
                        at_most=len(comparison.absent),
                    ),
                ),
            )
        )
    if comparison.undated and comparison.round is not None:
        found.append(
            Note(
                "note",
                "",
                words.t(
                    "Undated returns, counted in round {round}: {names}.",
                    round=comparison.round,
                    names=labels.some(
                        sorted(comparison.undated, key=lambda m: words.order(m.name)),
                        at_most=len(comparison.undated),
                    ),
                ),
            )
        )
    found += [Note("note", "", text) for text in _funding(labels, reading)]
    found += [
        Note(
            severity=problem.rule.severity.name.lower(),
            place=str(problem.place),
            text=" ".join(worded(words, problem)),
        )
        for problem in problems(reading)
    ]
    return tuple(found)
