#!/usr/bin/env bash
# fuzz.sh [SECONDS]: lets cargo-fuzz look for bytes that break the reader of frames. `make test` has its
# own minute of that on any toolchain; this looks further and needs nightly and cargo-fuzz.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if ! cargo +nightly fuzz --version >/dev/null 2>&1; then
  echo 'fuzz: left out: needs a nightly toolchain and cargo-fuzz (rustup toolchain install nightly; cargo install cargo-fuzz)'
  exit 0
fi
exec cargo +nightly fuzz run --fuzz-dir tests/fuzz websocket -- -max_len=2000 -max_total_time="${1:-600}"
