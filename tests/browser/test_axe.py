"""axe-core finds nothing to complain about, on any page, in light and dark, wide and narrow.

Name the script in the environment: AXE_CORE=…/axe.min.js (see `.ci/run`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Browser

pytestmark = pytest.mark.browser

AUDIT = """
const done = arguments[0];
axe.run({ resultTypes: ["violations"] }).then(({ violations }) => done(violations.flatMap(
  ({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 120)}`)
)));
"""


@pytest.fixture(scope="session")
def axe() -> str:
    path = Path(os.environ.get("AXE_CORE", ""))
    if not path.is_file():
        pytest.skip("AXE_CORE does not name axe-core's script, axe.min.js")
    return path.read_text("utf-8")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["index", "own", "reading"])
def test_axe_finds_nothing(
    browser: Browser, page: Callable[..., Path], axe: str, name: str, dark: bool, width: int
) -> None:
    opened = page("fi", name == "own")
    if name == "reading":
        opened = opened.with_name("reading.html")
    browser.open(opened, width=width, dark=dark)
    browser.run("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    browser.run(axe)
    browser.driver.set_script_timeout(300)

    assert browser.driver.execute_async_script(AUDIT) == []


def test_axe_would_find_what_is_wrong(
    browser: Browser, page: Callable[..., Path], axe: str
) -> None:
    browser.open(page("fi", own=True))
    browser.run("document.querySelector('h1').outerHTML = '<img src=\"data:,\">'")
    browser.run("document.querySelector('.soft').style.color = '#ccc'")
    browser.run(axe)

    found = browser.driver.execute_async_script(AUDIT)
    assert {line.partition(":")[0] for line in found} >= {"image-alt", "color-contrast"}
