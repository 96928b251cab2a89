"""The index: build it, open it, follow it. The door to `build`, `reader` and `holder`."""

from __future__ import annotations

from ingest.build import Progress, build_index
from ingest.corpus import corpus_hash
from ingest.errors import IndexFormatError, IngestError, NotFoundError
from ingest.holder import IndexHolder
from ingest.reader import Index, open_index
from ingest.settings import IngestSettings

__all__ = ["Index", "IndexHolder", "build_index", "ensure_index", "open_index"]


def ensure_index(settings: IngestSettings, progress: Progress = print) -> Index:
    """Open the current generation; build first where there is none, the corpus has changed, or it cannot be opened.

    Where the build fails and the current generation can still be read, that one is opened and the reason reported.
    """
    index: Index | None = None
    try:
        index = open_index(settings)
        if index.manifest.corpus_hash == corpus_hash(settings):
            return index
        progress("文件有变动，重建索引。")
    except (NotFoundError, IndexFormatError) as error:
        progress(str(error) if isinstance(error, IndexFormatError) else "首次启动，建立索引。")
    try:
        build_index(settings, progress)
    except IngestError as error:
        if index is None:
            raise
        progress(f"重建未成，继续使用原有索引：{error}")
        return index
    if index is not None:
        index.close()
    return open_index(settings)
