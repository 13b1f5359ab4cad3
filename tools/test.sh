#!/bin/sh
# Everything: browser for the journeys (installed where missing), checks, and all tests; on PostgreSQL too where that is
# installed (Debian: apt-get install postgresql).
# With the word slow: only the simulations of the statistics, which print their figures.
# With the word national: whether DuckDB and a Spark of two executors answer as the database of the application does.
# With the word endurance: ten minutes of fifty writers and 300 kills, on each database; ENDURANCE_KILLS=10000 for a night.
# With the words mutants PACKAGE: whether tests notice small changes in access, advice or release.
set -eu
if [ "${1:-}" = slow ]; then
    shift
    exec .venv/bin/pytest -n 2 -m slow -rP tests/simulations "$@"
fi
if [ "${1:-}" = national ]; then
    shift
    .venv/bin/python -m leerlus.command messages
    .venv/bin/pytest -rs tests/national "$@"
    sh tools/with_postgresql.sh .venv/bin/pytest -rs tests/national "$@" || [ $? = 3 ]
    exit
fi
if [ "${1:-}" = endurance ]; then
    export ENDURANCE_SECONDS="${ENDURANCE_SECONDS:-600}" ENDURANCE_KILLS="${ENDURANCE_KILLS:-300}"
    .venv/bin/python -m leerlus.command messages
    .venv/bin/pytest -rP tests/endurance
    sh tools/with_postgresql.sh --durable .venv/bin/pytest -rP tests/endurance || [ $? = 3 ]
    exit
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
.venv/bin/pytest -n 2 --cov --cov-report=term:skip-covered "$@"

# Once more on PostgreSQL. Left out is what never touches the database of the tests: the pure core, texts and charts, and
# what runs in processes of its own on a file of SQLite. The journeys are about the browser, and every form that they
# send is also sent by a test of its own app.
if ! sh tools/with_postgresql.sh true; then
    echo "So the tests ran on SQLite only; with PostgreSQL installed they run on both."
    exit 0
fi
echo "The same tests on PostgreSQL:"
status=0
sh tools/with_postgresql.sh .venv/bin/pytest -n 2 -m "not slow and not journey" \
    --ignore=tests/charts --ignore=tests/command/research --ignore=tests/content --ignore=tests/documents \
    --ignore=tests/framework --ignore=tests/journeys --ignore=tests/statistics --ignore=tests/simulations \
    --ignore=tests/test_documentation.py --ignore=tests/test_erasing.py --ignore=tests/test_translations.py "$@" || status=$?
[ "$status" = 5 ] && status=0 # nothing of what was asked for is about the database
exit "$status"
