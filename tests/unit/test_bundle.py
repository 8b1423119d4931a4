"""All files of a report, by name."""

import json
import re

import pytest
import region

from digimatrix.render import bundle


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return bundle.files(region.report(3))


def test_each_format_is_there_and_the_listing_names_them_all(made: dict[str, bytes]) -> None:
    report = region.report(3)

    assert {"index.html", "report.xlsx", "report.json"} < made.keys()
    assert sum(name.startswith("data/") for name in made) == len(report.tables)
    assert sum(name.endswith(".svg") for name in made) == len(report.figures)
    assert sum(name.endswith(".png") for name in made) == len(report.figures)
    assert json.loads(made["report.json"])["files"] == list(made)
    assert all(made.values())


def test_the_same_report_gives_the_same_bytes(made: dict[str, bytes]) -> None:
    assert bundle.files(region.report(3)) == made


def test_names_are_safe_on_every_system(made: dict[str, bytes]) -> None:
    for name in made:
        assert re.fullmatch(r"([a-z0-9-]+/)?[a-z0-9-]+\.[a-z]+", name)
