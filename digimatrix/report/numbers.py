"""REPORT: a table of numbers compared, as tables that any format can write."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from digimatrix.compare.numbertables.exact import Rank, half_up
from digimatrix.compare.numbertables.index import IndexComparison, Measure
from digimatrix.compare.numbertables.settling import MEAN
from digimatrix.languages import Words
from digimatrix.model.framework import Method
from digimatrix.model.problems import N_, Severity
from digimatrix.report.tables import Column, Form, Table, Value

_METHODS = {
    Method.MEAN: N_("mean"),
    Method.SUM: N_("sum"),
    Method.GEOMETRIC: N_("geometric mean"),
}
_SEVERITIES = {
    Severity.NOTE: N_("note"),
    Severity.WARNING: N_("warning"),
    Severity.ERROR: N_("error"),
}


def tables(found: IndexComparison, words: Words) -> tuple[Table, ...]:
    """Return the units, what is measured, groups, first places, gaps and what is to be said."""
    made = [units(found, words), measures(found, words)]
    if found.groups:
        made.append(groups(found, words))
    return (*made, top(found, words), gaps(found, words), said(found, words))


def title_of(found: IndexComparison, words: Words) -> str:
    """Return what the comparison is called: by its framework and round, else by its file."""
    name = found.framework.title.get(words.language) or found.place.file
    return f"{name} {found.round}" if found.round else name


def name_of(measure: Measure, words: Words) -> str:
    """Return the name of a measure in the reader's language."""
    return words.t("Mean") if measure.key == MEAN else measure.name[words.language]


def rounded(value: Fraction | None, digits: int) -> float | None:
    """Return a figure as it is printed: rounded half up."""
    return None if value is None else float(half_up(value, digits))


def placed(rank: Rank | None) -> str | None:
    """Return a place, ties shown: "3="."""
    return None if rank is None else f"{rank.place}{'=' if rank.tied else ''}"


def units(found: IndexComparison, words: Words) -> Table:
    """Return a row a unit: its figures and places, the first of the last total on top."""
    columns = [Column("unit", words.t("Unit"))]
    if found.by:
        columns.append(Column("group", found.by))
    for measure in found.measures:
        name = name_of(measure, words)
        columns.append(Column(measure.key, name, Form.NUMBER, measure.digits))
        columns.append(
            Column(f"{measure.key}_rank", words.t("{name}, place", name=name), Form.PLACE)
        )
    rows = []
    for nth in order(found):
        unit = found.units[nth]
        row: list[Value] = [unit.name, *([unit.group] if found.by else [])]
        for measure, figure in zip(found.measures, unit.figures, strict=True):
            row += [rounded(figure.value, measure.digits), placed(figure.rank)]
        rows.append(tuple(row))
    return Table("units", words.t("Units"), tuple(columns), tuple(rows))


def order(found: IndexComparison) -> list[int]:
    """Return the numbers of the units: by their place in the last total, else as in the table."""
    totals = [n for n, measure in enumerate(found.measures) if measure.total is not None]
    if not totals:
        return list(range(len(found.units)))
    ranks = [unit.figures[totals[-1]].rank for unit in found.units]
    places = [len(ranks) + 1 if rank is None else rank.place for rank in ranks]
    return sorted(range(len(ranks)), key=lambda nth: (places[nth], nth))


def measures(found: IndexComparison, words: Words) -> Table:
    """Return a row a dimension or total: what it is and how the units lie in it."""
    t = words.t
    numbers = [
        Column(key, label, Form.NUMBER)
        for key, label in (
            ("mean", t("Mean")),
            ("median", t("Median")),
            ("sd", t("Standard deviation")),
            ("lower_quartile", t("Lower quartile")),
            ("upper_quartile", t("Upper quartile")),
            ("minimum", t("Lowest")),
            ("maximum", t("Highest")),
        )
    ]
    columns = (
        Column("key", t("Key")),
        Column("measure", t("Measure")),
        Column("follows", t("How it follows")),
        Column("scale", t("Scale")),
        Column("better", t("Better")),
        Column("known", t("Known"), Form.COUNT),
        Column("completeness", t("Completeness"), Form.SHARE),
        *numbers,
    )
    rows = []
    for each in found.measures:
        lower, upper = (each.quartiles[0], each.quartiles[2]) if each.quartiles else (None, None)
        fine = [
            rounded(v, each.fine) for v in (each.mean, each.median, each.deviation, lower, upper)
        ]
        ends = [rounded(value, each.digits) for value in (each.minimum, each.maximum)]
        rows.append(
            (
                each.key,
                name_of(each, words),
                follows(each, found, words),
                scale_of(each, words),
                t("lower") if each.lower_is_better else t("higher"),
                each.known,
                each.known / each.of if each.of else None,
                *fine,
                *ends,
            )
        )
    notes = (
        t("Standard deviation of the population; quartiles by linear interpolation (type 7)."),
        t("Figures are worked out exactly and rounded half up."),
    )
    return Table("measures", t("What is measured"), columns, tuple(rows), notes)


def scale_of(measure: Measure, words: Words) -> str:
    """Return a scale: "0–100"; empty where it is not known."""
    if measure.scale is None:
        return ""
    return "–".join(words.number(float(end), _decimals(end)) for end in measure.scale)


def _decimals(value: Fraction) -> int:
    return 0 if value.denominator == 1 else 1 if (value * 10).denominator == 1 else 2


def follows(measure: Measure, found: IndexComparison, words: Words) -> str:
    """Return how a total follows from its parts: "mean of A × 2, B"; empty for a dimension."""
    total = measure.total
    if total is None:
        return ""
    if not total.parts:
        return words.t("as printed")
    names = {each.key: name_of(each, words) for each in found.measures}
    weighted = len(set(total.weights)) > 1
    parts = [
        names.get(part, part)
        + (f" × {words.number(float(weight), _decimals(weight))}" if weighted else "")
        for part, weight in zip(total.parts, total.weights, strict=True)
    ]
    text = words.t(
        "{method} of {parts}", method=words.t(_METHODS[total.method]), parts=", ".join(parts)
    )
    if total.normalised is None:
        return text
    low, high = (words.number(float(end), _decimals(end)) for end in total.normalised)
    return words.t("{text}, put on {low}–{high} by their goalposts", text=text, low=low, high=high)


def groups(found: IndexComparison, words: Words) -> Table:
    """Return a row a group: its mean in each measure."""
    columns = (
        Column("group", found.by),
        Column("units", words.t("Units"), Form.COUNT),
        *(
            Column(each.key, name_of(each, words), Form.NUMBER, each.fine)
            for each in found.measures
        ),
    )
    rows = tuple(
        (
            group.name,
            group.count,
            *(
                rounded(mean, each.fine)
                for mean, each in zip(group.means, found.measures, strict=True)
            ),
        )
        for group in found.groups
    )
    everyone = (
        words.t("All"),
        len(found.units),
        *(rounded(each.mean, each.fine) for each in found.measures),
    )
    title = words.t("Means by {column}", column=found.by)
    return Table("groups", title, columns, (*rows, everyone))


def top(found: IndexComparison, words: Words) -> Table:
    """Return the first places of each measure, ties and all."""
    columns = (
        Column("key", words.t("Key")),
        Column("measure", words.t("Measure")),
        Column("place", words.t("Place"), Form.PLACE),
        Column("unit", words.t("Unit")),
        Column("value", words.t("Value"), Form.NUMBER),
    )
    rows = tuple(
        (
            measure.key,
            name_of(measure, words),
            placed(found.units[nth].figures[number].rank),
            found.units[nth].name,
            rounded(found.units[nth].figures[number].value, measure.digits),
        )
        for number, measure in enumerate(found.measures)
        for nth in measure.top
    )
    return Table("top", words.t("First places"), columns, rows)


def gaps(found: IndexComparison, words: Words) -> Table:
    """Return a row a unit and measure: its figure, its place and its gaps."""
    t = words.t
    columns = (
        Column("unit", t("Unit")),
        Column("group", found.by or t("Group")),
        Column("key", t("Key")),
        Column("measure", t("Measure")),
        Column("value", t("Value"), Form.NUMBER),
        Column("place", t("Place"), Form.PLACE),
        Column("of", t("Of"), Form.COUNT),
        Column("gap_to_mean", t("Gap to the mean of all"), Form.NUMBER),
        Column("gap_to_group", t("Gap to the mean of the group"), Form.NUMBER),
        Column("peer_median", t("Median of the others"), Form.NUMBER),
        Column("peer_gap", t("Gap to the median of the others"), Form.NUMBER),
        Column("printed", t("As printed")),
        Column("worked_out", t("As its parts give it"), Form.NUMBER),
        Column("known_parts", t("Known parts"), Form.COUNT),
        Column("parts", t("Parts"), Form.COUNT),
    )
    note = t(
        "A gap is the figure less what it is held against. The others are those of the same "
        "group, or all where there are no groups, never the unit itself."
    )
    return Table("gaps", t("Gaps"), columns, tuple(_gap_rows(found, words)), (note,))


def _gap_rows(found: IndexComparison, words: Words) -> Iterator[tuple[Value, ...]]:
    for unit in found.units:
        for measure, figure in zip(found.measures, unit.figures, strict=True):
            worked, fine = figure.worked, measure.fine
            yield (
                unit.name,
                unit.group,
                measure.key,
                name_of(measure, words),
                rounded(figure.value, measure.digits),
                placed(figure.rank),
                figure.rank.of if figure.rank else None,
                rounded(figure.mean_gap, fine),
                rounded(figure.group_gap, fine),
                rounded(figure.peer_median, fine),
                rounded(figure.peer_gap, fine),
                figure.printed.typed if figure.printed else None,
                rounded(worked.bounds[0], fine) if worked else None,
                worked.known if worked else None,
                worked.of if worked else None,
            )


def said(found: IndexComparison, words: Words) -> Table:
    """Return what was noticed, a row each: where, how grave, what it is, what to do."""
    t = words.t
    columns = (
        Column("place", t("Place")),
        Column("severity", t("Severity")),
        Column("rule", t("Rule")),
        Column("text", t("What")),
        Column("remedy", t("What to do")),
    )
    rows = tuple(
        (
            str(each.place),
            t(_SEVERITIES[each.rule.severity]),
            each.rule.slug,
            t(each.rule.says, **each.facts),
            t(each.rule.fix, **each.facts),
        )
        for each in found.problems
    )
    return Table("notes", t("Notes on the data"), columns, rows)
