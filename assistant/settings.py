"""All settings of the service, in one frozen object. README shows every field; a test compares."""

from __future__ import annotations

from datetime import date

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from ingest.settings import PREFIX, IngestSettings

__all__ = ["Settings"]


class Settings(IngestSettings):
    """The service's settings: those of ingest and its own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = Field(default="127.0.0.1", description="监听地址")
    port: int = Field(default=8000, ge=0, le=65535, description="监听端口；0 表示由系统选一个")
    today: date | None = Field(default=None, description="判断文件效力的日期（YYYY-MM-DD）；留空用当天")
    reranker: str = Field(
        default="", description="留空：随附的重排模型；否则为任一 sentence-transformers CrossEncoder 的路径或名称"
    )
    rate_limit: str = Field(default="60/minute", description="每个来访地址的提问上限；0 表示不限")
    max_concurrency: int = Field(default=40, ge=1, description="同时处理的问题数上限")
