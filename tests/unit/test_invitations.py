"""Who is asked, and with which earlier answers."""

from __future__ import annotations

import datetime

from digimatrix.model.matrix import Return
from digimatrix.model.municipality import Municipality
from digimatrix.model.places import Place
from digimatrix.report.invitations import Invitation, invite

TURKU = Municipality("Turku", "853")
NAMES = {"Turku": TURKU, "Åbo": TURKU}


def returned(
    municipality: Municipality, round: str | None, date: datetime.date | None = None
) -> Return:
    return Return(Place(f"{round}.xlsx"), municipality, round, date, "fi", "columns", None, ())


def test_the_return_of_the_latest_round_goes_with_a_name_in_either_language() -> None:
    returns = [returned(TURKU, "2025"), returned(TURKU, "2023"), returned(TURKU, None)]
    assert invite(["Åbo"], returns, NAMES.get) == (Invitation("Åbo", returns[0]),)


def test_within_a_round_the_later_date_counts() -> None:
    first = returned(TURKU, "2025", datetime.date(2025, 3, 1))
    second = returned(TURKU, "2025", datetime.date(2025, 5, 1))
    assert invite(["Turku"], [second, first], NAMES.get)[0].earlier is second


def test_each_municipality_is_asked_once_in_the_order_given() -> None:
    made = invite(["Kuvitelma", "Turku", "Åbo", "kuvitelma"], [], NAMES.get)
    assert made == (Invitation("Kuvitelma"), Invitation("Turku"))


def test_a_name_that_no_register_has_finds_its_return_by_that_name() -> None:
    own = returned(Municipality("Kuvitelma", known=False), "2025")
    assert invite(["kuvitelma"], [own], NAMES.get) == (Invitation("kuvitelma", own),)
