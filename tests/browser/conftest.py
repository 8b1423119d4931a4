"""A headless Chromium, and reports written to disk for it to open."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import region
from browsing import Browser

from digimatrix.render import bundle, outputs


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not program or not driver:
        pytest.skip("neither Chromium nor Chrome with its chromedriver is installed")
    browser = Browser(program, driver)
    yield browser
    browser.driver.quit()


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return where the page of a region of 12 stands in that language, or one's `own` page."""
    made: dict[str, Path] = {}

    def opened(language: str, own: bool = False) -> Path:
        if language not in made:
            folder = tmp_path_factory.mktemp("reports") / language
            outputs.write(folder, bundle.files(region.report(12, language)))
            made[language] = folder / "index.html"
        if own:
            return min((made[language].parent / "municipalities").glob("*.html"))
        return made[language]

    return opened
