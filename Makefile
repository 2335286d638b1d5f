# The front door: one command for each thing. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test check build bench bench-archive bench-letters shots soak web need

# where `make run` keeps its data, and where it listens
DATA ?= data/demo
LISTEN ?= 127.0.0.1:8080

TARGET := $(or $(CARGO_TARGET_DIR),target)
WEB_INPUTS := $(shell find web/src web/words -not -name '.*' 2>/dev/null) \
  $(wildcard web/*.json web/*.ts web/*.js web/*.html)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

run: web ## build what is needed and serve a living demo (DATA=data/demo LISTEN=127.0.0.1:8080)
	cargo build --locked --profile quick --bin wenzheng
	exec $(TARGET)/quick/wenzheng demo --data $(DATA) --listen $(LISTEN)

test: ## everything: formats, lints, types, tests, browser; installs what is missing when root
	@.ci/test.sh

check: ## fast: formats, lints and the shape of the house
	cargo fmt --all --check
	cargo test -q -p tidy
	cargo clippy --workspace --all-targets -- -D warnings

build: web ## the release binary, with the web inside
	cargo build --locked --release --bin wenzheng

bench: web ## figures of this machine: posts and pages per second
	cargo build --locked --profile quick -p wenzheng -p wenzheng-loadtest --bins
	WENZHENG_BIN=$(abspath $(TARGET))/quick/wenzheng LOADTEST_BIN=$(abspath $(TARGET))/quick/wenzheng-loadtest .ci/bench.sh

bench-archive: web ## figures of the archive: search and its pages over many lines (BENCH_LINES=100000)
	cargo build --locked --profile quick -p wenzheng -p wenzheng-loadtest --bins
	WENZHENG_BIN=$(abspath $(TARGET))/quick/wenzheng LOADTEST_BIN=$(abspath $(TARGET))/quick/wenzheng-loadtest .ci/archive.sh

bench-letters: web ## figures of a mailbox: its lists, search, statistics and decisions (BENCH_LETTERS="10000 1000000")
	cargo build --locked --profile quick -p wenzheng -p wenzheng-loadtest --bins
	WENZHENG_BIN=$(abspath $(TARGET))/quick/wenzheng LOADTEST_BIN=$(abspath $(TARGET))/quick/wenzheng-loadtest .ci/letters.sh

shots: web ## pictures of every screen, two ways each, into web/shots (SHOTS="--all", "--only=live --theme=dark")
	@.ci/need.sh --install chromium fonts
	cargo build --locked --workspace --bins
	WENZHENG_BIN=$(abspath $(TARGET))/debug/wenzheng npm --prefix web run shots -- $(SHOTS)

soak: web ## the tests that are too long for `make test` (named soak_…), and fuzzing
	if cargo nextest --version >/dev/null 2>&1; \
	then cargo nextest run --locked --workspace --profile soak --no-tests pass; \
	else cargo test --locked --workspace soak_; fi
	.ci/fuzz.sh

# The web, built only when its inputs are newer.
web: web/dist/.vite/manifest.json

web/dist/.vite/manifest.json: web/node_modules/.installed $(WEB_INPUTS)
	npm --prefix web run build
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json | need
	npm --prefix web ci --no-audit --no-fund
	@touch $@

need:
	@.ci/need.sh cargo node cc
