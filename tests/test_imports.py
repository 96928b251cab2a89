"""Imports run app → assistant → ingest; eval imports both and nothing imports it; heavy libraries have few doors."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = {"ingest": {"ingest"}, "assistant": {"assistant", "ingest"}, "eval": {"eval", "assistant", "ingest"}}
DOORS = {
    "chromadb": {"ingest"},
    "langchain_chroma": {"ingest", "eval/ordinary.py"},
    "langchain_text_splitters": {"eval/ordinary.py"},
    "sklearn": {"eval/train_rescorer.py"},
    "bm25s": {"ingest/lexical.py"},
    "sentence_transformers": {"ingest/embed.py", "ingest/train_embedding.py", "assistant/retrieve/rescore.py"},
    "torch": {"ingest/train_embedding.py"},
    "gradio": {"assistant/web"},
    "fastapi": {"assistant/web"},
    "langchain_core": {"assistant/retrieve/langchain.py", "ingest/vectors.py", "eval/ordinary.py"},
    "jieba": {"assistant/understand/segment.py"},
    "opencc": {"ingest/normal.py"},
    "pypinyin": {"assistant/understand/syllables.py", "ingest/"},
}


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def _files(layer: str) -> list[Path]:
    return sorted((ROOT / layer).rglob("*.py"))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_itself_and_those_below(layer: str) -> None:
    files = _files(layer)
    assert files
    for path in files:
        ours = {m.split(".")[0] for m in _imported(path)} & {"app", "assistant", "ingest", "eval"}
        assert ours <= LAYERS[layer], f"{path.relative_to(ROOT)} imports {ours - LAYERS[layer]}"


@pytest.mark.parametrize("library", DOORS)
def test_a_heavy_library_is_imported_only_at_its_doors(library: str) -> None:
    for path in [p for layer in LAYERS for p in _files(layer)]:
        name = path.relative_to(ROOT).as_posix()
        if any(m.split(".")[0] == library for m in _imported(path)):
            assert any(name.startswith(door) for door in DOORS[library]), f"{name} imports {library}"
