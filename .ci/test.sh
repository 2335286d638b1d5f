#!/usr/bin/env bash
# Every check there is, in order; the first that fails ends it. The last line counts tests:
# `N passed, N failed`. A check that is no test counts as one failure if it fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
# no snapshots are written, no test is left out by `.only`
export CI=true

target=$(realpath -m "${CARGO_TARGET_DIR:-target}")
notes=$(mktemp -d)
passed=0
failed=0

finish() {
  local status=$?
  rm -rf "$notes"
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$status" -eq 0 ] && [ "$failed" -ne 0 ]; then status=1; fi
  printf '\n%d passed, %d failed\n' "$passed" "$failed"
  exit "$status"
}
trap finish EXIT

step() {
  printf '\n== %s (after %d s)\n' "$*" "$SECONDS"
  "$@"
}

# Adds "P F" to the counts and ends with the test run's own status; a run that failed
# without a failed test (did not build, crashed) counts as one failure, and so does one without tests.
tally() {
  local status=$1 counts=$2 p f
  read -r p f <<<"${counts:-0 0}"
  if [ "$status" -eq 0 ] && { [ "$f" -ne 0 ] || [ "$p" -eq 0 ]; }; then status=1; fi
  if [ "$status" -ne 0 ] && [ "$f" -eq 0 ]; then f=1; fi
  passed=$((passed + p))
  failed=$((failed + f))
  return "$status"
}

rust_tests() {
  # the runner keeps its store below the workspace, wherever the target folder is
  local status=0 counts report=target/nextest/default/junit.xml
  if cargo nextest --version >/dev/null 2>&1; then
    rm -f "$report"
    cargo nextest run --locked --workspace || status=$?
    counts=$(.ci/count.sh junit "$report")
  else
    cargo test --locked --workspace --no-fail-fast -- --skip soak_ | tee "$notes/cargo" || status=$?
    counts=$(.ci/count.sh cargo "$notes/cargo")
  fi
  tally "$status" "$counts"
}

web_tests() {
  local status=0 report=$notes/$1.json
  npm --prefix web run "$1" -- --reporter=default --reporter=json --outputFile.json="$report" || status=$?
  tally "$status" "$(.ci/count.sh vitest "$report")"
}

step .ci/need.sh --install cargo lints node cc chromium fonts openssl
step "${MAKE:-make}" --no-print-directory web
step cargo fmt --all --check
step cargo clippy --locked --workspace --all-targets -- -D warnings
step npm --prefix web run --if-present check
step npm --prefix web run --if-present lint
step rust_tests
step web_tests test
# the binary that the test build made
export WENZHENG_BIN=$target/debug/wenzheng
step test -x "$WENZHENG_BIN"
step web_tests e2e
