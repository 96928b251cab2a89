"""Which names of settings are known to ingest, and where they may stand."""

import pytest
from pydantic import ValidationError

from assistant.settings import Settings
from ingest.settings import SERVICE_NAMES, IngestSettings


def test_the_names_of_the_service_are_those_of_its_settings():
    assert set(SERVICE_NAMES) == set(Settings.model_fields) - set(IngestSettings.model_fields)


@pytest.mark.parametrize("settings", [IngestSettings, Settings])
def test_the_environment_file_may_name_every_setting_and_no_other(settings, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / ".env"
    file.write_text("YOUJU_DATA_DIR=there\nyouju_port=8001\nYOUJU_RATE_LIMIT=\nHOME_PAGE=x\n")
    assert str(settings().data_dir) == "there"
    file.write_text("YOUJU_DATA_DIR=there\nYOUJU_RATELIMIT=0\n")
    with pytest.raises(ValidationError, match="YOUJU_RATELIMIT"):
        settings()
