#!/usr/bin/env bash
# Runs terraform and plumb on the same configurations, one after the other, and prints CPU seconds, peak memory and the
# ratio of CPU time for each command. usage: bench/run.sh [instances, default 1000] [shape ...]
set -euo pipefail
cd "$(dirname "$0")/.."
n=${1:-1000}; [ $# -gt 0 ] && shift
shapes=(${@:-flat pairs chain modules blocks})
command -v terraform >/dev/null || { echo "terraform is needed to compare with" >&2; exit 1; }
[ -x dist/plumb ] || ./build.sh
plumb=$PWD/dist/plumb
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT

configuration() {
  case $1 in
    flat) printf 'resource "terraform_data" "a" {\n  count = %d\n  input = "x-${count.index}"\n}\n' "$n" ;;
    pairs) printf 'resource "terraform_data" "a" {\n  count = %d\n  input = "x-${count.index}"\n}\nresource "terraform_data" "b" {\n  count = %d\n  input = terraform_data.a[count.index].output\n}\n' "$n" "$n" ;;
    chain) echo 'resource "terraform_data" "r0" { input = 0 }'
      for ((i = 1; i < n; i++)); do echo "resource \"terraform_data\" \"r$i\" { input = terraform_data.r$((i - 1)).output }"; done ;;
    modules) printf 'module "m" {\n  source = "./m"\n  count  = %d\n  n      = count.index\n}\n' $((n / 10)) ;;
    blocks) for ((i = 0; i < n; i++)); do echo "resource \"terraform_data\" \"r$i\" { input = upper(join(\"-\", split(\",\", replace(format(\"a,b,%d\", $i), \"a\", \"c\")))) }"; done ;;
  esac
}

measure() { # program, folder, arguments: prints CPU seconds and peak KB
  local program=$1 folder=$2; shift 2
  ( cd "$folder" && /usr/bin/time -f '%U %S %M' "$program" "$@" -no-color >/dev/null 2>time.txt ) || { cat "$folder/time.txt" >&2; return 1; }
  tail -n 1 "$folder/time.txt" | awk '{ printf "%.2f %d\n", $1 + $2, $3 / 1024 }'
}

printf '%-8s %-8s %12s %12s %8s\n' shape command 'terraform' 'plumb' 'CPU'
for shape in "${shapes[@]}"; do
  for program in terraform plumb; do
    mkdir -p "$work/$shape-$program"
    configuration "$shape" > "$work/$shape-$program/main.tf"
    if [ "$shape" = modules ]; then
      mkdir -p "$work/$shape-$program/m"
      printf 'variable "n" {}\nresource "terraform_data" "a" {\n  count = 10\n  input = "${var.n}-${count.index}"\n}\n' > "$work/$shape-$program/m/main.tf"
    fi
  done
  ( cd "$work/$shape-terraform" && terraform init >/dev/null ); ( cd "$work/$shape-plumb" && "$plumb" init >/dev/null )
  for command in plan "apply -auto-approve" "plan" "destroy -auto-approve"; do
    # shellcheck disable=SC2086
    read -r peer peer_mb < <(measure terraform "$work/$shape-terraform" $command)
    # shellcheck disable=SC2086
    read -r ours ours_mb < <(measure "$plumb" "$work/$shape-plumb" $command)
    printf '%-8s %-8s %7ss %dMB %7ss %dMB %7s\n' "$shape" "${command%% *}" "$peer" "$peer_mb" "$ours" "$ours_mb" "$(awk -v a="$peer" -v b="$ours" 'BEGIN { printf "%.0fx", a / (b > 0.01 ? b : 0.01) }')"
  done
done
