"""COMPARE: which groups can be shown without telling of one that is too small to be shown.

The threat: a reader knows which municipality is in which group, sees the rows of each group that
is shown and of all others together, and subtracts. What protects: no rows are shown as those of
a group smaller than `smallest`; the others are at least as many, of two groups or more, and not
all alike in any column, so that no sum of a hidden group follows from what is seen.
Primary and complementary suppression, as statistical offices do: Hundepool et al. (2012),
Statistical Disclosure Control.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Row = Sequence[float | None]
"""What is shown of one municipality, a value a column."""


def showable(
    groups: Mapping[str, Sequence[Row]], others: Sequence[Row] = (), *, smallest: int
) -> frozenset[str]:
    """Return the names of the groups that can be shown; the rest is shown without its group.

    `others` are the rows of municipalities whose group is not known; they are always among the
    rest. Groups are hidden from the smallest on until the rest tells nothing of any of them.
    """
    shown = sorted(groups, key=lambda name: (len(groups[name]), name))
    hidden: list[str] = []
    while shown and len(groups[shown[0]]) < smallest:
        hidden.append(shown.pop(0))
    while shown and not _safe([groups[name] for name in hidden], others, groups, smallest):
        hidden.append(shown.pop(0))
    return frozenset(shown)


def _safe(
    hidden: Sequence[Sequence[Row]],
    others: Sequence[Row],
    groups: Mapping[str, Sequence[Row]],
    smallest: int,
) -> bool:
    """Tell whether the rest can stand beside the groups that are shown."""
    rest = [row for rows in hidden for row in rows] + list(others)
    if not rest:
        return True
    if len(rest) < smallest or len(hidden) + bool(others) < 2:
        return False
    everyone = [row for rows in groups.values() for row in rows] + list(others)
    alike_here, alike_anyway = _alike(rest), _alike(everyone)
    return not any(
        here and not anyway for here, anyway in zip(alike_here, alike_anyway, strict=True)
    )


def _alike(rows: Sequence[Row]) -> list[bool]:
    """Tell of each column whether all its values are the same."""
    return [len(set(column)) == 1 for column in zip(*rows, strict=True)]
