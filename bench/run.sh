#!/usr/bin/env bash
# Runs terraform and plumb on the same configurations and prints CPU seconds, wall seconds, peak memory and the ratios of
# each command, and at last the geometric mean of the CPU ratios. usage: bench/run.sh [instances, default 1000] [shape ...]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/shapes.sh
n=${1:-1000}; [ $# -gt 0 ] && shift
shapes=(${@:-flat pairs chain modules blocks})
command -v terraform >/dev/null || { echo "terraform is needed to compare with" >&2; exit 1; }
[ -x dist/plumb ] || ./build.sh
plumb=$PWD/dist/plumb
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=/dev/null
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

row() { # shape, command, three numbers of the peer, three of ours
  awk -v shape="$1" -v command="$2" -v a="$3" -v aw="$4" -v am="$5" -v b="$6" -v bw="$7" -v bm="$8" 'BEGIN {
    printf "%-9s %-9s %9.3f %9.3f %6d   %8.3f %8.3f %6d   %6.0fx %6.0fx %6.1fx\n", shape, command, a, aw, am, b, bw, bm, a / b, aw / bw, am / bm }' | tee -a "$work/rows"
}

printf '%-9s %-9s %26s   %24s   %23s\n' "" "" "terraform" "plumb" "terraform / plumb"
printf '%-9s %-9s %9s %9s %6s   %8s %8s %6s   %7s %7s %7s\n' shape command "CPU s" "wall s" MB "CPU s" "wall s" MB CPU wall MB
for shape in "${shapes[@]}"; do
  for program in terraform plumb; do write_shape "$shape" "$n" "$work/$shape-$program"; done
  (cd "$work/$shape-terraform" && terraform init >/dev/null); (cd "$work/$shape-plumb" && "$plumb" init >/dev/null)
  for command in "plan" "apply -auto-approve" "no-op" "destroy -auto-approve"; do
    # shellcheck disable=SC2086
    set -- ${command/no-op/plan}
    # shellcheck disable=SC2046
    row "$shape" "${command%% *}" $(measure 1 "$work/$shape-terraform" terraform "$@" -no-color) $(measure 5 "$work/$shape-plumb" "$plumb" "$@" -no-color)
  done
done
awk '{ ratio = $9; sub("x", "", ratio); sum += log(ratio); if (least == "" || ratio + 0 < least) least = ratio + 0 } END { printf "CPU: geometric mean %.0fx, least %.0fx\n", exp(sum / NR), least }' "$work/rows"

write_shape modules 100 "$work/small"; (cd "$work/small" && "$plumb" init >/dev/null && terraform init >/dev/null)
for command in validate version; do
  # shellcheck disable=SC2046
  row small "$command" $(measure 5 "$work/small" terraform "$command") $(measure 15 "$work/small" "$plumb" "$command")
done
