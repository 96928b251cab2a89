"""What can go wrong while documents are read and kept. Every message is for the person at the desk, in Chinese.

IngestError
├── UnreadableError     a file that holds no readable text: empty, binary, encrypted, too large, of a kind not supported
├── CatalogueError      the catalogue says something that cannot be done, or says it wrongly
├── IndexFormatError    an index made by another version or another embedding model
├── BankError           the question bank is not in order
├── NotFoundError       no such document, clause or index
└── DuplicateError      the document is there already
"""

from __future__ import annotations

__all__ = [
    "BankError",
    "CatalogueError",
    "DuplicateError",
    "IndexFormatError",
    "IngestError",
    "NotFoundError",
    "UnreadableError",
]


class IngestError(Exception):
    """Anything ingest refuses to do; `str(error)` is a Chinese sentence that says what happened and what to do."""


class UnreadableError(IngestError):
    """A file out of which no text can be read."""


class CatalogueError(IngestError):
    """An entry of the catalogue that is malformed, or a mend whose anchor is not in the document."""


class IndexFormatError(IngestError):
    """An index written by another schema or another embedding model."""


class BankError(IngestError):
    """An entry of the question bank that cannot be read or bound to a clause."""


class NotFoundError(IngestError):
    """No such document, clause or index."""


class DuplicateError(IngestError):
    """A document that the corpus already holds."""
