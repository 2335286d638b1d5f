# Sourced by the commands that take figures: a folder for the data on a disk, and a server that goes with the command.
# Needs WENZHENG_BIN and LOADTEST_BIN. May be told BENCH_DIR: where the data folder is made; on a disk, not in memory.
: "${WENZHENG_BIN:?run it by make}" "${LOADTEST_BIN:?run it by make}"

# The server would take it for a setting.
export -n WENZHENG_BIN

place=${BENCH_DIR:-$(dirname "$WENZHENG_BIN")}
work=$(mktemp -d "$place/bench.XXXXXX")
server=

finish() {
  local status=$?
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  if [ "$status" -ne 0 ] && [ -s "$work/log" ]; then
    printf '\nthe last lines of the server:\n' >&2
    tail -n 5 "$work/log" >&2
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

# One client address stands for a town, so the limits of one address are off (0).
cat >"$work/wenzheng.toml" <<'TOML'
[door]
reads_per_second = 0
writes_per_second = 0
connection_per_second = 0
public_per_second = 0
TOML

wenzheng() { "$WENZHENG_BIN" --config "$work/wenzheng.toml" --data "$work/data" "$@"; }

# Starts the server, under a command if one is named, and says in `base` where it listens.
serve() {
  : >"$work/log"
  (exec "$@" "$WENZHENG_BIN" --config "$work/wenzheng.toml" --data "$work/data" --listen 127.0.0.1:0 serve) >"$work/log" &
  server=$!
  base=
  for _ in $(seq 100); do
    # The address stands in the first line of the log that has one.
    base=$(sed -n 's/.*"address":"\([^"]*\)".*/http:\/\/\1/p' "$work/log" | head -n 1)
    if [ -n "$base" ] || ! kill -0 "$server" 2>/dev/null; then break; fi
    sleep 0.1
  done
  : "${base:?the server did not come up}"
}
