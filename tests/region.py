"""Builders of invented readings, assessments and reports for any number of municipalities.

Levels, texts and gaps in the data follow from the number of the municipality alone, so the
same call gives the same region. `report(12)` is a whole report for tests of the formats.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

from digimatrix import frameworks
from digimatrix.assess.levels import Assessment, Evidence, Source, Verdict
from digimatrix.languages import Words
from digimatrix.model.matrix import Answer, Counts, Part, Reading, Return, State, StatedLevel
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.parse.statements import Kind, Span, Statement

FRAMEWORK = frameworks.load()
KEYS = FRAMEWORK.keys
DATE = datetime.date(2025, 11, 3)

BEGINNINGS = (
    "Aamu Haukka Ilves Joutsen Kaarna Kuikka Lumme Metso Närhi Pilvi Ruska Sammal Tuomi Usva "
    "Vanamo Väre Yrtti Äimä Öljy Hilla"
)
ENDINGS = "järvi lampi niemi salmi koski kylä maa lahti ranta vesi harju suo mäki saari nevä"
FIRST, LAST = BEGINNINGS.split(), ENDINGS.split()
REGIONS = ("Itäranta", "Länsiranta", "Pohjoisranta")

# (kind, words, cue → the words that show it); one row a level, from 0 to 4
PRACTICES: tuple[tuple[Kind, str, dict[str, str]], ...] = (
    (Kind.ABSENCE, "Sovittuja käytäntöjä ei ole", {}),
    (Kind.PRACTICE, "Yksi kokeilu kirjaston lukupiirissä", {"sporadic": "Yksi kokeilu"}),
    (Kind.PRACTICE, "Konsertit striimataan, nuorilla oma verkkolehti", {}),
    (
        Kind.PRACTICE,
        "Vastuuhenkilö on nimetty ja raha on talousarviossa",
        {"owner": "Vastuuhenkilö on nimetty", "money": "talousarviossa"},
    ),
    (
        Kind.PRACTICE,
        "Kävijät lasketaan vuosittain ja ohjelmaa muutetaan tulosten mukaan",
        {"rhythm": "vuosittain", "use": "muutetaan tulosten mukaan"},
    ),
)
ACTIONS = (
    "YHTEINEN TAPAHTUMAKALENTERI",
    "KOULUTUSTA KOKO HENKILÖSTÖLLE",
    "KYSELY KÄVIJÖILLE JOKA SYKSY",
    "YHTEISET STRIIMAUSLAITTEET",
)


def municipality(number: int) -> Municipality:
    """Return the invented municipality of that number (0, 1, 2, …); no two share a name."""
    rounds, rest = divmod(number, len(FIRST) * len(LAST))
    last, first = divmod(rest, len(FIRST))
    return Municipality(
        name=FIRST[first] + LAST[(last + first) % len(LAST)] + (f" {rounds + 1}" if rounds else ""),
        code=f"{900 + number}",
        region=REGIONS[number % len(REGIONS)],
        type="kaupunki" if number % 4 == 0 else "kunta",
        population=1_000 + 700 * number,
        tile=None if number % 11 == 7 else tile(number),
    )


def tile(number: int) -> tuple[int, int]:
    """Return where a municipality stands on the map: each region is a square that grows."""
    nth, region = divmod(number, len(REGIONS))
    shell = math.isqrt(nth)
    place = nth - shell * shell
    row, column = (place, shell) if place < shell else (shell, place - shell)
    return row + 100 * (region == 2), column + 100 * (region == 1)


def answer(level: int | None, dimension: str, place: Place, action: str = "") -> Answer:
    """Return an answer in the words of that level; None is an empty cell."""
    if level is None:
        return Answer(dimension, State.EMPTY)
    text = PRACTICES[level][1] + "." + (f"\n-> {action}" if action else "")
    return Answer(dimension, State.TEXT, text, (Part(place, 0, len(text)),))


def statements(level: int | None, text: str, action: str = "") -> tuple[Statement, ...]:
    """Return the statements of an answer made by `answer`."""
    if level is None:
        return ()
    kind, words, _ = PRACTICES[level]
    named = ((words,), (Span(0, len(words)),)) if kind is Kind.PRACTICE else ((), ())
    found = [Statement(kind, 0, len(words), words, *named)]
    if action:
        start, end = text.index(action), text.index(action) + len(action)
        found.append(Statement(Kind.ACTION, start, end, action, (action,), (Span(start, end),)))
    return tuple(found)


def verdict(level: int) -> Verdict:
    """Return what an answer made by `answer` says about its level, one level sure."""
    _, words, cues = PRACTICES[level]
    return Verdict(
        level=level,
        low=max(0, level - (level in (1, 2))),
        high=level,
        confidence=0.6 + 0.1 * level,
        rule=("nothing-left", "isolated", "several", "two-anchors", "results-used")[level],
        evidence=tuple(
            Evidence(cue, words.index(shown), words.index(shown) + len(shown), shown)
            for cue, shown in cues.items()
        ),
        missing=("first-practice", "second-practice", "anchors", "results-used", None)[level],
    )


def assessment(
    level: float | None,
    dimension: str = "evaluation",
    *,
    who: Municipality | None = None,
    round: str | None = "2025",
    low: float | None = None,
    high: float | None = None,
    words: int | None = None,
    action: str = "",
    target: float = 3.0,
    state: State = State.EMPTY,
) -> Assessment:
    """Return one assessment: a stated level unless `words` is the level its words show.

    With `words` and no `level` the level is read; with neither it is unknown for the reason
    that `state` tells.
    """
    who = who or municipality(0)
    place = Place(f"{who.name}.xlsx", "Taul1", 4, 2 + KEYS.index(dimension))
    given = answer(words, dimension, place, action)
    said = verdict(words) if words is not None else None
    stated = None
    source: Source | None = None
    if level is not None:
        source = Source.STATED
        below, above = low if low is not None else level, high if high is not None else level
        typed = f"{below:g}" if below == above else f"{below:g}-{above:g}"
        stated = StatedLevel(typed, below, above, below, above, place)
    elif said is not None:
        source, level = Source.READ, float(said.level)
        below, above = low if low is not None else said.low, high if high is not None else said.high
    else:
        below, above = float(FRAMEWORK.lowest), float(FRAMEWORK.highest)
    return Assessment(
        municipality=who,
        round=round,
        dimension=dimension,
        language="fi",
        place=place,
        answer=Answer(dimension, _state(words, level, state), given.text, given.parts, stated),
        level=level,
        low=float(below),
        high=float(above),
        source=source,
        verdict=said,
        statements=statements(words, given.text, action),
        target=target,
    )


def _state(words: int | None, level: float | None, state: State) -> State:
    if words is not None:
        return State.TEXT
    return state if level is None else State.EMPTY


def row(
    who: Municipality | int, levels: Sequence[float | None], round: str | None = "2025"
) -> tuple[Assessment, ...]:
    """Return one municipality's stated levels in the dimensions' order; None is unknown."""
    who = municipality(who) if isinstance(who, int) else who
    return tuple(
        assessment(level, dimension, who=who, round=round)
        for level, dimension in zip(levels, KEYS, strict=True)
    )


def assessments(
    count: int = 12, rounds: tuple[str | None, ...] = ("2023", "2025")
) -> tuple[Assessment, ...]:
    """Return a region of `count` municipalities that did better from round to round.

    The last round has everyone, the earlier ones three of four. Every seventh municipality
    leaves one dimension empty, some state their level, one of them a range; the last
    dimension is the weakest.
    """
    made = []
    for number in range(count):
        for nth, round in enumerate(rounds):
            if nth < len(rounds) - 1 and number % 4 == 3:
                continue
            for column, dimension in enumerate(KEYS):
                final = (number * 37 + column * 53 + number * column * 11) % 97 % 5
                if column == len(KEYS) - 1:
                    final = (number * 5 + 2) % 7 % 3
                left = len(rounds) - 1 - nth  # rounds still to come
                words: int | None = max(0, final - left * ((number + column) % 2))
                if number % 7 == 5 and column == 4:
                    words = None
                stated = float(words) if words is not None and number % 3 == 1 else None
                if stated is not None and number % 5 == 4 and column == 1:
                    stated = min(4.0, stated + 1)  # a level which its words do not bear out
                ranged = stated == 2 and column == 2
                made.append(
                    assessment(
                        stated,
                        dimension,
                        who=municipality(number),
                        round=round,
                        low=2 if ranged else None,
                        high=3 if ranged else None,
                        words=words,
                        action=ACTIONS[(number + column) % 4] if (number + column) % 3 else "",
                    )
                )
    return tuple(sorted(made, key=lambda a: (a.municipality.name, a.round or "")))


def reading(of: Sequence[Assessment]) -> Reading:
    """Return the reading that these assessments could come from, with a few faults in it."""
    returns: dict[tuple[str, str | None], list[Assessment]] = {}
    for each in of:
        returns.setdefault((each.municipality.name, each.round), []).append(each)
    found = tuple(
        Return(
            place=cells[0].place,
            municipality=cells[0].municipality,
            round=cells[0].round,
            date=None,
            language="fi",
            layout="columns",
            scale=(0, 4) if any(cell.answer.level for cell in cells) else None,
            answers=tuple(cell.answer for cell in cells),
        )
        for cells in returns.values()
    )
    if not found:
        return Reading("sheets", (), (), (), Counts())
    spot = Place(found[0].place.file, "Taul1", 9, 8)
    return Reading(
        folder="sheets",
        returns=found,
        left_out=(
            Problem(Rule.OUTSIDE_TABLE, spot, {"text": "Soitetaan vielä!"}, "Soitetaan vielä!"),
        ),
        problems=(
            Problem(Rule.UNREADABLE_FILE, Place("rikki.xlsx"), {"reason": "it is cut short"}),
            Problem(
                Rule.NEAR_HEADING,
                Place(found[0].place.file, "Taul1", 3, 6),
                {"found": "RESURSIT", "heading": "RESURSSIT"},
            ),
        ),
        counts=Counts(
            files=len(found),
            placed=sum(bool(cell.answer.text) for cell in of),
            headings=7 * len(found),
            left_out=1,
        ),
        funder_lines=("Euroopan unioni", "Euroopan sosiaalirahasto", "Vipuvoimaa EU:lta 2014–2020"),
        registers=("Statistics Finland, municipalities 2025",),
    )


def report(
    count: int = 12,
    language: str = "en",
    rounds: tuple[str | None, ...] = ("2023", "2025"),
    of: Sequence[Assessment] | None = None,
):
    """Return the whole report of such a region (or of the assessments `of`)."""
    from digimatrix.compare.comparison import compare
    from digimatrix.plan.steps import plan
    from digimatrix.report.compose import compose

    given = tuple(of) if of is not None else assessments(count, rounds)
    comparison = compare(given, FRAMEWORK)
    return compose(
        reading(given),
        given,
        comparison,
        plan(comparison, given),
        words=Words(language),
        date=DATE,
        version="0.1.0",
    )
