"""Disclosure: over all small tables, what is shown tells nothing of a group that is not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import pytest

from digimatrix.compare.disclosure import showable

Rows = list[tuple[float | None, ...]]


def tables(sizes: Sequence[int], values: Sequence[float | None]) -> Iterator[dict[str, Rows]]:
    """Yield every table of one column with groups of those sizes."""
    for column in itertools.product(values, repeat=sum(sizes)):
        cells = iter(column)
        yield {f"g{nth}": [(next(cells),) for _ in range(size)] for nth, size in enumerate(sizes)}


def sums(rest: Sequence[float], size: int) -> set[float]:
    """Return every sum that `size` of the rows of the rest may have, as a reader sees them."""
    return {sum(chosen) for chosen in itertools.combinations(rest, size)}


SIZES = [
    sizes
    for count in (1, 2, 3, 4)
    for sizes in itertools.combinations_with_replacement((1, 2, 3), count)
]


@pytest.mark.parametrize("smallest", [2, 3, 4])
@pytest.mark.parametrize("sizes", SIZES)
def test_no_small_group_is_shown_nor_follows_from_what_is(
    sizes: tuple[int, ...], smallest: int
) -> None:
    values = (0, 1) if sum(sizes) > 6 else (0, 1, 4)
    for table in tables(sizes, values):
        shown = showable(table, smallest=smallest)
        hidden = [name for name in table if name not in shown]
        units = [len(table[name]) for name in shown]
        rest = [row[0] or 0 for name in hidden for row in table[name]]
        if shown:  # else nothing is told apart
            # whatever is added or taken away, whole units are left: none is too small
            assert all(unit >= smallest for unit in units)
            assert not rest or len(rest) >= smallest
        everything = [row[0] for rows in table.values() for row in rows]
        if shown and hidden and len(set(everything)) > 1:
            for name in hidden:
                assert len(sums(rest, len(table[name]))) > 1, (table, shown)


@pytest.mark.parametrize("smallest", [2, 3])
def test_every_column_is_protected(smallest: int) -> None:
    cells = list(itertools.product((0, 1), repeat=2))
    for rows in itertools.combinations_with_replacement(cells, 5):
        table: dict[str, Rows] = {"a": [rows[0]], "b": [rows[1]], "c": list(rows[2:])}
        shown = showable(table, smallest=smallest)
        rest = [row for name in table if name not in shown for row in table[name]]
        for column in range(2):
            everyone = {row[column] for row in rows}
            if shown and rest and len(everyone) > 1:
                assert len({row[column] for row in rest}) > 1


@pytest.mark.parametrize("unknown", [0, 1, 2, 3])
def test_those_of_no_known_group_hide_others_but_never_alone(unknown: int) -> None:
    others: Rows = [(nth,) for nth in range(unknown)]
    table: dict[str, Rows] = {
        "small": [(1,)],
        "large": [(0,), (1,), (2,)],
        "also": [(0,), (3,), (1,)],
    }
    shown = showable(table, others, smallest=3)
    rest = 7 - sum(len(table[name]) for name in shown) + unknown
    assert "small" not in shown
    assert rest >= 3
    assert showable({"large": table["large"]}, others, smallest=3) == (
        frozenset() if unknown else {"large"}
    )


def test_a_rest_that_is_all_alike_takes_another_group_with_it() -> None:
    table: dict[str, Rows] = {"a": [(0,)], "b": [(0,)], "c": [(0,), (1,)], "d": [(2,), (2,)]}
    assert showable(table, smallest=2) == {"d"}
    assert showable({**table, "a": [(3,)]}, smallest=2) == {"c", "d"}
    alike: dict[str, Rows] = {name: [(1,) for _ in rows] for name, rows in table.items()}
    assert showable(alike, smallest=2) == {"c", "d"}  # known of all from the whole anyway


def test_enough_in_every_group_hides_nothing() -> None:
    table: dict[str, Rows] = {"a": [(0,), (0,)], "b": [(1,), (2,)]}
    assert showable(table, smallest=2) == {"a", "b"}
    assert showable({}, smallest=2) == frozenset()
