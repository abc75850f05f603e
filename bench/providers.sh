#!/usr/bin/env bash
# Runs terraform and plumb with the same provider plugin (bench/provider) and prints the CPU seconds of the engine's own
# process, without the plugin's, and the wall seconds, for 1,000 and 10,000 instances at 0 ms and 20 ms of latency and
# 10 and 100 calls at once; then how long a plan with five provider programs takes beside the slowest of them alone.
# usage: bench/providers.sh [instances ...]
set -euo pipefail
cd "$(dirname "$0")/.."
command -v terraform >/dev/null || { echo "terraform is needed to compare with" >&2; exit 1; }
[ -x dist/plumb ] || ./build.sh
plumb=$PWD/dist/plumb
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
dotnet publish bench/provider -c Release -o "$work/bin" -nologo -v q >/dev/null
export CHECKPOINT_DISABLE=1 TF_CLI_CONFIG_FILE=$work/rc BENCH_PROVIDER_CPU=$work/cpu
{
  echo 'provider_installation {'; echo '  dev_overrides {'
  for i in "" 1 2 3 4 5; do
    [ -z "$i" ] || { mkdir -p "$work/bin$i"; cp "$work/bin/terraform-provider-bench" "$work/bin$i/terraform-provider-bench$i"; }
    echo "    \"plumb/bench$i\" = \"$work/bin$i\""
  done
  echo '  }'; echo '  direct {}'; echo '}'
} > "$work/rc"

write_items() { # count, latency in ms, folder
  mkdir -p "$3"
  cat > "$3/main.tf" <<X
terraform {
  required_providers {
    bench = { source = "plumb/bench" }
  }
}
provider "bench" { latency_ms = $2 }
resource "bench_item" "a" {
  count = $1
  name  = "n-\${count.index}"
  tags  = { index = tostring(count.index), kind = "bench" }
}
X
}

# engine FOLDER PROGRAM ARGUMENTS...: CPU seconds of the engine's process alone and wall seconds.
engine() {
  local folder=$1; shift
  local TIMEFORMAT='%3U %3S %3R'
  : > "$work/cpu"
  { time (cd "$folder" && "$@" >/dev/null 2>"$work/error"); } 2>"$work/time" || { cat "$work/error" >&2; return 1; }
  awk 'NR == FNR { child += $1; next } { printf "%.3f %.3f\n", $1 + $2 - child, $3 }' "$work/cpu" "$work/time"
}

# row: one line of the table, from: instances latency parallel command, CPU s and wall s of terraform, then of plumb.
row() {
  awk '{
    ideal = ($4 == "apply" || $4 == "destroy") && $2 > 0 ? sprintf("%.3f", $8 / ($2 / 1000 * $1 / $3)) : ""
    printf "%9d %4d ms %8d %-8s %9s %8s   %9.3f %8.3f   %8s %7s %9s\n", $1, $2, $3, $4, $5, $6, $7, $8, $5 == "-" ? "" : sprintf("%.0fx", $5 / $7), $5 == "-" ? "" : sprintf("%.1fx", $6 / $8), ideal }'
}

printf '%9s %7s %8s %-8s %18s   %18s   %16s %9s\n' "" "" "" "" terraform plumb "terraform/plumb" "plumb's"
printf '%9s %7s %8s %-8s %9s %8s   %9s %8s   %8s %7s %9s\n' instances latency parallel command "CPU s" "wall s" "CPU s" "wall s" CPU wall "wall/ideal"
for n in ${@:-1000 10000}; do
  for latency in 0 20; do
    for parallel in 10 100; do
      for program in terraform plumb; do rm -rf "$work/$program"; write_items "$n" "$latency" "$work/$program"; done
      : > "$work/all"
      for command in plan apply no-op destroy; do
        case $command in plan | no-op) set -- plan ;; *) set -- "$command" -auto-approve ;; esac
        # Terraform's state handling is quadratic: ten thousand changes take it hours, so there only plans are compared.
        if [ "$n" -le 1000 ] || [ "$command" = plan ]; then theirs=$(engine "$work/terraform" terraform "$@" -no-color -parallelism="$parallel"); else theirs="- -"; fi
        ours=$(engine "$work/plumb" "$plumb" "$@" -no-color -parallelism="$parallel")
        echo "$n $latency $parallel $command $theirs $ours" | tee -a "$work/all" | row
      done
      # The life of the objects: planned, made, found unchanged, destroyed.
      [ "$n" -gt 1000 ] || awk '{ for (i = 5; i <= 8; i++) sum[i] += $i } END { print $1, $2, $3, "together", sum[5], sum[6], sum[7], sum[8] }' "$work/all" | row
    done
  done
done

write_many() { # folder, milliseconds that signing in takes, numbers of providers
  mkdir -p "$1"
  {
    echo 'terraform {'; echo '  required_providers {'; for i in $3; do echo "    bench$i = { source = \"plumb/bench$i\" }"; done; echo '  }'; echo '}'
    for i in $3; do printf 'provider "bench%d" { sign_in_ms = %d }\nresource "bench_item" "r%d" {\n  provider = bench%d\n  name = "x"\n}\n' "$i" "$2" "$i" "$i"; done
  } > "$1/main.tf"
}

median_plan() { # folder, program: wall seconds of a plan, the median of five
  engine "$1" "$2" plan -no-color >/dev/null
  for _ in 1 2 3 4 5; do engine "$1" "$2" plan -no-color; done | awk '{ print $2 }' | sort -n | sed -n 3p
}

# Providers of services sign in, which takes a while and no CPU time; those that do not are bound by what starting five programs takes of it.
for wait in 0 200; do
  for program in terraform "$plumb"; do
    alone=0
    for i in 1 2 3 4 5; do
      write_many "$work/one$i" "$wait" "$i"
      alone=$(awk -v a="$alone" -v b="$(median_plan "$work/one$i" "$program")" 'BEGIN { print (a > b ? a : b) }')
    done
    write_many "$work/five" "$wait" "1 2 3 4 5"
    awk -v program="${program##*/}" -v wait="$wait" -v five="$(median_plan "$work/five" "$program")" -v alone="$alone" \
      'BEGIN { printf "%s, plan with five provider programs that sign in for %d ms: %.3f s, the slowest of them alone: %.3f s, ratio %.2f\n", program, wait, five, alone, five / alone }'
  done
done
