"""All settings of the service, in one frozen object. README shows every field; a test compares."""

from __future__ import annotations

from datetime import date

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from ingest.settings import PREFIX, IngestSettings

__all__ = ["Settings"]


class Settings(IngestSettings):
    """The service's settings: those of ingest and its own."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, title="complete"
    )

    host: str = Field("127.0.0.1", description="监听地址")
    port: int = Field(8000, ge=0, le=65535, description="监听端口；0 表示由系统选一个")
    today: date | None = Field(None, description="判断文件效力的日期（YYYY-MM-DD）；留空用当天")
    rate_limit: str = Field("60/minute", description="每个来访地址的提问上限；0 表示不限")
    max_concurrency: int = Field(40, ge=1, description="同时处理的问题数上限")
    reranker: str = Field("", description="留空：不用；否则为 sentence-transformers CrossEncoder 的路径或名称")
    llm: str = Field("", description="留空：不用；否则为 langchain init_chat_model 的模型名，如 openai:deepseek-chat")
    llm_base_url: str = Field("", description="OpenAI 兼容接口的地址")
    llm_api_key: SecretStr = Field(SecretStr(""), description="接口密钥；不写入日志，不显示")
    llm_timeout: float = Field(30.0, gt=0, description="等待模型的秒数上限；超时改用条文直接组成的答案")
