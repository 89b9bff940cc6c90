#!/usr/bin/env bash
# Runs a command with TEST_DATABASE_URL set to a PostgreSQL server made for it, and takes the server away afterwards:
#   .ci/postgres-server.sh npm run test:server
# Installs Debian's postgresql when none is there. The server listens on a free loopback port, keeps its data in a
# temporary folder and trusts whoever asks: it is for tests only.
set -euo pipefail

find_programs() {
  local folder
  for folder in /usr/lib/postgresql/*/bin "$(dirname "$(command -v postgres || echo /none/x)")"; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then
      echo "$folder"
      return
    fi
  done
}

programs=$(find_programs)
if [ -z "$programs" ]; then
  echo "Installing PostgreSQL…" >&2
  as_root=""
  [ "$(id -u)" -eq 0 ] || as_root="sudo -n"
  # Without a cluster of its own: ours is made below.
  $as_root mkdir -p /etc/postgresql-common
  echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  $as_root apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends postgresql >/dev/null
  programs=$(find_programs)
fi

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" -eq 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

folder=$(mktemp -d /tmp/clusterbot-postgres-XXXXXX)
[ "$(id -u)" -ne 0 ] || chown postgres "$folder"

server=""
stop_server() {
  (cd "$folder" && as_owner "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop) >/dev/null 2>&1 || true
  # Our own child, so that not even its entry in the list of processes stays.
  [ -z "$server" ] || wait "$server" 2>/dev/null || true
  rm -rf "$folder"
}
trap stop_server EXIT

free_port() {
  node -e 'const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })'
}

cd_and() { (cd "$folder" && as_owner "$@"); }

cd_and "$programs/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null
port=$(free_port)
cd_and "$programs/postgres" -D "$folder/data" -p "$port" -c listen_addresses=127.0.0.1 \
  -c "unix_socket_directories=$folder" -c fsync=off -c max_connections=200 >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 300); do
  if cd_and "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; then break; fi
  if ! kill -0 "$server" 2>/dev/null; then
    cat "$folder/log" >&2
    exit 1
  fi
  sleep 0.1
done

export TEST_DATABASE_URL="postgresql://postgres@127.0.0.1:$port/postgres"
"$@"
