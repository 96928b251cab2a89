"""The composition root: settings → index → assistant → web site. `python app.py` serves it until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from types import FrameType

# Before any import that reads them: nothing is fetched, nothing is reported to anyone.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["LANGSMITH_TRACING"] = "false"
os.environ["ANONYMIZED_TELEMETRY"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")  # one who wants a model from the hub sets it to 0

from pydantic import ValidationError

from assistant.settings import Settings

__all__ = ["main"]


def _say(text: str) -> None:
    print(text, flush=True)


def _settings() -> Settings:
    try:
        return Settings()  # type: ignore[call-arg]  # every field has a default
    except ValidationError as error:
        lines = []
        for item in error.errors():
            name = f"YOUJU_{str(item['loc'][0]).upper()}" if item["loc"] else ""
            reason = str(item.get("ctx", {}).get("error", "")) or f"“{str(item['input'])[:80]}”不符合要求"
            lines.append(f"{name}：{reason}" if name else reason)
        raise SystemExit("设置有误：" + "；".join(lines)) from None


def _listen(settings: Settings) -> socket.socket:
    """Take the port first, so that a taken one is known before the index is built.

    Listening at once, and not only when the server starts, is what makes it taken for a second start.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise SystemExit(
            f"不能监听 {settings.host}:{settings.port}（{error.strerror or error}）。"
            "端口可能被别的程序占用，请用 YOUJU_PORT 换一个。"
        ) from None
    return listener


class _Quiet(logging.Filter):
    """Leaves out the traces of requests that are still open when the service stops; every open chat page is one."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        return not (record.exc_info and record.exc_info[0] is asyncio.CancelledError)


def _stop(signum: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main() -> None:
    """Serve until SIGTERM or Ctrl-C. Ends with one line in Chinese when a setting is wrong or the port is taken."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for noisy in ("httpx", "chromadb"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    for loud in ("bm25s", "jieba"):  # on import they set their own level to DEBUG
        logging.getLogger(loud).disabled = True
    logging.getLogger("uvicorn.error").addFilter(_Quiet())
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    settings = _settings()
    listener = _listen(settings)

    import uvicorn

    from assistant.pipeline import Assistant
    from assistant.web.site import create_site
    from ingest.errors import IngestError
    from ingest.index import IndexHolder, ensure_index

    try:
        ensure_index(settings, _say).close()
        holder = IndexHolder(settings)
        assistant = Assistant(holder, settings)
        site = create_site(assistant, settings)
        count = len(assistant.index.documents)
    except (IngestError, ValueError) as error:
        raise SystemExit(f"不能启动：{error}") from None
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    config = uvicorn.Config(
        site, workers=1, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=2
    )
    _say(f"有据已启动（{count} 份文件）：http://{shown}:{port}/ 。按 Ctrl-C 停止。")
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        _say("有据已停止。")


if __name__ == "__main__":
    main()
