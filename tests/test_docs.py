"""The README names what there is; the repository speaks of the product alone; code knows no document."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.web import api, pages

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
INGEST = ("add", "list", "show", "remove", "rebuild", "check", "diff", "bank")
EVAL = ("run", "compare", "report")
TARGETS = ("run", "test", "check", "ingest", "eval", "bench", "soak")
SKIPPED = {"var", "__pycache__", "node_modules", "build", "dist"}
PROSE = {".py", ".md", ".yaml", ".yml", ".toml", ".html", ".css", ".js", ".cfg", ".txt", ".sh", ""}
# Put together here, so that this file does not hold them itself.
ALIEN = re.compile(
    "|".join(
        [
            "/wo" + "rk/",
            "/tmp/se" + "tup",
            "agent " + "session",
            "sub-?" + "agent",
            "helper " + "session",
            "Cla" + "ude",
            "Anthro" + "pic",
            "as an A" + "I ",
        ]
    ),
    re.I,
)
FOUNDING = (
    "重庆|上海|渝经信|沪经信|工信厅科|工信部联规|制造业创新中心|製造業創新中心|技术创新工程|经济和信息化|工业和信息化部"
    "|chongqing|shanghai|yu-jing-xin|hu-jing-xin|miit"
)


def files() -> list[Path]:
    found = []
    for path in ROOT.rglob("*"):
        parts = path.relative_to(ROOT).parts
        hidden = any(p.startswith(".") and p != ".ci" for p in parts)
        if (
            not hidden
            and not SKIPPED & set(parts)
            and "egg-info" not in str(path)
            and path.suffix in PROSE
            and path.is_file()
        ):
            found.append(path)
    return found


def literals(path: Path) -> list[str]:
    """The string literals of a module, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    prose = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)}
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in prose
    ]


def route_paths() -> list[str]:
    paths = {r.path for router in (api.router, pages.router) for r in router.routes}  # type: ignore[attr-defined]
    return sorted(re.sub(r"\{[^}]*\}", "{id}", p) for p in paths if "." not in p)


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_readme_shows_every_setting_with_its_default(name: str) -> None:
    rows = [li for li in README.split("\n") if li.startswith("|") and f"YOUJU_{name.upper()}`" in li]
    assert len(rows) == 1, f"YOUJU_{name.upper()}"
    default = Settings.model_fields[name].default
    if default is not None and name != "llm_api_key" and str(default):
        assert re.search(rf"(?<!\d){re.escape(str(default).removesuffix('.0'))}", rows[0]), rows[0]


def test_the_readme_shows_no_setting_that_does_not_exist() -> None:
    known = {f"YOUJU_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"YOUJU_[A-Z_]+[A-Z]", README)) <= known


@pytest.mark.parametrize("path", route_paths())
def test_the_readme_shows_every_route(path: str) -> None:
    assert re.search(rf"{re.escape(path)}(?![\w/{{])", README), path


@pytest.mark.parametrize("name", INGEST)
def test_the_readme_shows_every_command_of_ingest(name: str) -> None:
    ways = README[README.index("-m ingest") :]
    assert re.search(rf"-m ingest {name}\b", README) or re.search(rf"另有[^\n]*\b{name}\b", ways), name


@pytest.mark.parametrize("name", INGEST)
def test_a_command_of_ingest_exists(name: str) -> None:
    from ingest.__main__ import main

    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0


@pytest.mark.parametrize("name", EVAL)
def test_the_readme_shows_every_command_of_eval(name: str) -> None:
    assert re.search(rf"-m eval {name}\b", README), name


@pytest.mark.parametrize("name", TARGETS)
def test_the_readme_and_the_makefile_have_every_target(name: str) -> None:
    assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert re.search(rf"make {name}\b", README), name


def test_every_file_that_the_readme_links_to_exists() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if "://" not in link:
            assert (ROOT / link).exists(), link


def test_the_readme_has_no_unfilled_place() -> None:
    assert not re.findall(r"<!--.*?-->|TODO|TBD|待补", README)


def test_the_repository_speaks_of_the_product_alone() -> None:
    found = []
    for path in files():
        for n, text in enumerate(path.read_text("utf-8", errors="replace").split("\n"), 1):
            if ALIEN.search(text):
                found.append(f"{path.relative_to(ROOT)}:{n}: {text.strip()[:80]}")
    assert found == []


@pytest.mark.parametrize(
    "path",
    [*(ROOT / "assistant").rglob("*.py"), *(ROOT / "ingest").rglob("*.py"), ROOT / "app.py"],
    ids=lambda p: p.relative_to(ROOT).as_posix(),
)
def test_code_knows_no_founding_document(path: Path) -> None:
    assert [t for t in literals(path) if re.search(FOUNDING, t, re.I)] == []
