#!/usr/bin/env bash
# How the CPU time of plumb grows with the number of instances: for each shape and command the seconds at each size, and
# the exponent between the first size and the last. The last line is the peer's plan of 5,000 flat instances.
# usage: bench/growth.sh [size ...]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/shapes.sh
sizes=(${@:-1000 10000 100000})
[ -x dist/plumb ] || ./build.sh
plumb=$PWD/dist/plumb
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

printf '%-9s %-9s' shape command; printf ' %16s' "${sizes[@]}"; printf ' %9s\n' exponent
for shape in flat pairs modules blocks; do
  for n in "${sizes[@]}"; do write_shape "$shape" "$n" "$work/$shape-$n"; (cd "$work/$shape-$n" && "$plumb" init >/dev/null); done
  for command in "plan" "apply -auto-approve" "no-op" "destroy -auto-approve"; do
    # shellcheck disable=SC2086
    set -- ${command/no-op/plan}
    printf '%-9s %-9s' "$shape" "${command%% *}"
    first="" last=""
    for n in "${sizes[@]}"; do
      read -r cpu _ mb < <(measure 3 "$work/$shape-$n" "$plumb" "$@" -no-color)
      printf ' %8.3fs %4dMB' "$cpu" "$mb"
      first=${first:-$cpu}; last=$cpu
    done
    awk -v a="$first" -v b="$last" -v n="${sizes[0]}" -v m="${sizes[-1]}" 'BEGIN { printf " %9.2f\n", log(b / a) / log(m / n) }'
  done
  rm -rf "$work"/*
done
if command -v terraform >/dev/null; then
  write_shape flat 5000 "$work/peer"; (cd "$work/peer" && terraform init >/dev/null)
  read -r cpu _ mb < <(measure 1 "$work/peer" terraform plan)
  printf 'terraform plan of 5000 flat instances: %.3fs %dMB\n' "$cpu" "$mb"
fi
