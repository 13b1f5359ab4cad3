#!/bin/sh
# Everything: browser for the journeys (installed where missing), checks, and all tests.
# With the word slow: only the simulations of the statistics, which print their figures.
# With the words mutants PACKAGE: whether tests notice small changes in access, advice or release.
set -eu
if [ "${1:-}" = slow ]; then
    shift
    exec .venv/bin/pytest -n 2 -m slow -rP tests/simulations "$@"
fi
if [ "${1:-}" = mutants ]; then
    shift
    .venv/bin/python -m leerlus.command messages
    exec .venv/bin/python tools/mutants "$@"
fi
browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }
if ! browser > /dev/null 2>&1; then
    echo "No Chromium found; installing Debian's for the browser journeys ..."
    elevate=""
    [ "$(id -u)" = 0 ] || elevate="sudo"
    if ! { $elevate apt-get update -qq && $elevate apt-get install -y -qq --no-install-recommends chromium; } > /dev/null 2>&1 ||
        ! browser > /dev/null 2>&1; then
        echo "Chromium could not be installed. Install it (Debian: apt-get install chromium) and run ./run test again." >&2
        exit 1
    fi
fi
sh tools/check.sh
.venv/bin/python -m leerlus.command messages
exec .venv/bin/pytest -n 2 --cov --cov-report=term:skip-covered "$@"
