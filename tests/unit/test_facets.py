"""Which columns of a table hold texts, levels and targets."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

ROW = "| a | b | c | d | e | f |"
ALL = ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    ("heading", "merges"),
    [
        ("| TAUSTA | | RESURSSIT | | EVALUOINTI | |", ["A2:B2", "C2:D2", "E2:F2"]),
        ("| TAUSTA | | RESURSSIT | | EVALUOINTI | |", []),
    ],
)
def test_headings_over_several_columns_with_facets_below(heading: str, merges: list[str]) -> None:
    made = grids.only(
        grids.grid(
            f"""
| Nokia 2025 |
{heading}
| Kuvaus | Taso | Kuvaus | Taso | Kuvaus | Taso |
| a | 1 | b | 2 | c | 3 |
""",
            merges=merges,
        )
    )
    assert grids.texts(made) == ["a", "", "", "", "b", "c"]
    assert grids.levels(made) == ["1", None, None, None, "2", "3"]


@pytest.mark.parametrize(
    "heading",
    [
        "| TAUSTA | Taso | RESURSSIT | Taso | EVALUOINTI | Taso |",
        "| TAUSTA | TAUSTA taso | RESURSSIT | Taso: resurssit | EVALUOINTI | EVALUOINTI (0–4) |",
        "| TAUSTA / BAKGRUND | nivå | RESURSSIT | nivå | EVALUOINTI | nivå |",
    ],
)
def test_a_level_column_beside_each_dimension(heading: str) -> None:
    made = grids.only(grids.grid(f"| Nokia |\n{heading}\n| a | 1 | b | 2 | c | 3 |"))
    assert grids.texts(made) == ["a", "", "", "", "b", "c"]
    assert grids.levels(made) == ["1", None, None, None, "2", "3"]


def test_helping_questions_under_the_headings_are_no_answers() -> None:
    questions = "| Mikä ohjaa? | Missä ollaan? | Miten? | Kenen kanssa? | Kuka? | Kuinka? |"
    assert grids.texts(grids.only(grids.grid(f"{SIX}\n{questions}\n{ROW}"))) == ALL


def test_levels_and_targets_as_two_groups_of_columns() -> None:
    result = grids.read(
        grids.grid(
            """
| Kunta | Nykytaso | | Tavoitetaso 2027 | |
| | TAUSTA | RESURSSIT | TAUSTA | RESURSSIT |
| Nokia | 1 | 2 | 2 | 3 |
| Pori | 1 | 1 | 3 | 4 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [grids.levels(d.result)[0] for d in result.drafts] == ["1", "1"]
    assert [grids.targets(d.result)[0] for d in result.drafts] == ["2", "3"]
    assert not grids.left(result)


def test_a_scale_beside_words_of_ones_own_over_a_group_of_columns_is_no_level() -> None:
    read = grids.read(
        grids.grid(
            """
| Kunta | Pisteet nyt (0–100) | | Tavoite (0–100) | | Sanoin |
| | TAUSTA | RESURSSIT | TAUSTA | RESURSSIT | TAUSTA | RESURSSIT |
| Nokia | 25 | 50 | 50 | 75 | a | b |
| Pori | 25 | 25 | 75 | 100 | c | d |
"""
        )
    )
    assert [grids.levels(d.result)[0] for d in read.drafts] == ["25", "25"]
    assert [grids.targets(d.result)[0] for d in read.drafts] == ["50", "75"]
    assert [grids.texts(d.result)[0] for d in read.drafts] == ["a", "c"]


def test_what_somebody_else_assessed_is_left_out_by_name() -> None:
    result = grids.read(
        grids.grid(
            """
| Osa-alue | Oma arvio | Maakunnan arvio |
| TAUSTA | 1 | 2 |
| RESURSSIT | 3 | 2 |
| EVALUOINTI | 0 | 1 |
"""
        )
    )
    assert grids.levels(result.drafts[0].result) == ["1", None, None, None, "3", "0"]
    assert grids.left(result) == dict.fromkeys(("C1", "C2", "C3", "C4"), "others-level")


BLOCKS = [
    ("Tausta ja lähtökohdat", ["Mitä strategiassa sanotaan?", "Mikä on lähtökohta?"]),
    ("Oma lähtötilanne", ["Mikä on tilanne?", "Mitä puuttuu?"]),
    ("Miten ja missä", ["Miten toimitte?", "Missä toimitte?"]),
    ("Yhteistyöllä", ["Kenen kanssa?", "Miten usein?"]),
    ("Resurssit", ["Paljonko rahaa?", "Ketkä tekevät?"]),
    ("Evaluointi", ["Miten mittaatte?", "Mitä opitte?"]),
]
PARTS = [
    ["Strategiat", "Taustatyö"],
    ["Vahvat puolet", "Puutteet"],
    ["Tavat", "Paikat"],
    ["Kumppanit", "Yhteiset hankkeet"],
    ["Rahoitus", "Henkilöt"],
    ["Mittarit", "Opit"],
]
NAMED = [
    f"{word} ({number})"
    for word, number in zip(
        ["kehittyvä", "satunnainen", "järjestelmällinen", "kehittyvä", "satunnainen", "arvioitu"],
        [2, 1, 3, 2, 1, 4],
        strict=True,
    )
]


@pytest.mark.parametrize("label", ["Taso", "Taso (0–4)"])
@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("parts", [[asked for _, asked in BLOCKS], PARTS, [["Mitä?", "Kuka?"]] * 6])
def test_the_level_of_each_heading_stands_in_the_last_row_below_it(
    label: str, merged: bool, parts: list[list[str]]
) -> None:
    lines, merges = ["| Kunta | Nokia | |", "| Osa-alue | Kysymys | Vastaus |"], []
    for (heading, _), (one, two), level in zip(BLOCKS, parts, NAMED, strict=True):
        top = len(lines) + 1
        merges.append(f"A{top}:A{top + 2}")
        lines += [f"| {heading} | {one} | {one} on näin |", f"| | {two} | {two} myös |"]
        lines.append(f"| | {label} | {level} |")
    result = grids.read(grids.grid("\n".join(lines), merges=merges if merged else ()))
    (draft,) = result.drafts
    assert grids.levels(draft.result) == NAMED
    assert grids.texts(draft.result) == [f"{one} on näin\n{two} myös" for one, two in parts]
    assert not grids.left(result)


@pytest.mark.parametrize(
    ("other", "levels"),
    [
        ("Uppnått (0–100 %)", ["75", None, None, None, "50", "25"]),
        ("Uppnått (0–4)", [None] * 6),
        ("Skillnad till målet (0–100 %)", [None] * 6),
        ("Regionens bedömning (0–100 %)", [None] * 6),
    ],
)
def test_the_other_heading_on_the_scale_of_the_targets_is_of_the_level(
    other: str, levels: list[str | None]
) -> None:
    each = f"Beskrivning | {other} | Mål (0–100 %)"
    made = grids.only(
        grids.grid(
            f"""
| Kommun | BAKGRUND | | | RESURSER | | | UTVÄRDERING | | |
| | {each} | {each} | {each} |
| Ingå | a | 75 | 100 | b | 50 | 75 | c | 25 | 50 |
""",
            merges=["B1:D1", "E1:G1", "H1:J1"],
        )
    )
    assert grids.texts(made) == ["a", "", "", "", "b", "c"]
    assert grids.levels(made) == levels


@pytest.mark.parametrize(
    ("other", "levels"),
    [
        ("Läge (1–5)", list("434322")),
        ("Läge (0–4)", [None] * 6),
        ("Läge", [None] * 6),
        ("Skillnad till målet (1–5)", [None] * 6),
    ],
)
def test_so_is_the_other_column_on_the_scale_of_the_targets(
    other: str, levels: list[str | None]
) -> None:
    rows = zip(grids.HEADINGS, "434322", strict=True)
    lines = [f"| {name} | vi gör saker | {level} | 5 |" for name, level in rows]
    head = ["| Kommun | Ingå |", "", f"| Område | Beskrivning | {other} | Mål (1–5) |"]
    made = grids.only(grids.grid("\n".join([*head, *lines])))
    assert grids.levels(made) == levels
    assert grids.targets(made) == ["5"] * 6


BELOW_HEADINGS = f"""
| Kunta: | Nokia |

| {"| | ".join(f"{heading} " for heading in grids.HEADINGS)}| |
| {"{first} | {second} | " * 6}
| {"{one} | {two} | " * 6}
"""
DIMENSIONS_IN_ROWS = "| Kunta: | Nokia |\n\n| | Teksti | {first} | {second} |\n" + "\n".join(
    f"| {heading} | Kirjasto lainaa. | {{one}} | {{two}} |" for heading in grids.HEADINGS
)
BETWEEN_LINES = "| Kunta: | Nokia |\n\n" + "\n\n".join(
    f"| {heading} |\n| Kirjasto lainaa. |\n| {{first}}: | {{one}} | {{second}}: | {{two}} |"
    for heading in grids.HEADINGS
)
BELOW_LABELS = "| Kunta: | Nokia |\n\n" + "\n\n".join(
    f"| {heading} |\n| Kirjasto lainaa. |\n| {{first}} | {{second}} |\n| {{one}} | {{two}} |"
    for heading in grids.HEADINGS
)
LAYOUTS = [BELOW_HEADINGS, DIMENSIONS_IN_ROWS, BETWEEN_LINES, BELOW_LABELS]
NOW = ["Nykytila Tavoite", "Nuläge Mål", "Now Target", "Most Cél", "Dabar Tikslas"]
REACHED = ["Toteuma Tavoite", "Uppnått Mål", "Achieved Target", "Elért Cél", "Pasiekta Tikslas"]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("words", [*NOW, *REACHED])
@pytest.mark.parametrize("target_first", [False, True])
def test_words_for_now_and_for_what_is_reached_tell_the_level_beside_a_target(
    layout: str, words: str, target_first: bool
) -> None:
    first, second = words.split()[:: -1 if target_first else 1]
    one, two = (3, 1) if target_first else (1, 3)
    result = grids.read(grids.grid(layout.format(first=first, second=second, one=one, two=two)))
    (draft,) = result.drafts
    assert grids.levels(draft.result) == ["1"] * 6
    assert grids.targets(draft.result) == ["3"] * 6
    assert not grids.left(result)


def test_words_for_now_that_head_one_dimension_are_no_label() -> None:
    rows = [f"| {x} | {n % 4} | Tavoite | 3 |" for n, x in enumerate(grids.HEADINGS)]
    rows[1] = "| Nykytila | 2 | Tavoite | 4 |"
    made = grids.only(grids.grid("| Kunta: | Nokia |\n\n" + "\n".join(rows)))
    assert [str(typed)[0] for typed in grids.levels(made)] == ["0", "2", "2", "3", "0", "1"]


@pytest.mark.parametrize(
    ("words", "level", "target"),
    [
        ("Vastaus", "Taso", "Tavoite"),
        ("Nykytila", "Taso", "Tavoite"),
        ("Svar", "Nivå", "Mål"),
        ("Answer", "Level", "Target"),
        ("Válasz", "Szint", "Cél"),
        ("Atsakymas", "Lygis", "Tikslas"),
    ],
)
@pytest.mark.parametrize("facets", ["both", "level", "target"])
def test_labels_of_levels_follow_words_in_one_row(
    words: str, level: str, target: str, facets: str
) -> None:
    typed = f"| {level}: | 1 " * (facets != "target") + f"| {target}: | 3 " * (facets != "level")
    blocks = (
        f"| {heading} |\n| {words}: | Kirjasto {n} lainaa. {typed}|"
        for n, heading in enumerate(grids.HEADINGS)
    )
    result = grids.read(grids.grid("| Kunta: | Nokia |\n\n" + "\n\n".join(blocks)))
    (draft,) = result.drafts
    assert grids.texts(draft.result) == [f"Kirjasto {n} lainaa." for n in range(6)]
    assert grids.levels(draft.result) == [None if facets == "target" else "1"] * 6
    assert grids.targets(draft.result) == [None if facets == "level" else "3"] * 6
    assert not grids.left(result)


def test_levels_of_a_heading_in_the_lower_of_two_rows_are_told_from_its_words() -> None:
    heads = "| YHTEIS- | EVALU- | | YHTEIS- | EVALU- | |"
    below = "| TYÖLLÄ | OINTI | RESURSSIT | TYÖLLÄ | OINTI | RESURSSIT |"
    made = grids.only(grids.grid(f"{heads}\n{below}\n| 1 | 2 | 3 | a | b | c |"))
    assert [text for text in grids.texts(made) if text] == ["a", "c", "b"]
    assert [level for level in grids.levels(made) if level] == ["1", "3", "2"]


@pytest.mark.parametrize(
    ("head", "name", "when"),
    [
        ("Taso | Tavoite | Osa-alue | Vastaus", "Kunta: Kauniainen", "Kierros: kevät 2025"),
        ("Nivå | Mål | Dimension | Svar", "Kommun: | Grankulla stad", "Omgång: | våren 2025"),
        ("Level | Target | Dimension | Answer", "Municipality: Kauniainen", "Date: 3.4.2025"),
        ("Szint | Cél | Dimenzió | Válasz", "Település: Kauniainen", "Dátum: 2025. április 3."),
        ("Lygis | Siekis | Sritis | Atsakymas", "Savivaldybė: | Kauniainen", "Data: | 2025-04-03"),
    ],
)
def test_who_answered_and_when_right_below_the_last_dimension_is_no_level(
    head: str, name: str, when: str
) -> None:
    found = grids.read(
        grids.grid(
            f"{head}\n3 | 4 | Tausta | strategia\n2 | 3 | Resurssit | kaksi\n"
            f"1 | 2 | Evaluointi | palaute\n{name}\n{when}",
            merges=["A5:D5", "A6:D6"] if "|" not in name else [],
        )
    )
    (draft,) = found.drafts

    assert (draft.result.municipality.name, draft.result.round) == ("Kauniainen", "2025")
    assert grids.levels(draft.result)[-1] == "1"
    assert grids.left(found) == {}
