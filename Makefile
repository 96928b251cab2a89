# Everything lives in .venv at the root; every target does its own set-up and may be run again at any time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHELL := /bin/bash
PIP := $(BIN)/python -m pip install --disable-pip-version-check --no-input --progress-bar on -q
SUDO := $(if $(filter 0,$(shell id -u)),,sudo )
# The versions that pyproject.toml allows.
FITS := -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))'

.PHONY: run test check ingest eval bench soak chromium clean

# torch first and by version: pip then takes the CPU build where one is at hand, and nothing later replaces it.
# An environment that is broken, unfinished or of another Python is made anew.
$(STAMP): pyproject.toml
	@if ! { $(BIN)/python $(FITS) && $(BIN)/pip --version; } >/dev/null 2>&1; then \
		$(PYTHON) $(FITS) 2>/dev/null || { echo "需要 Python 3.11 或 3.12，$(PYTHON) 不是；请指定一个，例如：make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }; \
		$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) 缺少 venv 模块，请先运行：$(SUDO)apt-get install -y $(notdir $(PYTHON))-venv"; exit 1; }; \
		echo "[1/3] 建立环境 .venv"; $(PYTHON) -m venv --clear $(VENV) || exit 1; \
	fi
	@echo "[2/3] 安装 torch（较大，请稍候）"
	@$(PIP) torch==2.13.0
	@echo "[3/3] 安装其余依赖（第一次约一两分钟）"
	@$(PIP) -e '.[dev]'
	@touch $@

run: $(STAMP)
	@exec $(BIN)/python app.py

check: $(STAMP)
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

test: chromium check
	$(BIN)/python -m pytest -m "not soak"

soak: chromium $(STAMP)
	$(BIN)/python -m pytest -m soak

ingest: $(STAMP)
	$(BIN)/python -m ingest rebuild

eval: $(STAMP)
	$(BIN)/python -m eval run --check

bench: $(STAMP)
	$(BIN)/python -m eval.bench

# The browser tests need Debian's chromium.
chromium:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; \
		echo "安装 chromium（浏览器测试需要）"; apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk; \
	else echo "浏览器测试需要 chromium，请先运行：$(SUDO)apt-get install -y --no-install-recommends chromium fonts-noto-cjk"; exit 1; fi

clean:
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache
