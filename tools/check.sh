#!/bin/sh
# Linters, type checks and import rules.
set -eu
.venv/bin/ruff check .
.venv/bin/ruff format --check .
.venv/bin/lint-imports
.venv/bin/mypy src/leerlus
