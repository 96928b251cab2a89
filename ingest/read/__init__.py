"""From a file's bytes to its text: encodings, and the kinds of file that can be read."""

from ingest.read.text import SUPPORTED, read_text

__all__ = ["SUPPORTED", "read_text"]
