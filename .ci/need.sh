#!/usr/bin/env bash
# need.sh [--install] WHAT…: checks that what a task needs is there: cargo lints node cc chromium fonts openssl.
# With --install, root gets missing Debian packages; anybody else is told the line to run.
set -euo pipefail

install=no
if [ "${1:-}" = --install ]; then
  install=yes
  shift
fi

# $1: English, $2: Chinese
refuse() {
  printf '\n%s\n%s\n\n' "$1" "$2" >&2
  exit 1
}

need_cargo() {
  command -v cargo >/dev/null || refuse \
    'cargo is missing. Install Rust from https://rustup.rs, open a new shell and try again.' \
    '缺少 cargo。请从 https://rustup.rs 安装 Rust，重新打开终端后再试。'
}

need_lints() {
  { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1 || refuse \
    'rustfmt or clippy is missing. Run: rustup component add rustfmt clippy' \
    '缺少 rustfmt 或 clippy。请运行：rustup component add rustfmt clippy'
}

need_node() {
  local found=none
  if command -v node >/dev/null && command -v npm >/dev/null; then
    found=$(node -p 'process.versions.node')
  fi
  local major=${found%%.*} rest=${found#*.}
  if [ "$found" = none ] || [ "$major" -lt 20 ] || { [ "$major" -eq 20 ] && [ "${rest%%.*}" -lt 19 ]; }; then
    refuse \
      "Node 20.19 or newer with npm is needed (found: $found). See https://nodejs.org." \
      "需要 Node 20.19 或更新版本以及 npm（当前：$found）。见 https://nodejs.org。"
  fi
}

packages=()
for what in "$@"; do
  case $what in
    cargo | lints | node) "need_$what" ;;
    cc) command -v cc >/dev/null || packages+=(build-essential) ;;
    # the shell draws the same pages with half the work; tests take either
    chromium) command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || packages+=(chromium-headless-shell) ;;
    openssl) command -v openssl >/dev/null || packages+=(openssl) ;;
    fonts) [ -n "$(fc-list :lang=zh family 2>/dev/null)" ] || packages+=(fontconfig fonts-noto-cjk) ;;
    *) refuse "need.sh: unknown: $what" "need.sh：不认识：$what" ;;
  esac
done
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$install" = yes ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${packages[@]}"
else
  refuse \
    "Missing. Run: sudo apt-get install --no-install-recommends ${packages[*]}" \
    "缺少软件包。请运行：sudo apt-get install --no-install-recommends ${packages[*]}"
fi
