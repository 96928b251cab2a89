"""Sites and a browser. `site` is every test's site twice: over the invented corpus and over the founding one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import pytest

from assistant.settings import Settings
from tests.web.fakes import FakeAssistant
from tests.web.serving import Site, serve

CHROMIUM = shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def settings_for(folder: Path, **values: Any) -> Settings:
    return Settings(**{"data_dir": folder, "today": date(2026, 11, 20), "rate_limit": "0", **values})


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The interface over the invented corpus, without the chat."""
    with serve(FakeAssistant(), settings_for(tmp_path_factory.mktemp("invented"))) as site:
        yield site


@pytest.fixture(scope="session")
def invented_chat(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Everything, over the invented corpus."""
    with serve(FakeAssistant(), settings_for(tmp_path_factory.mktemp("chat")), chat=True) as site:
        yield site


@pytest.fixture(scope="session")
def founding_chat(assistant: Any, founding_settings: Settings) -> Iterator[Site]:
    """Everything, over the founding corpus."""
    with serve(assistant, founding_settings, chat=True) as site:
        yield site


@pytest.fixture(params=["invented", "founding_chat"])
def site(request: pytest.FixtureRequest) -> Site:
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page of an English browser, which makes stray English visible."""
    context = browser.new_context(viewport={"width": 1360, "height": 860}, locale="en-US")
    yield context.new_page()
    context.close()
