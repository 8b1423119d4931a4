"""The page in a real browser: opened from disk, by mouse, keyboard, on paper and on a phone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import region
from browsing import Browser
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

Page = Callable[..., Path]

TOO_WIDE = """
return [...document.querySelectorAll("body *")].filter((element) => {
  if (element.closest(".scroll") && !element.matches(".scroll")) return false;
  if (element.closest(".vh, .skip")) return false;
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 0.5 || box.left < -0.5);
}).map((element) => element.outerHTML.slice(0, 120));
"""

SHOWN = """
return [...document.querySelectorAll("#overview tbody tr:not(.group)")]
  .filter((row) => row.offsetParent).map((row) => row.cells[0].textContent);
"""

CONTRASTS = """
const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
const luminance = (colour) => {
  const linear = parts(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const paper = getComputedStyle(document.body).backgroundColor;
const ground = (element) => {
  for (let here = element; here; here = here.parentElement) {
    const colour = getComputedStyle(here).backgroundColor;
    if (parts(colour)[3] !== 0) return colour;
  }
  return paper;
};
const painted = (text) => {  // the fill that lies under the middle of a chart's text
  const box = text.getBBox();
  const point = text.ownerSVGElement.createSVGPoint();
  [point.x, point.y] = [box.x + box.width / 2, box.y + box.height / 2];
  return [...text.ownerSVGElement.querySelectorAll("path")]
    .filter((path) => text.compareDocumentPosition(path) & Node.DOCUMENT_POSITION_PRECEDING)
    .filter((path) => getComputedStyle(path).fill !== "none" && path.isPointInFill(point))
    .map((path) => getComputedStyle(path).fill).pop() ?? paper;
};
const found = [];
for (const element of document.querySelectorAll("body *")) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || !element.getClientRects().length || element.matches("script, title, desc")) continue;
  const style = getComputedStyle(element);
  const svg = element.closest("svg");
  const [a, b] = [svg ? style.fill : style.color, svg ? painted(element) : ground(element)]
    .map(luminance);
  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  if (contrast < 4.5) found.push(`${contrast.toFixed(1)} ${element.outerHTML.slice(0, 100)}`);
}
return found;
"""


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_it_opens_from_disk_without_a_complaint_or_a_request(
    browser: Browser, page: Page, language: str, own: bool
) -> None:
    browser.open(page(language, own))

    asked = [url for url in browser.requests() if not url.startswith(("data:", "about:"))]
    assert asked == [page(language, own).as_uri()]
    assert browser.complaints() == []
    fonts = browser.run("return document.fonts.ready.then((all) => [...all].map((f) => f.status))")
    assert "loaded" in fonts


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("language", ["fi", "en"])
def test_nothing_sticks_out_sideways(
    browser: Browser, page: Page, language: str, width: int, own: bool
) -> None:
    browser.open(page(language, own), width=width)

    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.run(TOO_WIDE) == []


def test_long_words_do_not_widen_a_phone(browser: Browser, page: Page) -> None:
    browser.open(page("fi"), width=320)
    browser.run(
        "document.querySelectorAll('h1, h2, h3, h4, h5, li, dd, dt, p, figcaption').forEach("
        "(e) => e.append(' kulttuurihyvinvointisuunnitelmatyöryhmäläiset'))"
    )

    assert browser.run("return document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [1280, 360])
def test_every_text_can_be_told_from_its_ground(
    browser: Browser, page: Page, width: int, dark: bool, own: bool
) -> None:
    browser.open(page("en", own), width=width, dark=dark)

    paper = browser.run("return getComputedStyle(document.body).backgroundColor")
    assert (paper == "rgb(255, 255, 255)") is not dark
    assert browser.run(CONTRASTS) == []


def test_the_first_stop_of_the_keyboard_leads_past_the_contents(
    browser: Browser, page: Page
) -> None:
    browser.open(page("en"))
    browser.press(Keys.TAB)
    link = browser.driver.switch_to.active_element

    assert link.text == "Skip to the content"
    assert link.rect["width"] > 50
    browser.press(Keys.ENTER)
    assert browser.driver.switch_to.active_element.get_attribute("id") == "content"


def test_the_keyboard_sees_where_it_is_and_reaches_what_scrolls(
    browser: Browser, page: Page
) -> None:
    browser.open(page("en"), width=360)
    scrolling = browser.run(
        "return [...document.querySelectorAll('.scroll')].filter((e) => e.checkVisibility())"
    )

    assert scrolling
    for element in scrolling:
        assert element.get_attribute("tabindex") == "0"
        assert element.accessible_name
    for _ in range(40):
        browser.press(Keys.TAB)
        outline = browser.run("return getComputedStyle(document.activeElement).outlineStyle")
        assert outline not in ("none", "")


def test_each_chart_has_a_name(browser: Browser, page: Page) -> None:
    browser.open(page("en"))
    charts = browser.driver.find_elements(By.CSS_SELECTOR, "svg[role=img]")

    assert len(charts) == 16
    assert len({chart.accessible_name for chart in charts}) == 16


def test_a_column_is_sorted_by_keyboard_with_unknown_last(browser: Browser, page: Page) -> None:
    browser.open(page("en"))
    button = browser.driver.find_element(By.CSS_SELECTOR, "#overview thead th:nth-child(6) button")
    head = button.find_element(By.XPATH, "..")
    button.send_keys(Keys.ENTER)
    values = """
    return [...document.querySelectorAll("#overview tbody")].map((body) =>
      [...body.querySelectorAll("tr:not(.group)")]
        .map((row) => row.cells[5].dataset.value ?? null));
    """

    for order, down in (("descending", True), ("ascending", False)):
        assert head.get_attribute("aria-sort") == order
        for group in browser.run(values):
            known = [float(value) for value in group if value is not None]
            assert known == sorted(known, reverse=down)
            assert group[len(known) :] == [None] * (len(group) - len(known))
        button.send_keys(Keys.ENTER)


def test_names_are_sorted_in_the_alphabet_of_the_language(browser: Browser, page: Page) -> None:
    browser.open(page("fi"))
    browser.driver.find_element(By.CSS_SELECTOR, "#overview thead th button").click()
    rows = browser.run(
        "return [...document.querySelectorAll('#overview tbody')].map((body) =>"
        " [...body.querySelectorAll('tr:not(.group) th')].map((th) => Number(th.dataset.order)))"
    )

    assert all(group == sorted(group) for group in rows)


def test_the_table_is_filtered_by_name_and_region(browser: Browser, page: Page) -> None:
    browser.open(page("en"))
    everyone = browser.run(SHOWN)
    regions = browser.run(
        "return [...document.querySelectorAll('#overview tbody')].map((b) => b.dataset.group)"
    )
    field = browser.driver.find_element(By.CSS_SELECTOR, "#overview input")

    assert field.accessible_name
    field.send_keys(everyone[0].upper())
    assert browser.run(SHOWN) == [everyone[0]]
    status = browser.driver.find_element(By.CSS_SELECTOR, "#overview [role=status]")
    assert status.text == "1 of 12 municipalities shown"
    field.clear()
    field.send_keys(regions[1])
    assert 1 < len(browser.run(SHOWN)) < len(everyone)


def test_a_value_leads_to_the_words_it_rests_on(browser: Browser, page: Page) -> None:
    browser.open(page("en"))
    cell = browser.driver.find_element(By.CSS_SELECTOR, "#overview tbody td a")
    cell.click()

    target = browser.run("return document.querySelector(':target')")
    assert target.tag_name == "article"
    assert cell.text in target.text


def test_a_table_is_copied_as_it_is_shown(browser: Browser, page: Page) -> None:
    browser.open(page("fi"))
    everyone = browser.run(SHOWN)
    browser.driver.find_element(By.CSS_SELECTOR, "#overview input").send_keys(everyone[0])
    copy, _ = browser.driver.find_elements(By.CSS_SELECTOR, "#overview .scroll + .tools button")
    copy.send_keys(Keys.ENTER)
    status = browser.driver.find_element(
        By.CSS_SELECTOR, "#overview .scroll + .tools [role=status]"
    )
    assert status.text == "Kopioitu, rivejä 2"
    browser.run(
        "const area = document.createElement('textarea'); area.id = 'pasted';"
        "document.querySelector('main').append(area); area.focus();"
    )
    area = browser.driver.find_element(By.ID, "pasted")
    area.send_keys(Keys.CONTROL, "v")
    head, row, median = (line.split("\t") for line in area.get_property("value").splitlines())
    assert head[:2] == ["Kunta", "Alue"]
    assert row[0] == everyone[0]
    assert row[1] in ("Itäranta", "Länsiranta", "Pohjoisranta")
    assert all(re.fullmatch(r"\d(,\d)?|[a-z ]*", value) for value in row[2:])
    assert len(head) == len(row) == len(median) == 9


@pytest.mark.parametrize(("language", "between"), [("fi", ";"), ("en", ",")])
def test_a_table_is_saved_as_csv(
    browser: Browser, page: Page, tmp_path: Path, language: str, between: str
) -> None:
    browser.open(page(language))
    browser.driver.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    browser.driver.find_element(By.CSS_SELECTOR, "#gaps summary").click()
    _, save = browser.driver.find_elements(By.CSS_SELECTOR, "#gaps .tools button")
    save.click()
    file = tmp_path / "gaps.csv"
    WebDriverWait(browser.driver, 20).until(lambda _: file.exists() and file.stat().st_size)
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=between))
    gaps = region.report(12, language).gaps
    assert rows[0] == [column.label for column in gaps.table.columns]
    assert [row[0] for row in rows[1:]] == [row.name for row in gaps.rows]
    depths = [float(row[-1].replace(",", ".")) for row in rows[1:]]
    assert depths == [round(row.depth or 0, 1) for row in gaps.rows]
    assert browser.complaints() == []


def test_it_is_readable_without_script(browser: Browser, page: Page) -> None:
    browser.open(page("en"), script=False)
    driver = browser.driver

    assert driver.find_elements(By.CSS_SELECTOR, "#overview input, #overview button") == []
    details = driver.find_element(By.CSS_SELECTOR, "#gaps details")
    details.find_element(By.CSS_SELECTOR, "summary").click()
    assert details.find_element(By.CSS_SELECTOR, "table").is_displayed()
    browser.open(page("en"))
