"""The assistant: from a question to an answer whose every statement cites its clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.pipeline import Assistant
    from assistant.settings import Settings

__all__ = ["open_assistant"]


def open_assistant(settings: Settings | None = None) -> Assistant:
    """The assistant over the index of `settings` (default: from the environment), built first where there is none."""
    from assistant.pipeline import Assistant
    from assistant.settings import Settings
    from ingest.index import IndexHolder, ensure_index

    chosen = settings or Settings()
    ensure_index(chosen, progress=lambda text: None).close()
    return Assistant(IndexHolder(chosen), chosen)
