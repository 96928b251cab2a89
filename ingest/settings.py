"""Where the corpus and the index are, and how text becomes vectors. Built once, from the environment and `.env`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["PREFIX", "SERVICE_NAMES", "IngestSettings"]

PREFIX = "YOUJU_"
SERVICE_NAMES = ("host", "port", "today", "reranker", "rate_limit", "max_concurrency")
"""The settings of the service above ingest: they stand in the same environment and `.env`, and are not misspelt."""


class IngestSettings(BaseSettings):
    """Settings that ingest needs; every field is one environment variable with the prefix `YOUJU_`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(default=Path("var"), description="索引、数据库和自行添加的文件所在的文件夹")
    corpus: Literal["founding", "none"] = Field(
        default="founding", description="founding：从随附的五份文件开始；none：从空库开始"
    )
    embedding_model: str = Field(
        default="builtin", description="builtin（随附，不需要 torch），或任一 sentence-transformers 模型的路径或名称"
    )
    chroma_url: str = Field(
        default="", description="留空：内嵌 Chroma；否则为 chroma run 服务的地址，如 http://127.0.0.1:8001"
    )

    @model_validator(mode="before")
    @classmethod
    def _refuse_unknown(cls, values: Any) -> Any:
        """A misspelt setting must not be ignored in silence, neither in the environment nor in `.env`."""
        known = {PREFIX + name.upper() for name in (*cls.model_fields, *SERVICE_NAMES)}
        names = {key.upper() for key in (*os.environ, *_env_file_names(cls.model_config.get("env_file")))}
        unknown = sorted(key for key in names if key.startswith(PREFIX) and key not in known)
        if unknown:
            raise ValueError(f"不认识的设置：{'、'.join(unknown)}。可用的设置见 README 的“配置”一节。")
        return values


def _env_file_names(files: Any) -> list[str]:
    """The names that the `.env` file of the settings sets, as pydantic-settings reads it; none where there is none."""
    from dotenv import dotenv_values

    path = Path(files) if isinstance(files, str | Path) else None
    return list(dotenv_values(path, interpolate=False)) if path is not None and path.is_file() else []
