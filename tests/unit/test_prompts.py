"""Helping questions and instructions, told from answers."""

from __future__ import annotations

import pytest

from digimatrix.read.prompts import arranges, calls_in, prompts


@pytest.mark.parametrize(
    "text",
    [
        "Millaisia resursseja on?",
        "Mitä resursseja on? (henkilöt, raha)",
        "Kuvaa lyhyesti strategiat.",
        "2. Kerro mittarit",
        "Ohje: kumppanit",
        "Beskriv samarbetet",
        "Describe your partners",
    ],
)
def test_what_wants_an_answer(text: str) -> None:
    assert prompts(text)


@pytest.mark.parametrize(
    "text", ["", "?", "Kirjasto", "Kuvataan museossa", "Miten? Etänä.", "Hanke: digi", "2 htv"]
)
def test_what_is_one(text: str) -> None:
    assert not prompts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Palautus 30.4.2025 mennessä",
        "Palauta viimeistään 30.4.",
        "Lämnas in senast 30.4.2025",
        "Senast den 30 april",
        "Return by 30 April 2025",
        "30 April at the latest",
        "Return before April",
        "Return by Friday 12 May",
        "Senast torsdagen den 12 maj 2025",
        "Palautus DL 12.5.2025",
        "Kérjük péntekig, 2025.05.12-ig visszaküldeni",
        "Grąžinti iki penktadienio, 2025-05-12",
        "Return to the county by post",
        "Please return by the end of April",
        "Visszaküldés határideje: 2025. április 30.",
        "Pateikti iki 2025-04-30",
    ],
)
def test_when_answers_are_to_be_sent(text: str) -> None:
    assert calls_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Palautus 3.3.2025",
        "Inlämning 3.3.2025",
        "Return, 12 May 2025",
        "Completed by the library, 12 May 2025",
        "Beszolgáltatás 2025",
        "Grąžinta 2025-03-03",
        "Senast uppdaterad 3.3.2025",
        "Latest version, 3 March 2025",
        "",
    ],
)
def test_that_they_were_sent_is_no_deadline(text: str) -> None:
    assert not calls_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Aikataulu",
        "Aikataulu ja vastuu",
        "€ / vuosi",
        "Budjetti 2026 (€)",
        "Tidtabell / ansvarig",
        "Kostnad, kr",
        "Deadline 2026",
        "Costs, EUR a year",
        "Link",
        "Attachments",
        "Határidő",
        "Költség (Ft)",
        "Terminas",
        "Lėšos, Eur",
        "Prioritetas",
    ],
)
def test_headings_for_how_what_is_done_is_arranged(text: str) -> None:
    assert arranges(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "e",
        "År",
        "2025",
        "3 000 €",
        "Resurssit",
        "Resurssit: raha",
        "Link to the strategy",
        "ja",
    ],
)
def test_what_is_no_such_heading(text: str) -> None:
    assert not arranges(text)
