from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browsing import Browser

from digimatrix.render.charts import fonts

pytestmark = pytest.mark.browser

TEXTS = """
return document.fonts.ready.then(() => [...document.querySelectorAll("svg text")].map(text => {
  const style = getComputedStyle(text);
  return [text.textContent, parseFloat(style.fontSize), style.fontWeight,
    text.getComputedTextLength()];
}));
"""


@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_browser_gives_texts_the_width_they_were_measured_with(
    browser: Browser, page: Callable[[str], Path], language: str
) -> None:
    browser.open(page(language))
    texts = browser.run(TEXTS)
    weights = {str(weight.css): weight for weight in fonts.Weight}
    assert len(texts) > 500
    for text, size, weight, wide in texts:
        measured = fonts.width(text, size, weights[weight])
        assert wide == pytest.approx(measured, rel=0.002, abs=0.2), text
