"""What others do: rare, of those who are strong where one is weak, and never with a name."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import openpyxl
import pages
import pytest
import region
import structure
import told

from digimatrix import pipeline
from digimatrix.compare.comparison import compare
from digimatrix.compare.peers import Peers
from digimatrix.compare.shared import common
from digimatrix.languages import Words
from digimatrix.model.municipality import Municipality
from digimatrix.parse import themes
from digimatrix.render import charts, html, pdf
from digimatrix.report.document import Lesson
from digimatrix.report.labels import Labels
from digimatrix.report.lessons import lessons

SHEETS = Path(__file__).parents[2] / "sheets"
WORDS = {
    "Aava": "Facebook ja verkkonäyttely",
    "Ilves": "Facebook, lainattavat VR-lasit",
    "Kuura": "Instagram, striimaukset",
    "Lumi": "Youtube ja saavutettavuusseloste",
    "Metso": "somekanavat",
    "Närhi": "somekanavat",
    "Pilvi": "somekanavat",
    "Ruska": "somekanavat",
}
LEVELS = {"Metso": 1.0, "Lumi": 2.0}
VIRTUAL = themes.names("en")["virtual"]
ACCESSIBILITY = themes.names("en")["accessibility"]
SHARING = frozenset({"Aava", "Kuura"})


def learnt(
    words: dict[str, str] | None = None,
    sharing: frozenset[str] = SHARING,
    peers: Peers | None = None,
) -> dict[str, tuple[Lesson, ...]]:
    cells = [
        dataclasses.replace(
            each,
            municipality=Municipality(
                each.municipality.name, shares=each.municipality.name in sharing
            ),
            level=LEVELS.get(each.municipality.name, 3.0)
            if each.dimension == "situation"
            else None,
        )
        for each in told.assessments(
            {name: {"situation": text} for name, text in (words or WORDS).items()}
        )
    ]
    given = compare(cells, region.FRAMEWORK, **({"peers": peers} if peers else {}))
    return lessons(Labels(Words("en"), given), common(given))


def test_rare_practices_of_the_strong_are_told_and_quoted_where_they_may_be() -> None:
    found = learnt()
    assert set(found["Aava"]) == set()  # at the target: nothing to learn
    assert [(each.topic, each.share, [q.text for q in each.quotes]) for each in found["Metso"]] == [
        ("Streaming and remote events", "1 of 6", ["striimaukset"]),
        ("Exhibitions, also online", "1 of 6", ["verkkonäyttely"]),
        (VIRTUAL, "1 of 6", []),
    ]
    assert {each.name for each in found["Metso"]} == {"Own situation"}


def test_what_all_do_or_the_weak_do_or_it_does_itself_is_no_lesson() -> None:
    topics = {each.topic for each in learnt()["Metso"]}
    assert "Social media" not in topics  # common
    assert ACCESSIBILITY not in topics  # of Lumi, below the target
    own = learnt({**WORDS, "Metso": "somekanavat ja striimaus"})["Metso"]
    assert "Streaming and remote events" not in {each.topic for each in own}


def test_only_peers_are_learnt_from() -> None:
    groups = dict.fromkeys(WORDS, "north") | {"Kuura": "south", "Ilves": "south"}
    found = learnt(peers=Peers("Hanke", groups))["Metso"]
    assert [(each.topic, each.share) for each in found] == [("Exhibitions, also online", "1 of 4")]
    alone = learnt(peers=Peers("Hanke", {"Aava": "north"}))
    assert "Metso" not in alone


def test_practices_without_a_theme_are_told_only_by_who_shares_them() -> None:
    words = {**WORDS, "Kuura": "Instagram, kumiankan kilpauinti"}
    assert ["kumiankan kilpauinti"] in [
        [quote.text for quote in each.quotes] for each in learnt(words)["Metso"] if not each.topic
    ]
    assert all(each.topic for each in learnt(words, frozenset())["Metso"])


def test_words_that_name_a_municipality_are_not_quoted() -> None:
    words = {**WORDS, "Aava": "Facebook, verkkonäyttely Ilveksen kanssa"}
    (exhibition,) = (
        each for each in learnt(words)["Metso"] if each.topic == "Exhibitions, also online"
    )
    assert exhibition.quotes == ()


@pytest.mark.parametrize(
    ("heading", "typed", "shares"),
    [
        ("Saa jakaa", "kyllä", True),
        ("Sharing", "x", True),
        ("sharing", True, True),
        ("Får delas", "Ja", True),
        ("Saa jakaa", "ei", False),
        ("Saa jakaa", "kysy ensin", False),
        ("Saa jakaa", None, False),
    ],
)
def test_sharing_is_allowed_in_the_users_register(
    tmp_path: Path, heading: str, typed: object, shares: bool
) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Kunnat"
    book.active.append(["Nimi", heading])
    book.active.append(["Nokia", typed])
    book.save(tmp_path / "project.xlsx")
    sheet = openpyxl.Workbook()
    assert sheet.active is not None
    sheet.active.append([d.heading["fi"] for d in region.FRAMEWORK.dimensions])
    sheet.active.append([f"Nokia {letter}" for letter in "abcdef"])
    sheet.save(tmp_path / "Nokia 2025.xlsx")
    (found,) = pipeline.read(tmp_path).reading.returns
    assert found.municipality.shares is shares
    assert found.municipality.groups == ()


def test_the_pages_of_the_sample_region_learn_without_a_name() -> None:
    report = pipeline.read(SHEETS).report(date=region.DATE, language="fi")
    names = {profile.name for profile in report.profiles}
    stems = {name[:-3].casefold() for name in names}
    quoted = 0
    for profile in report.profiles:
        drawing = charts.draw(profile.figure, report.words).inline
        root = pages.read(html.municipality(report, profile, drawing))
        sections = [s for s in root.all("section") if s.attributes.get("id") == "lessons"]
        assert len(sections) == bool(profile.lessons)
        told = "".join(section.text for section in sections)
        made = pdf.municipality(report, profile, drawing)()
        assert pdf.pages(made) <= 2
        text = structure.text(made)
        if profile.lessons:
            assert "Mitä muut tekevät" in " ".join(text.split())
        for stem in stems:
            assert stem not in told.casefold()
        for lesson in profile.lessons:
            assert lesson.name in told
            quoted += len(lesson.quotes)
            for quote in lesson.quotes:
                assert " ".join(quote.text.split()) in " ".join(told.split())
    assert quoted


def test_without_names_nothing_is_told() -> None:
    report = pipeline.read(SHEETS).report(date=region.DATE, language="fi", anonymous=5)
    assert [profile.lessons for profile in report.profiles] == [()] * 12
