"""One real index of the founding corpus for all tests that read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index


@pytest.fixture(scope="session")
def founding_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a service with the founding index built, on a fixed day."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("founding"), today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    return settings


@pytest.fixture(scope="session")
def assistant(founding_settings: Settings) -> Iterator[Assistant]:
    """The real assistant over the founding index."""
    holder = IndexHolder(founding_settings)
    yield Assistant(holder, founding_settings)
    holder.close()
