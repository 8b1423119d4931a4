"""All files of a report, by name."""

import json
import re

import pages
import pytest
import region

from digimatrix.render import bundle
from digimatrix.render.formats import Format


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return bundle.files(region.report(3))


def test_each_usual_format_is_there_and_the_listing_names_all_files(made: dict[str, bytes]) -> None:
    report = region.report(3)
    names = [profile.anchor for profile in report.profiles]

    assert list(made)[:3] == ["index.html", "report.pdf", "report.xlsx"]
    assert sum(name.startswith("data/") and name.endswith(".csv") for name in made) == len(
        report.tables
    )
    assert sum(name.endswith(".svg") for name in made) == len(report.figures)
    assert [name for name in made if name.endswith(".png")] == [
        "charts/overview.png",
        "charts/gaps.png",
        "charts/priorities.png",
        "charts/groups.png",
        "charts/map.png",
    ]
    for name in names:
        assert {f"municipalities/{name}.html", f"municipalities/{name}.pdf"} < made.keys()
    assert json.loads(made["report.json"])["files"] == list(made)
    assert all(made.values())


def test_it_is_told_how_many_of_the_municipalities_files_are_ready() -> None:
    told: list[tuple[int, int]] = []
    bundle.files(
        region.report(3), [Format.HTML, Format.PDF], progress=lambda *ready: told.append(ready)
    )

    assert sorted(told) == [(ready, 6) for ready in range(1, 7)]


@pytest.mark.parametrize("chosen", list(Format))
def test_a_chosen_format_comes_alone_and_as_it_always_is(
    chosen: Format, made: dict[str, bytes]
) -> None:
    alone = bundle.files(region.report(3), [chosen])

    assert {name.rpartition(".")[2] for name in alone} == {
        str(chosen).removeprefix("municipality-"),
        "json",
    }
    if chosen is not Format.HTML:  # pages point to the files beside them
        assert all(
            made.get(name, content) == content
            for name, content in alone.items()
            if name != "report.json"
        )


def test_pages_point_only_to_files_that_are_there(made: dict[str, bytes]) -> None:
    for files in (made, bundle.files(region.report(3), [Format.HTML])):
        for name, content in files.items():
            if not name.endswith(".html"):
                continue
            links = {
                element.attributes["href"]
                for element in pages.read(content.decode()).all("a")
                if not element.attributes["href"].startswith("#")
            }
            folder = name.rpartition("/")[0]
            assert {f"{folder}/{link}".lstrip("/") for link in links} <= files.keys()


def test_the_same_report_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert bundle.files(region.report(3)) == made


def test_names_are_safe_on_every_system(made: dict[str, bytes]) -> None:
    for name in made:
        assert re.fullmatch(r"([a-z0-9-]+/)?[a-z0-9-]+(\.schema)?\.[a-z]+", name)


def test_targets_by_dimension_stand_under_the_medians_in_page_and_pdf() -> None:
    cells = [region.assessment(2, key, target=n / 2 + 1) for n, key in enumerate(region.KEYS)]
    made = bundle.files(region.report(of=cells), (Format.HTML, Format.PDF, Format.XLSX))
    page = made["index.html"].decode()
    foot = page.partition("<tfoot>")[2].partition("</tfoot>")[0]
    assert [text.strip() for text in re.findall(r"<td class=\"mean\">([^<]*)</td>", foot)] == [
        *("2.0", "1", "1.5", "2", "2.5", "3", "3.5", "2.3")
    ]
    assert "bold: the target is reached" in page
    assert made["report.pdf"].startswith(b"%PDF")
