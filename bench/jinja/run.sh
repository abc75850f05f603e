#!/usr/bin/env bash
# Renders one template with Jinja2 and with plumb's engine, checks that both give the same text, and prints the CPU
# seconds of each and their ratio. usage: bench/jinja/run.sh [renderings, default 10000]
set -euo pipefail
cd "$(dirname "$0")/../.."
count=${1:-10000}
python=${PYTHON:-python3}
"$python" -c 'import jinja2' || { echo "Jinja2 for $python is needed to compare with" >&2; exit 1; }
[ -x artifacts/publish/bench-jinja/release/bench-jinja ] || dotnet publish bench/jinja -c Release -v q -nologo >/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
peer=$("$python" bench/jinja/render.py bench/jinja/template.j2 bench/jinja/data.json "$count" "$work/peer")
ours=$(artifacts/publish/bench-jinja/release/bench-jinja bench/jinja/template.j2 bench/jinja/data.json "$count" "$work/ours")
cmp "$work/peer" "$work/ours"
version=$("$python" -W ignore -c 'import jinja2, platform; print(jinja2.__version__, "on Python", platform.python_version())')
awk -v n="$count" -v peer="$peer" -v ours="$ours" -v version="$version" 'BEGIN {
  printf "%d renderings: Jinja2 %s %.3f s, plumb %.3f s: %.1f times as fast\n", n, version, peer, ours, peer / ours }'
