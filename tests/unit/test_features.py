from __future__ import annotations

from digimatrix.assess.evidence import findings
from digimatrix.assess.features import LOWER, RAISE, Status, hear, named, numbers, spoken
from digimatrix.parse.learnt import scale
from digimatrix.parse.statements import parse


def words(text: str, dimension: str = "situation") -> list[tuple[Status, str]]:
    return [(one.status, one.form) for one in spoken(hear(parse(text, "fi"), dimension))]


def counted(text: str) -> dict[str, float]:
    statements = parse(text, "fi")
    found = findings(statements, "resources")
    return numbers(hear(statements, "resources"), found, "fi", 2)


def test_words_of_plans_and_demands_and_somebody_elses_are_not_read() -> None:
    plans = "Ensi vuonna hankitaan kamera. Naapurikunnassa on studio."
    text = f"Somea tehdään. {plans}\n-> PALKATTAVA OHJAAJA"
    assert {form for _, form in words(text)} == {"somea", "tehdaan"}


def test_words_of_raising_cues_count_as_cues_alone() -> None:
    assert "joka" not in {form for _, form in words("Kerho kokoontuu joka viikko.")}
    assert counted("Kerho kokoontuu joka viikko.")["present rhythm"] == 1


def test_words_know_whether_they_tell_of_practice_or_of_absence() -> None:
    text = "Kirjastossa kerho, museossa kaiku. Rahaa puuttuu."
    told = {form: status for status, form in words(text)}
    assert (told["kerho"], told["rahaa"]) == (Status.PRESENT, Status.ABSENT)


def test_a_demand_changes_no_number() -> None:
    text = "Kirjastossa digiopastus"
    assert counted(text) == counted(text + "\n-> PYSYVÄ MÄÄRÄRAHA JA SOPIMUS JOKA VUOSI")


def test_what_may_only_raise_or_only_lower_a_level_is_counted() -> None:
    assert counted("").keys() >= RAISE | LOWER
    assert not RAISE & LOWER


def test_a_word_weighs_by_its_language_and_by_what_its_statement_counts_as() -> None:
    first, second = spoken(hear(parse("Kirjastossa kerho. Rahaa puuttuu.", "fi"), "where"))[::2]
    assert (named(first, "fi"), named(second, "sv")) == ("fip kirjastossa", "svn rahaa")


def test_more_words_weigh_less_each() -> None:
    assert scale(0) == scale(1) == 1
    assert scale(4) == 0.5
