#!/bin/sh
# Runs a command with a throw-away PostgreSQL cluster of its own: tools/with_postgresql.sh COMMAND ...
# The command finds its address in LEERLUS_DATABASE_URL. The cluster listens to a socket in a private folder only, never
# to the network, and is stopped and removed afterwards, whatever became of the command.
# With --durable before the command it writes to disk as a real one does; otherwise it does not wait for the disk.
# Exits with 3 when PostgreSQL is not installed.
set -eu

programs() { # the folder with initdb: on Debian it is not on the path, and the newest version comes last
    for folder in /usr/local/bin /opt/homebrew/bin /usr/pgsql-*/bin /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] && [ -x "$folder/createdb" ] && found="$folder"
    done
    [ -n "${found:-}" ] && echo "$found"
}

durability="-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
[ "${1:-}" = --durable ] && durability="" && shift
bin=$(programs) || {
    echo "PostgreSQL is not installed. On Debian or Ubuntu: sudo apt-get install postgresql" >&2
    exit 3
}

# A server of PostgreSQL refuses to run as root: then it runs as the account that its package made.
as_server="" account=$(id -un)
if [ "$(id -u)" = 0 ]; then
    as_server="runuser -u postgres --" account=postgres
fi
folder=$(mktemp -d "${TMPDIR:-/tmp}/leerlus-postgresql-XXXXXX")
chown "$account" "$folder"

stop() {
    trap - EXIT INT TERM HUP
    (cd / && $as_server "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate --silent stop) > /dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

# The order of names is Dutch, as the administrator guide advises, and not that of bytes.
(cd / && $as_server "$bin/initdb" --pgdata "$folder/data" --username leerlus --auth trust --encoding UTF8 \
    --locale-provider icu --icu-locale nl --locale C.UTF-8 --no-sync) > "$folder/initdb.log" 2>&1 || {
    cat "$folder/initdb.log" >&2
    exit 1
}
(cd / && $as_server "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/data/server.log" --silent --wait --options \
    "-c listen_addresses='' -c unix_socket_directories='$folder' -c max_connections=200 $durability" start) || {
    cat "$folder/data/server.log" >&2
    exit 1
}
(cd / && $as_server "$bin/createdb" --host "$folder" --username leerlus leerlus)
export LEERLUS_DATABASE_URL="postgresql://leerlus@/$folder/leerlus"
"$@"
