#!/usr/bin/env bash
# Figures of this machine: pages and durable posts per second, each the middle one of three runs.
# Needs WENZHENG_BIN and LOADTEST_BIN (`make bench` builds and names them). May be told:
#   BENCH_DIR          where the data folder is made; must be on a disk, not in memory
#   BENCH_SECONDS      length of one run (10)
#   BENCH_CONNECTIONS  connections (64)
#   BENCH_JSON         folder for the figures as JSON
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .ci/figures.sh

seconds=${BENCH_SECONDS:-10}
connections=${BENCH_CONNECTIONS:-64}

on_server=()
on_clients() { "$@"; }
cores=$(nproc)
pinned='server and clients share what there is'
if [ "$cores" -gt 1 ] && command -v taskset >/dev/null; then
  on_server=(taskset -c 0)
  on_clients() { taskset -c 1 "$@"; }
  pinned='server on core 0, clients on core 1'
fi

describe() {
  local kind
  kind=$(stat -f -c %T "$work")
  printf 'machine: %s cores, %s; Linux %s; %s\n' "$cores" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(uname -r)" "$pinned"
  printf 'data on: %s (%s)\n' "$place" "$kind"
  case $kind in
    tmpfs | ramfs) printf 'This folder is in memory, so nothing here is durable: name a disk with BENCH_DIR.\n' ;;
  esac
}

json() {
  if [ -n "${BENCH_JSON:-}" ]; then printf -- '--json\n%s/%s.json\n' "$BENCH_JSON" "$1"; fi
}

measure() {
  local kind=$1 name=$2 room=$3 extra
  shift 3
  mapfile -t extra < <(json "$name")
  on_clients "$LOADTEST_BIN" "$kind" --base "$base" --room "$room" --pid "$server" \
    --connections "$connections" --seconds "$seconds" "$@" ${extra[@]+"${extra[@]}"}
}

if [ -n "${BENCH_JSON:-}" ]; then mkdir -p "$BENCH_JSON"; fi
describe
began=$(date +%s%N)
wenzheng demo --seed-only --script bench >/dev/null
printf 'seeded through the desk in %d ms\n' "$((($(date +%s%N) - began) / 1000000))"

serve ${on_server[@]+"${on_server[@]}"}
rooms=$("$LOADTEST_BIN" rooms --base "$base")
crowded=$(awk '$2 == "live" && /bench/ { print $1; exit }' <<<"$rooms")
asked=$(awk '$2 == "live" && !/bench/ { print $1; exit }' <<<"$rooms")
: "${crowded:?no crowded room was seeded}" "${asked:?no room takes posts}"

measure pages pages "$crowded"
measure pages pages-gzip "$crowded" --gzip
measure ask ask "$asked" --data "$work/data"
printf '\ndata folder: %s; binary: %s\n' "$(du -sh "$work/data" | cut -f 1)" "$(du -h "$WENZHENG_BIN" | cut -f 1)"
