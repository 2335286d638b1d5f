#!/usr/bin/env bash
# Figures of mailboxes: lists, to-do, search, statistics and one decision after another, in a small mailbox and in a
# very large one beside it.
# Needs WENZHENG_BIN and LOADTEST_BIN (`make bench-letters` builds and names them). May be told:
#   BENCH_LETTERS  letters of the mailboxes ("10000 1000000"; a million take about three minutes and 6 GB)
#   BENCH_DIR      where the data folders are made; must be on a disk, not in memory
#   BENCH_SECONDS  length of one run (5)
#   BENCH_STEPS    letters that go from writing to publication (300)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. .ci/figures.sh

seconds=${BENCH_SECONDS:-5}
year=$(date +%Y)
last=$((year - 1))

encode() { printf %s "$1" | od -An -tx1 | tr -d ' \n' | sed 's/../%&/g'; }
word=$(encode 红绿灯) rare=$(encode "路口 501")

# Who reads what: pages of one reader after another, into one file each; staff no faster than their limit allows.
pages() {
  local name=$1 login=$2
  shift 2
  "$LOADTEST_BIN" pages --base "$base" --room "$room" --pid "$server" --connections 1 --seconds "$seconds" --runs 1 \
    ${login:+--login "$login" --rate 20} --json "$work/$letters-$name.json" "$@" >>"$work/tables"
}

measure() {
  pages supervisor supervisor \
    --path "overdue=/desk/letters?pile=late" \
    --path "all open=/desk/letters?pile=all" \
    --path "statistics of this year=/desk/office/letters?from=$year-01-01&to=$year-12-31" \
    --path "statistics of last year=/desk/office/letters?from=$last-01-01&to=$last-12-31" \
    --path "letters behind a figure=/desk/office/letters/list?what=received" \
    --path "inspection=/desk/office/letters/inspection"
  pages router router --path "to be routed=/desk/letters"
  pages handler handler \
    --path "to-do of a handler=/desk/letters?pile=handle" \
    --path "one letter=/desk/r/$room/letter/100"
  pages moderator moderator \
    --path "desk of a moderator=/desk" \
    --path "letters to be let in=/desk/r/$room/queue"
  pages public "" \
    --path "mailbox=/r/$room" \
    --path "search, many hits=/search?q=$word" \
    --path "search, newest=/search?q=$word&order=new" \
    --path "search, few hits=/search?q=$rare" \
    --path "archive=/archive"
  "$LOADTEST_BIN" letters --base "$base" --room "$room" --letters "${BENCH_STEPS:-300}" --json "$work/$letters-steps.json"
}

files=()
for letters in ${BENCH_LETTERS:-10000 1000000}; do
  rm -rf "$work/data"
  wenzheng demo --seed-only --script letters --lines "$letters" | grep -v '^{' | tee "$work/seeded"
  room=$(awk '$1 == "mailbox" { print $2 }' "$work/seeded")
  wenzheng reindex | grep -v '^{' || true
  du -h "$work/data"/*.db
  serve
  # The first one waits for the dictionary.
  curl --silent --show-error --output /dev/null "$base/search?q=$word"
  measure
  kill "$server"
  wait "$server" || true
  server=
  files+=("$work/$letters-")
done
cat "$work/tables"

printf '\nbeside each other: %s letters\n' "${BENCH_LETTERS:-10000 1000000}"
for name in supervisor router handler moderator public steps; do
  "$LOADTEST_BIN" beside "${files[@]/%/$name.json}"
done
