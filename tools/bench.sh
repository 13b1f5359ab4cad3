#!/bin/sh
# Speed and memory. The peers live in an environment of their own: the product never installs them.
set -eu
.venv/bin/python -m leerlus.command messages
importing() { # and the same on PostgreSQL, in a cluster of its own, where it is installed
    .venv/bin/python -m benchmarks importing
    sh tools/with_postgresql.sh --durable .venv/bin/python -m benchmarks importing || [ $? = 3 ]
}
national() { # and on PostgreSQL, where it is installed
    .venv/bin/python -m benchmarks national
    sh tools/with_postgresql.sh --durable .venv/bin/python -m benchmarks national || [ $? = 3 ]
}
search() { # our index on SQLite and on PostgreSQL, against the search of PostgreSQL itself
    sh tools/with_postgresql.sh --durable sh -c '
        export PEER_DATABASE_URL="$LEERLUS_DATABASE_URL"
        env -u LEERLUS_DATABASE_URL .venv/bin/python -m benchmarks search
        .venv/bin/python -m benchmarks search'
}
case "${1:-}" in
national) national; exit ;;
web | export) exec .venv/bin/python -m benchmarks "$1" ;;
importing) importing; exit ;;
search) search; exit ;;
esac
wanted=$(cksum < requirements/benchmarks.txt)
if [ "$(cat .venv-benchmarks/installed 2>/dev/null)" != "$wanted" ]; then
    echo "Setting up the peers to compare with (once, about two minutes) ..."
    .venv/bin/python -m venv .venv-benchmarks
    .venv-benchmarks/bin/python -m pip install --quiet --require-hashes -r requirements/benchmarks.txt
    echo "$(cd src && pwd)" > "$(.venv-benchmarks/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/leerlus.pth"
    echo "$wanted" > .venv-benchmarks/installed
fi
# One thread for everybody, so that ratios compare work and not cores.
export OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1
.venv-benchmarks/bin/python -m benchmarks "$@"
[ "${1:-}" != all ] || {
    importing
    search
    for name in export web; do .venv/bin/python -m benchmarks "$name"; done
}
