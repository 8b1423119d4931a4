"""A headless Chromium that opens pages from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains


class Browser:
    """Opens pages from disk and remembers what they asked for and complained about."""

    def __init__(self, program: str, driver: str) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = program
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(executable_path=driver)
        )

    def open(
        self, page: Path, *, width: int = 1280, dark: bool = False, script: bool = True
    ) -> None:
        """Open the page in a window of that width."""
        for log in ("browser", "performance"):
            self.driver.get_log(log)
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._tell("Emulation.setEmulatedMedia", features=[scheme])
        self._tell("Emulation.setScriptExecutionDisabled", value=not script)
        self.driver.get("about:blank")  # so that an anchor of the page before has no hold
        self.driver.get(page.as_uri())

    def run(self, script: str, *arguments: object) -> Any:
        """Return what the script returns in the page."""
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def requests(self) -> list[str]:
        """Return the addresses asked for since the page was opened."""
        events = (
            json.loads(line["message"])["message"] for line in self.driver.get_log("performance")
        )
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def complaints(self) -> list[str]:
        """Return what stands in the console."""
        return [line["message"] for line in self.driver.get_log("browser")]

    def _tell(self, command: str, **facts: object) -> None:
        self.driver.execute_cdp_cmd(command, facts)
