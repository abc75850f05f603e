#!/usr/bin/env bash
# How long it takes to reach hosts: a bare `ssh host true` to all at once, beside connecting and running one operation on all at once; and
# what one of fifty commands over a live connection takes. Milliseconds, the median of five.
# usage: bench/connections.sh [number of hosts ..., default 1 5 20]      needs root, for hosts of its own (tests/hosts/hosts.sh)
set -euo pipefail
cd "$(dirname "$0")/.."
numbers=(${@:-1 5 20})
# The executor to send is the one that is built, or the one that is named.
export PLUMB_EXECUTOR=${PLUMB_EXECUTOR:-$PWD/dist/executor/plumb-executor}
[ -x "$PLUMB_EXECUTOR" ] || ./build.sh
dotnet build bench/connections -c Release -v q --nologo >/dev/null
program=(dotnet artifacts/bin/bench-connections/release/bench-connections.dll)
trap 'tests/hosts/hosts.sh down' EXIT
most=$(printf '%s\n' "${numbers[@]}" | sort -n | tail -n 1)
mapfile -t all < <(tests/hosts/hosts.sh up "$most" | cut -d' ' -f2)
key=$(tests/hosts/hosts.sh key)
printf '%6s %16s %16s %8s %22s\n' hosts "ssh host true" "connect + ping" ratio "a command of fifty"
for n in "${numbers[@]}"; do
  hosts=("${all[@]:0:n}")
  bare=$("${program[@]}" ssh "$key" 5 "${hosts[@]}")
  ping=$("${program[@]}" ping "$key" 5 "${hosts[@]}")
  command=$("${program[@]}" commands "$key" 3 "${hosts[@]}")
  awk -v n="$n" -v a="$bare" -v b="$ping" -v c="$command" 'BEGIN { printf "%6d %13.0f ms %13.0f ms %7.2fx %19.1f ms\n", n, a, b, b / a, c }'
done
