"""Whose the columns of a table are."""

from __future__ import annotations

import grids
import pytest


def test_municipalities_side_by_side_over_dimensions_in_rows() -> None:
    result = grids.read(
        grids.grid(
            """
| | Nokia | | Pori | |
| | Kuvaus | Taso | Kuvaus | Taso |
| Tausta | a | 1 | g | 2 |
| Resurssit | b | 1 | h | 2 |
| Evaluointi | c | 3 | i | 2 |
""",
            merges=["B1:C1", "D1:E1"],
        )
    )
    assert [draft.result.municipality.name for draft in result.drafts] == ["Nokia", "Pori"]
    assert grids.levels(result.drafts[1].result)[0] == "2"


def test_municipalities_as_groups_of_columns() -> None:
    result = grids.read(
        grids.grid("""
| Nokia | | | Pori | | |
| TAUSTA | RESURSSIT | EVALUOINTI | TAUSTA | RESURSSIT | EVALUOINTI |
| a | b | c | d | e | f |
""")
    )
    found = {d.result.municipality.name: grids.answers(d.result) for d in result.drafts}
    assert found["Nokia"]["evaluation"].text == "c"
    assert found["Pori"]["background"].text == "d"


def test_units_behind_their_municipalitys_name_answer_for_it() -> None:
    heads = "| Unit | TAUSTA | OMA LÄHTÖTILANNE | RESURSSIT |"
    table = f"""
        {heads}
        | Kerava: kirjasto | a | b | c |
        | Kerava: Porin taidemuseo | d | e | f |
        | Järvenpää: nuorisopalvelut | g | h | i |
        """
    drafts = grids.read(grids.grid(table)).drafts
    read = {draft.result.municipality.name: grids.texts(draft.result)[0] for draft in drafts}
    assert read == {"Kerava": "a\nd", "Järvenpää": "g"}


def test_words_before_a_colon_that_name_no_municipality_name_none() -> None:
    heads = "| Yksikkö | TAUSTA | OMA LÄHTÖTILANNE | RESURSSIT |"
    table = f"""
        | Nokian kaupunki |

        {heads}
        | Lapset: kirjasto | a | b | c |
        | Nuoret: museo | d | e | f |
        """
    assert grids.only(grids.grid(table)).municipality.name == "Nokia"


def test_institutions_above_a_row_of_levels_are_units_of_the_municipality_named_below() -> None:
    table = """
        | Įstaiga | Aplinkybės, pagrindas | Esama padėtis | Ištekliai |
        | Biblioteka | a | b | c |
        | Muziejus | d | | e |
        | Lygis (0–4) | 1 | 2 | 3 |

        | | | Savivaldybė: | Anykščių rajono savivaldybė |
        """
    made = grids.only(grids.grid(table))
    assert made.municipality.name == "Anykščiai"
    assert [text for text in grids.texts(made) if text] == ["a\nd", "b", "c\ne"]
    assert [level for level in grids.levels(made) if level] == ["1", "2", "3"]


COMMON = ["Yhteinen", "Gemensamt för alla", "Common to all", "Közös", "Bendra"]


@pytest.mark.parametrize("word", COMMON)
@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("in_rows", [False, True])
def test_what_is_common_counts_for_each_municipality_beside_it(
    word: str, place: int, in_rows: bool
) -> None:
    names = ["Nokia", "Pori"]
    names.insert(place, word)
    lines = [["", *grids.HEADINGS]] + [[x, *(f"{x} {n}" for n in range(6))] for x in names]
    if in_rows:
        lines = [list(line) for line in zip(*lines, strict=True)]
    lines[0][0] = "Osa-alue" if in_rows else "Kunta"
    result = grids.read(grids.grid("\n".join(f"| {' | '.join(line)} |" for line in lines)))
    found = {draft.result.municipality.name: draft.result for draft in result.drafts}
    assert set(found) == {"Nokia", "Pori"}
    for name, made in found.items():
        own = [x for x in names if x in (word, name)]
        assert grids.texts(made) == ["\n".join(f"{x} {n}" for x in own) for n in range(6)]
    assert "shared-answer" in grids.slugs(result)
    assert not grids.left(result)


def test_what_is_common_in_a_round_counts_for_that_round() -> None:
    result = grids.read(
        grids.grid("""
| Kunta | Vuosi | TAUSTA | RESURSSIT | EVALUOINTI |
| Nokia | 2023 | a | b | c |
| Nokia | 2025 | d | e | f |
| Pori | 2025 | g | h | i |
| Yhteinen | 2025 | j | k | l |
""")
    )
    found = {(x.result.municipality.name, x.result.round): x.result for x in result.drafts}
    texts = {key: grids.answers(made)["background"].text for key, made in found.items()}
    assert texts == {("Nokia", "2023"): "a", ("Nokia", "2025"): "d\nj", ("Pori", "2025"): "g\nj"}


@pytest.mark.parametrize(
    ("head", "example"),
    [
        ("Taso | Osa-alue | Käytäntö | Kunta", "Esimerkkikunta"),
        ("Nivå | Dimension | Praktik | Kommun", "Exempelkommun"),
        ("Level | Dimension | Practice | Municipality", "Example municipality"),
        ("Szint | Dimenzió | Gyakorlat | Település", "Példa település"),
        ("Lygis | Sritis | Praktika | Savivaldybė", "Pavyzdinė savivaldybė"),
    ],
)
def test_an_example_among_practices_is_marked_by_whose_it_is(head: str, example: str) -> None:
    found = grids.read(
        grids.grid(
            f"Lapin lista 2024 | | | asteikko 0–4\n\n{head}\n"
            f"4 | Yhteistyö | koulu ja kirjasto podcastaavat | {example}\n"
            "2 | Tausta | strategia | Sodankylän kunta\n"
            "3 | Resurssit | kolme tekijää |\n"
            "1 | Evaluointi | palaute | \n"
            "2 | Tausta | suunnitelma | Inarin kunta\n"
            "3 | Yhteistyö | arkisto |\n",
            merges=["D5:D7", "D8:D9"],
        )
    )
    named = {draft.result.municipality.name: draft.result for draft in found.drafts}

    assert list(named) == ["Sodankylä", "Inari"]
    assert grids.texts(named["Sodankylä"]) == ["strategia", "", "", "", "kolme tekijää", "palaute"]
    assert grids.texts(named["Inari"]) == ["suunnitelma", "", "", "arkisto", "", ""]
    assert {made.round for made in named.values()} == {"2024"}
    assert grids.left(found)["C4"] == "example"


@pytest.mark.parametrize(
    ("title", "head", "library", "museum"),
    [
        (
            "Nokian hyvät käytännöt",
            "Organisaatio | Taso | Käytäntö | Osa-alue",
            "Kirjasto",
            "Museo",
        ),
        ("Praktiker i Nokia stad", "Organisation | Nivå | Praktik | Område", "Bibliotek", "Museum"),
        ("City of Nokia", "Organisation | Level | Practice | Dimension", "Library", "Museum"),
        ("Nokia város", "Szervezet | Szint | Gyakorlat | Dimenzió", "Könyvtár", "Múzeum"),
        ("Nokia m. praktikos", "Įstaiga | Lygis | Praktika | Sritis", "Biblioteka", "Muziejus"),
    ],
)
def test_who_does_what_a_list_holds_are_units_of_whom_its_title_names(
    title: str, head: str, library: str, museum: str
) -> None:
    made = grids.only(
        grids.grid(
            f"{title}\n\n{head}\n{library} | 2 | kulttuuriohjelma | Tausta\n"
            f"{museum} | 3 | digistrategia | Tausta\n{library} | 1 | kaksi tekijää | Resurssit\n"
            f"{museum} | 2 | kävijäkysely | Evaluointi"
        )
    )

    assert made.municipality.name == "Nokia"
    assert grids.texts(made) == [
        *("kulttuuriohjelma\ndigistrategia", "", "", ""),
        *("kaksi tekijää", "kävijäkysely"),
    ]
