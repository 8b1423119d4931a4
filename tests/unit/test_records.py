"""The lines below the headings: records, and what only looks like one."""

from __future__ import annotations

import grids
import pytest
from grids import SIX

ROW = "| a | b | c | d | e | f |"
ALL = ["a", "b", "c", "d", "e", "f"]


def test_several_rows_a_dimension_are_joined_in_order() -> None:
    made = grids.only(
        grids.grid(
            """
| Kunta: Nokia |
| Osio | Teksti |
| RESURSSIT | a |
| | b |
| EVALUOINTI | c |
| | d |
| TAUSTA | e |
""",
            merges=["A3:A4"],
        )
    )
    answers = grids.answers(made)
    assert (answers["resources"].text, answers["evaluation"].text) == ("a\nb", "c\nd")
    assert [str(part.place.cell) for part in answers["resources"].parts] == ["B3", "B4"]


@pytest.mark.parametrize("units", ["Padalinys A | Padalinys B", "Yksikkö 1 | Yksikkö 2"])
def test_a_column_for_each_numbered_unit_holds_what_it_answered(units: str) -> None:
    made = grids.only(
        grids.grid(f"| Kunta: Nokia |\n\n| Osio | {units} |\n| TAUSTA | a | b |\n"
                   "| RESURSSIT | c | d |\n| EVALUOINTI | e | |")
    )  # fmt: skip
    answers = grids.answers(made)
    assert (answers["background"].text, answers["resources"].text) == ("a\nb", "c\nd")


def test_level_and_target_rows_with_and_without_labels() -> None:
    labelled = grids.only(
        grids.grid(f"| {SIX}\n| Teksti {ROW}\n| Taso | 1 | 2 | 3 | 4 | 2½ | 2+ |\n"
                   "| Tavoite | 3 | 3 | 3 | 4 | 3 | 3 |")
    )  # fmt: skip
    bare = grids.only(grids.grid(f"{SIX}\n{ROW}\n| 1 | 2 | 3 | 4 | 2½ | 2+ |\n| Lisätiedot: nn |"))
    assert grids.levels(labelled) == grids.levels(bare) == ["1", "2", "3", "4", "2½", "2+"]
    assert grids.targets(labelled) == ["3", "3", "3", "4", "3", "3"]
    assert grids.texts(bare) == ALL


@pytest.mark.parametrize(
    ("level", "target"),
    [
        ("nivå (0–4)", "mål (0–4)"),
        ("nykytila", "tavoitetila"),
        ("taso nyt", "mihin pyritään"),
        ("Current level", "Target 2030"),
        ("Jelenlegi szint", "Cél"),
        ("Dabartinis lygis", "Siekiamas lygis"),
    ],
)
def test_labels_at_the_right_end_of_their_rows_tell_levels_from_targets(
    level: str, target: str
) -> None:
    row, now, aim = ROW.rstrip("|"), "| 1 | 2 | 3 | 4 | 2½ | 2+ |", "| 3 | 3 | 3 | 4 | 3 | 3 |"
    made = grids.only(grids.grid(f"{SIX}\n{row}\n{now} {level} |\n{aim} {target} |"))
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2", "3", "4", "2½", "2+"]
    assert grids.targets(made) == ["3", "3", "3", "4", "3", "3"]


def test_a_line_of_its_own_announces_levels() -> None:
    made = grids.only(
        grids.grid(f"{SIX}\n{ROW}\n| Nykytaso |\n| 1 | 2 | 3 | 2 | 1 | 2 |\n| Tavoitetaso |\n"
                   "| 3 | 3 | 3 | 3 | 3 | 3 |")
    )  # fmt: skip
    assert grids.texts(made) == ALL
    assert grids.levels(made) == ["1", "2", "3", "2", "1", "2"]
    assert grids.targets(made) == ["3"] * 6


def test_a_merged_answer_counts_for_all_it_covers_and_that_is_said() -> None:
    sideways = grids.read(
        grids.grid("| TAUSTA | RESURSSIT | EVALUOINTI |\n| a | | c |", merges=["A2:B2"])
    )
    down = grids.read(
        grids.grid(
            "| Kunta | TAUSTA | RESURSSIT |\n| Nokia | a | b |\n| Pori | | e |",
            merges=["B2:B3"],
        )
    )
    assert grids.answers(sideways.drafts[0].result)["resources"].text == "a"
    assert [grids.texts(draft.result)[0] for draft in down.drafts] == ["a", "a"]
    assert "shared-answer" in grids.slugs(sideways) & grids.slugs(down)
    assert down.counts.placed == 3


def test_hidden_cells_and_errors_stay_out() -> None:
    result = grids.read(
        grids.grid(
            "| TAUSTA | RESURSSIT | EVALUOINTI | YHTEISTYÖ |\n| a | #REF! | c | d |\n| x | | | y |",
            errors=["B2"],
            hidden_rows=[3],
            hidden_columns=[4],
        )
    )
    assert grids.texts(result.drafts[0].result) == ["a", "", "", "", "", "c"]
    assert grids.left(result) == {
        "B2": "error-value",
        "A3": "hidden-cell",
        "D1": "hidden-cell",
        "D2": "hidden-cell",
        "D3": "hidden-cell",
    }


def test_a_line_between_a_record_and_the_next_table_is_named_where_it_may_be_of_either() -> None:
    sheet = f"| Nokia |\n{SIX}\n{ROW}\n{{}}\n{SIX}\n{ROW}"
    doubtful = grids.read(grids.grid(sheet.format("| ja kirjasto |")))
    assert grids.left(doubtful) == {"A4": "outside-table"}
    within = grids.read(grids.grid(sheet.format("| | | ja kirjasto |")))
    assert grids.texts(within.drafts[0].result)[2] == "c\nja kirjasto\nc"
    for title in ("Pori", "Porin kaupunki", "Kuvitelman kaupunki", "Kunta: Pori"):
        told = grids.read(grids.grid(sheet.format(f"| {title} |")))
        assert not grids.left(told)
        assert len(told.drafts) == 2


def test_a_level_after_its_label_below_several_headings_is_named() -> None:
    result = grids.read(grids.grid(f"{SIX}\n{ROW}\n| Tavoite: 3 |"))
    assert grids.left(result) == {"A3": "outside-table"}
    assert grids.texts(result.drafts[0].result) == ALL


@pytest.mark.parametrize(
    ("heads", "theme"),
    [
        ("Mitä tehdään | Paikka | Teema | Kertoja", "Resurssit"),
        ("What is done | Place | Theme | Told by", "Resources"),
        ("Vad görs | Ort | Tema | Berättat av", "Resurser"),
        ("Mit csinálnak | Hol | Téma | Elmondta", "Erőforrások"),
        ("Kas daroma | Vieta | Tema | Papasakojo", "Ištekliai"),
    ],
)
def test_who_told_a_practice_behind_its_dimension_is_no_answer(heads: str, theme: str) -> None:
    rows = [
        f"| Kaksi tointa ja yhteinen auto | Kotka | {theme} | museo |",
        f"| Digitiimi kirjastolla | Kotka | {theme} | kirjasto |",
        "| Kirjaston podcastit joka viikko | Kotka | Tilanne | kirjasto |",
        "| Kyselyt asukkaille syksyisin | Kotka | Evaluointi | museo |",
    ]
    made = grids.only(grids.grid("\n".join([f"| {heads} |", *rows])))
    assert [text for text in grids.texts(made) if text] == [
        "Kirjaston podcastit joka viikko",
        "Kaksi tointa ja yhteinen auto\nDigitiimi kirjastolla",
        "Kyselyt asukkaille syksyisin",
    ]


def test_an_area_beside_who_told_is_no_region() -> None:
    rows = [
        "| Kaksi tointa ja yhteinen auto | Kotka | Resurssit | museo |",
        "| Kirjaston podcastit joka viikko | Kotka | Tilanne | kirjasto |",
        "| Kyselyt asukkaille syksyisin | Kotka | Evaluointi | museo |",
    ]
    head = "| Mitä tehdään | Paikka | Alue | Vastaaja |"
    made = grids.only(grids.grid("\n".join([head, *rows])))
    assert [text for text in grids.texts(made) if text] == [
        "Kirjaston podcastit joka viikko",
        "Kaksi tointa ja yhteinen auto",
        "Kyselyt asukkaille syksyisin",
    ]


@pytest.mark.parametrize(
    ("head", "count"),
    [
        ("Kertoja | Käytäntö | Osa-alue | Yksikkö | Kunta", "| | | | Yhteensä 3 käytäntöä |"),
        ("Kertoja | Käytäntö | Osa-alue | Yksikkö | Kunta", "Kaikki yhteensä | 3 käytäntöä | | |"),
        ("Uppgiftslämnare | Praktik | Område | Verksamhet | Kommun", "| | | | Totalt 3 rader |"),
        ("Told by | Practice | Dimension | Place | Municipality", "| | Total: 3 rows | | |"),
        ("Ki | Gyakorlat | Dimenzió | Hely | Település", "| | Összesen 3 sor | | |"),
        ("Kas | Praktika | Sritis | Vieta | Savivaldybė", "Iš viso | 3 praktikos | | |"),
    ],
)
def test_a_count_below_a_list_of_practices_is_no_answer(head: str, count: str) -> None:
    practices = "Bo | Kuddnäs | Tausta | | Nokia\nBo | Juthas | Tausta | | Nokia\n"
    found = grids.read(
        grids.grid(f"{head}\n{practices}Bo | tilasto | Evaluointi | | Nokia\n{count}")
    )
    (draft,) = found.drafts

    assert grids.texts(draft.result) == ["Kuddnäs\nJuthas", "", "", "", "", "tilasto"]
    assert "total" in grids.left(found).values()


def test_words_of_a_total_go_on_with_the_answer_of_a_form() -> None:
    made = grids.only(
        grids.grid(
            "Nokian kaupunki\nOsa-alue | Vastaus\nTausta | strategia\nOma lähtötilanne | museo\n"
            "Miten ja missä | kirjasto\nEvaluointi | laskemme kävijät\n| | yhteensä 13 kertaa"
        )
    )

    assert grids.answers(made)["evaluation"].text == "laskemme kävijät\nyhteensä 13 kertaa"
