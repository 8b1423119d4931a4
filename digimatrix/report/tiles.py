"""REPORT: the map, one equal tile for each municipality for which the user gives a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from digimatrix.compare.comparison import Standing
from digimatrix.model.municipality import Municipality
from digimatrix.report.document import Note
from digimatrix.report.figures import Level, Tile, Tiles
from digimatrix.report.labels import Labels, key
from digimatrix.report.tables import Column, Form, Table

WIDEST = 28
"""More tiles side by side than these have no room for their figures."""

LETTERS, MARGINS = 118, 2.6
"""How many letters of the charts' smallest text a page is wide, and what a tile's edges take."""

FULL = 5
"""Fewer tiles side by side than these are no wider."""


def tiles(labels: Labels, expected: Sequence[Municipality]) -> Tiles | None:
    """Return the map of this round's means; None where no place is given.

    `expected` are those of the user's register: who has no return has a tile all the same.
    """
    words, comparison = labels.words, labels.comparison
    framework = comparison.framework
    standings = {key(standing.municipality): standing for standing in comparison.standings}
    found, homeless = _placed(labels, expected)
    if not found:
        return None
    rows, columns = _axes(found)
    if len(columns) > WIDEST:
        return None
    made = tuple(
        _tile(labels, who, standings.get(key(who)), rows.index(row), columns.index(column))
        for (row, column), who in sorted(found.items(), key=lambda item: item[0])
    )
    numbered = _numbered(made, len(columns))
    notes = list(_numbers(made)) if numbered else []
    if any(tile.partial for tile in made):
        notes.append(words.t("An asterisk marks a mean of fewer than all dimensions."))
    if homeless:
        notes.append(
            words.t(
                "Not on the map, as project.xlsx gives no place of their own: {names}.",
                names=words.join(who.name for who in homeless),
            )
        )
    return Tiles(
        id="map",
        title=_title(labels, standings, made) or words.t("Mean levels on the map"),
        subtitle=" ".join(
            [
                labels.scale(),
                words.t("The mean of each municipality, placed roughly as on the map."),
            ]
        ),
        alt=_alt(labels, made),
        table=_table(labels, made, numbered=numbered),
        notes=tuple(notes),
        source=labels.origin(),
        tiles=made,
        numbered=numbered,
        classes=labels.classes(),
        starts=labels.starts(),
        lowest=framework.lowest,
        target=labels.target(),
    )


def too_wide(labels: Labels, expected: Sequence[Municipality]) -> tuple[Note, ...]:
    """Return that the map has no room for its tiles, if that is so."""
    columns = _axes(_placed(labels, expected)[0])[1]
    if len(columns) <= WIDEST:
        return ()
    text = labels.words.t(
        "The map is left out: its places stand in {n} columns, and {most} fit. Give fewer.",
        n=len(columns),
        most=WIDEST,
    )
    return (Note("warning", "project.xlsx", text),)


Places = dict[tuple[int, int], Municipality]
"""Who has which tile, by row and column as the user gives them."""


def _placed(labels: Labels, expected: Sequence[Municipality]) -> tuple[Places, list[Municipality]]:
    """Return who has which tile, and who has none or one that another has already."""
    everyone = {key(each): each for each in expected}
    for standing in labels.comparison.standings:
        everyone[key(standing.municipality)] = standing.municipality
    ordered = sorted(everyone.values(), key=lambda each: labels.words.order(each.name))
    found: Places = {}
    for who in ordered:
        if who.tile is not None:
            found.setdefault(who.tile, who)
    return found, [who for who in ordered if who.tile is None or found[who.tile] is not who]


def _axes(found: Places) -> tuple[list[int], list[int]]:
    """Return the rows and the columns in use: the map closes up where there is no tile."""
    return sorted({row for row, _ in found}), sorted({column for _, column in found})


def _tile(
    labels: Labels, who: Municipality, standing: Standing | None, row: int, column: int
) -> Tile:
    framework = labels.comparison.framework
    if standing is None:
        absent = labels.words.t("no return")
        mean, partial = Level(None, framework.lowest, framework.highest, absent), False
    else:
        mean = labels.mean(standing)
        partial = mean.value is not None and standing.known < len(standing.gaps)
    return Tile(who.name, who.region or "", row, column, mean, partial)


def _numbered(made: Sequence[Tile], columns: int) -> bool:
    """Tell whether tiles side by side are too narrow for the longest word of their names."""
    longest = max(len(word) for tile in made for word in tile.name.replace("-", "- ").split())
    return longest > LETTERS / max(columns, FULL) - MARGINS


def _numbers(made: Sequence[Tile]) -> Iterator[str]:
    """Yield whose each number is, a line a region; no name is cut at its spaces."""
    regions: dict[str, list[str]] = {}
    for number, tile in enumerate(made, start=1):
        regions.setdefault(tile.region, []).append(f"{number} {tile.name}".replace(" ", "\u00a0"))
    for region, names in regions.items():
        told = ", ".join(names)
        yield f"{region}: {told}." if region else f"{told}."


def _title(labels: Labels, standings: dict[str, Standing], made: Sequence[Tile]) -> str:
    """Return how many means reach the target, where it is known of all in the round."""
    reached = [tile.mean.reached for tile in made if tile.mean.value is not None]
    if labels.target() is None or len(reached) < len(made) or len(made) < len(standings):
        return ""
    if not any(reached):
        return labels.words.t("No municipality’s mean reaches the target")
    return labels.words.n(
        "The mean of {n} of {all} municipalities reaches the target",
        "The means of {n} of {all} municipalities reach the target",
        sum(reached),
        all=labels.words.number(len(reached)),
    )


def _table(labels: Labels, made: Sequence[Tile], *, numbered: bool) -> Table:
    t = labels.words.t
    number = (Column("number", t("Number"), Form.COUNT),) if numbered else ()
    return Table(
        "means-on-the-map",
        t("Mean levels on the map"),
        (
            Column("municipality", t("Municipality")),
            *number,
            Column("region", t("Region")),
            Column("row", t("Row on the map"), Form.COUNT),
            Column("column", t("Column on the map"), Form.COUNT),
            Column("mean", labels.across(t("Mean")), Form.MEAN),
        ),
        tuple(
            (
                tile.name,
                *((nth,) if numbered else ()),
                tile.region or None,
                tile.row + 1,
                tile.column + 1,
                tile.mean.label if tile.mean.value is None else tile.mean.value,
            )
            for nth, tile in enumerate(made, start=1)
        ),
    )


def _alt(labels: Labels, made: Sequence[Tile]) -> str:
    words = labels.words
    told = [
        words.n(
            "Map of {n} tile, one for each municipality.",
            "Map of {n} tiles, one for each municipality.",
            len(made),
        )
    ]
    told += [f"{tile.name} {tile.mean.label}," for tile in made]
    told[-1] = told[-1].rstrip(",") + "."
    return " ".join(told)
