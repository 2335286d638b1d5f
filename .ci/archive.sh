#!/usr/bin/env bash
# Figures of the archive: making and searching an index of many lines, its pages, files of a record, how far the index
# is behind while many ask, and backing up and restoring all of it meanwhile.
# Needs WENZHENG_BIN and LOADTEST_BIN (`make bench-archive` builds and names them). May be told:
#   BENCH_LINES        lines of the record (100000)
#   BENCH_DIR          where the data folder is made; must be on a disk, not in memory
#   BENCH_SECONDS      length of one run (5)
#   BENCH_CONNECTIONS  connections (1: one reader after another, so that the time is that of one search)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .ci/figures.sh

lines=${BENCH_LINES:-100000}
wenzheng demo --seed-only --script past --lines "$lines" | grep -v '^{' | tee "$work/seeded"
wenzheng reindex | grep -v '^{'
du -h "$work/data"/*.db

serve

encode() { printf %s "$1" | od -An -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
read -r common second middle rare <<<"$(sed -n 's/^words, from frequent to rare: //p' "$work/seeded")"
common=$(encode "$common") second=$(encode "$second") middle=$(encode "$middle") rare=$(encode "$rare")
# The first one waits for the dictionary.
curl --silent --show-error --output /dev/null "$base/search?q=$common"
seconds=${BENCH_SECONDS:-5}
rooms=$("$LOADTEST_BIN" rooms --base "$base")
past=$(awk '$2 == "closed" { print $1; exit }' <<<"$rooms")
crowded=$(awk '$2 == "live" && /bench/ { print $1; exit }' <<<"$rooms")
: "${past:?no session was written}" "${crowded:?no crowded room was seeded}"
pages() {
  "$LOADTEST_BIN" pages --base "$base" --room 0 --pid "$server" \
    --connections "${BENCH_CONNECTIONS:-1}" --seconds "$seconds" "$@"
}
pages \
  --path "common word=/search?q=$common" \
  --path "common word, newest=/search?q=$common&order=new" \
  --path "middling word=/search?q=$middle" \
  --path "rare word=/search?q=$rare" \
  --path "two common words=/search?q=$common+$second" \
  --path "common and rare=/search?q=$common+$rare" \
  --path "phrase=/search?q=%22$common$second%22" \
  --path "nothing=/search?q=qqqqq+zzzzz" \
  --path "archive=/archive" \
  --path "archive, page 3=/archive?page=3" \
  --path "months=/archive/months" \
  --path "units=/archive/units" \
  --path "one unit=/archive?unit=%E5%B8%82%E7%AC%AC7%E5%B1%80" \
  --path "transcript=/r/$past/transcript" \
  --path "ledger=/r/$crowded/ledger" \
  --path "ledger, page 50=/r/$crowded/ledger?after=5000" \
  --path "digest=/r/$past/digest.json"

printf '\nfiles of a record (seconds, bytes)\n'
for file in record.json record.csv record.xlsx record.txt record.akn.xml; do
  curl --fail --silent --show-error --output "$work/file" --write-out "$file  %{time_total}  %{size_download}\n" \
    "$base/r/$past/export/$file"
done

behind() { curl --silent "$base/metrics" | awk '$1 == "wenzheng_search_behind_entries" { print int($2) }'; }
load() { "$LOADTEST_BIN" ask --base "$base" --room "$crowded" --rate "${BENCH_RATE:-500}" --runs 1 --seconds "$1"; }

printf '\nentries that the index is behind, every 0.2 s, while %s questions a second come in and are public at once\n' "${BENCH_RATE:-500}"
load "$((seconds * 2))" >"$work/load" &
for _ in $(seq $((seconds * 10))); do
  behind
  sleep 0.2
done | sort -n | awk '{ all[NR] = $1 } END { print "p50 " all[int(NR / 2) + 1], "p99 " all[int(NR * 0.99) + 1], "max " all[NR] }'
wait $!
grep -E '^(accepted|per second|p99 ms)' "$work/load"
began=$(date +%s%N)
while [ "$(behind)" != 0 ]; do sleep 0.05; done
printf 'caught up %d ms after the last question\n' $((($(date +%s%N) - began) / 1000000))

timed() {
  local began took size
  began=$(date +%s%N)
  "${@:3}" >"$work/said"
  took=$((($(date +%s%N) - began) / 1000000))
  size=$(du -sm --apparent-size "$2" | cut -f 1)
  printf '%s: %d ms for %d MB, %d s for a GB\n' "$1" "$took" "$size" $((took / (size > 0 ? size : 1)))
}
printf '\nwhile questions go on coming in\n'
load 600 >/dev/null 2>&1 &
load=$!
timed backup "$work/copy" wenzheng backup "$work/copy"
kill "$load"
timed restore "$work/copy" "$WENZHENG_BIN" --config "$work/wenzheng.toml" --data "$work/again" restore "$work/copy"
timed verify "$work/copy" "$WENZHENG_BIN" --config "$work/wenzheng.toml" --data "$work/again" verify
