# Everything lives in .venv at the root; every target does its own set-up and may be run again at any time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
SHELL := /bin/bash

.PHONY: run test check ingest eval bench soak chromium clean

# torch first and by version: pip then takes the CPU build where one is at hand, and nothing later replaces it.
$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || { echo "需要 Python 3.11 或更高版本；可用 make PYTHON=python3.11 指定。"; exit 1; }
	@test -x $(BIN)/python || { echo "[1/3] 建立环境 .venv"; $(PYTHON) -m venv $(VENV); }
	@echo "[2/3] 安装 torch（较大，请稍候）"
	@$(BIN)/pip install --disable-pip-version-check --progress-bar on -q torch==2.13.0
	@echo "[3/3] 安装其余依赖（第一次约一两分钟）"
	@$(BIN)/pip install --disable-pip-version-check --progress-bar on -q -e '.[dev]'
	@touch $@

run: $(STAMP)
	@exec $(BIN)/python app.py

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check chromium
	$(BIN)/python -m pytest -m "not soak"

soak: $(STAMP) chromium
	$(BIN)/python -m pytest -m soak

ingest: $(STAMP)
	$(BIN)/python -m ingest rebuild

eval: $(STAMP)
	$(BIN)/python -m eval run --check

bench: $(STAMP)
	$(BIN)/python -m eval.bench

# The browser tests need Debian's chromium.
chromium: $(STAMP)
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "安装 chromium（浏览器测试需要）"; apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk; \
	else echo "浏览器测试需要 chromium，请先运行：sudo apt-get install -y chromium fonts-noto-cjk"; exit 1; fi

clean:
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache
