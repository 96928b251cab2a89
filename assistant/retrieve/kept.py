"""What is worked out of the documents of one open generation, once for each document and held no longer than it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from ingest.index import Index

__all__ = ["Kept"]

T = TypeVar("T")


class Kept:
    """Results of functions of a document and the index; a generation's documents never change."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._held: dict[tuple[Any, str], Any] = {}

    def __call__(self, make: Callable[[str, Index], T], document: str) -> T:
        """`make(document, index)`, worked out when first asked for."""
        key = (make, document)
        if key not in self._held:
            self._held[key] = make(document, self.index)
        return cast("T", self._held[key])
