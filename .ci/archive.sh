#!/usr/bin/env bash
# Figures of the archive: what making and searching an index of many lines costs, and its pages.
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
"$LOADTEST_BIN" pages --base "$base" --room 0 --pid "$server" \
  --connections "${BENCH_CONNECTIONS:-1}" --seconds "${BENCH_SECONDS:-5}" \
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
  --path "one unit=/archive?unit=%E5%B8%82%E7%AC%AC7%E5%B1%80"
