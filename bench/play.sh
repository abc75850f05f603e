#!/usr/bin/env bash
# Runs ansible-playbook and plumb on the same play of 31 tasks (bench/play) against hosts behind ssh, and prints wall time,
# CPU time and memory of the controller, beside what a bare "ssh host true" to the same hosts costs at the same parallelism;
# then fifty tasks that run one command each. The hosts are those of tests/hosts/hosts.sh; it needs root.
#   first ever    the host has nothing of plumb's: the executor is sent
#   first         the executor is there, nothing else: everything changes
#   second        again: nothing changes
# ansible-playbook, which has pipelining and ControlPersist on, has no such first case. Each case begins on hosts that no other has seen.
# usage: bench/play.sh [hosts ...]       (1 5 20 without arguments)
#   ROUNDS=3: as often is each of plumb's cases run; the numbers are medians. ansible-playbook runs once.
#   PEER=no leaves ansible-playbook out, PEER=all has it run however many hosts there are: without, up to 5, since 20 take it minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x dist/plumb ] || ./build.sh
export PLUMB_HOSTS=${PLUMB_HOSTS:-/var/tmp/plumb-bench-hosts}
plumb=$PWD/dist/plumb play=$PWD/bench/play hosts=$PWD/tests/hosts/hosts.sh
peer=$(command -v ansible-playbook || true); [ "${PEER:-}" != no ] || peer=
work=$(mktemp -d); trap '"$hosts" down; rm -rf "$work"' EXIT
[ -x /usr/bin/time ] || { echo "GNU time is needed" >&2; exit 1; }

# The peer needs Python on hosts; it goes into the root folder that all of them stand on.
prepare_root() {
  "$hosts" up 1 >/dev/null; "$hosts" down
  [ -z "$peer" ] || [ -x "$PLUMB_HOSTS/root/usr/bin/python3" ] || {
    cp /etc/resolv.conf "$PLUMB_HOSTS/root/etc/resolv.conf"
    chroot "$PLUMB_HOSTS/root" sh -c 'apt-get update -qq && apt-get install -y -qq python3' >/dev/null
  }
}

fresh_hosts() { # number
  "$hosts" down
  "$hosts" up "$1" > "$work/hosts"
  : > "$work/known_hosts"
  ssh-keyscan -T 20 -t ed25519 $(awk '{ print $2 }' "$work/hosts") > "$work/known_hosts" 2>/dev/null
  {
    awk -v key="$("$hosts" key)" -v known="$work/known_hosts" '{ print $1 " ansible_host=" $2 " ansible_user=root ansible_ssh_private_key_file=" key " ansible_ssh_common_args=\"-o UserKnownHostsFile=" known "\"" }' "$work/hosts"
  } > "$work/inventory"
  rm -rf "$work/cp" "$work/home"; mkdir -p "$work/home"; : > "$work/ansible.cfg"
}

# measure NAME COMMAND...: appends "name wall cpu memory-in-MB"; memory is that of the largest process.
measure() {
  local name=$1; shift
  if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" > "$work/output" 2>&1; then tail -n 30 "$work/output" >&2; return 1; fi
  awk -v name="$name" '{ printf "%s %.2f %.2f %d\n", name, $1, $2 + $3, $4 / 1024 }' "$work/time" >> "$work/results"
}

bare_ssh() { # at most so many at once
  xargs -P "$1" -I{} ssh -i "$("$hosts" key)" -o UserKnownHostsFile="$work/known_hosts" -o BatchMode=yes root@{} true < <(awk '{ print $2 }' "$work/hosts")
}

ansible_run() { # forks, playbook
  env HOME="$work/home" ANSIBLE_CONFIG="$work/ansible.cfg" ANSIBLE_PIPELINING=True ANSIBLE_SSH_ARGS="-o ControlMaster=auto -o ControlPersist=60s" \
    ANSIBLE_SSH_CONTROL_PATH_DIR="$work/cp" "$peer" -i "$work/inventory" -f "$1" "$play/$2"
}

# Leaves the executor on the hosts and does nothing else.
plumb_ping() { # forks
  env HOME="$work/home" ANSIBLE_CONFIG="$work/ansible.cfg" "$plumb" run -i "$work/inventory" -f "$1" all -m ping > "$work/output" 2>&1 || { tail -n 30 "$work/output" >&2; return 1; }
}

plumb_run() { # forks, playbook
  env HOME="$work/home" ANSIBLE_CONFIG="$work/ansible.cfg" ANSIBLE_STDOUT_CALLBACK=default "$plumb" play -i "$work/inventory" -f "$1" "$play/$2"
}
export -f bare_ssh ansible_run plumb_run; export hosts work peer plumb play

# Three runs at each time, since a single connection varies.
timed_ssh() { # forks
  for _ in 1 2 3; do
    local before after
    before=$(date +%s.%N); bare_ssh "$1"; after=$(date +%s.%N)
    awk -v a="$before" -v b="$after" 'BEGIN { printf "%.3f\n", b - a }'
  done | sort -n | sed -n 2p
}

# Appends "wall cpu memory ssh" to the case's lines. The machine's speed moves from minute to minute: a run is compared with the
# bare ssh just before and just after it.
plumb_case() { # case, forks, playbook
  local before after
  before=$(timed_ssh "$2"); measure plumb bash -c "plumb_run $2 $3"; after=$(timed_ssh "$2")
  awk -v a="$before" -v b="$after" '{ print $2, $3, $4, (a + b) / 2 }' "$work/results" >> "$work/cases/plumb.$1"
  rm "$work/results"
}

ansible_case() { # case, forks, playbook
  measure ansible bash -c "ansible_run $2 $3"
  awk '{ print $2, $3, $4 }' "$work/results" > "$work/cases/ansible.$1"
  rm "$work/results"
}

# The peer's one run, and of ours the median of each number, and of the rounds' ratios.
show() { # case, what, hosts
  [ -e "$work/cases/ansible.$1" ] || echo "- - -" > "$work/cases/ansible.$1"
  awk -v what="$2" -v n="$3" '
    function median(values, count,    i, j, t) {
      for (i = 2; i <= count; i++) for (j = i; j > 1 && values[j] < values[j - 1]; j--) { t = values[j]; values[j] = values[j - 1]; values[j - 1] = t }
      return values[int((count + 1) / 2)]
    }
    FNR == NR { peer = $1; line = sprintf("%8s %7s %6s", $1, $2, $3); next }
    { rounds++; wall[rounds] = $1; cpu[rounds] = $2; memory[rounds] = $3; ssh[rounds] = $4; ratio[rounds] = $1 / $4 }
    END {
      bare = what ~ /commands/ ? "-" : sprintf("%.2f", median(ssh, rounds)); over = bare == "-" ? "-" : sprintf("%.2f", median(ratio, rounds)); ours = median(wall, rounds)
      printf "%-20s %5d %8s   %s   %8.2f %7.2f %6d   %8s %8s\n", what, n, bare, line, ours, median(cpu, rounds), median(memory, rounds), peer == "-" ? "-" : sprintf("%.0fx", peer / ours), over
    }' "$work/cases/ansible.$1" "$work/cases/plumb.$1"
}

prepare_root
printf '%-20s %5s %8s   %8s %7s %6s   %8s %7s %6s   %8s %8s\n' "" "" "bare ssh" ansible "" "" plumb "" "" "ansible/" "plumb/"
printf '%-20s %5s %8s   %8s %7s %6s   %8s %7s %6s   %8s %8s\n' play hosts "wall s" "wall s" "CPU s" MB "wall s" "CPU s" MB plumb ssh
for n in ${@:-1 5 20}; do
  mkdir "$work/cases"
  beside=$peer; [ "$n" -le 5 ] || [ "${PEER:-}" = all ] || beside=
  if [ -n "$beside" ]; then
    fresh_hosts "$n"
    ansible_case first "$n" site.yml
    ansible_case second "$n" site.yml
    ansible_case commands "$n" commands.yml
  fi
  for _ in $(seq "${ROUNDS:-3}"); do
    fresh_hosts "$n"
    plumb_case first-ever "$n" site.yml
    fresh_hosts "$n"
    plumb_ping "$n"
    plumb_case first "$n" site.yml
    plumb_case second "$n" site.yml
    plumb_case commands "$n" commands.yml
  done
  show first-ever "31 tasks, first ever" "$n"
  show first "31 tasks, first" "$n"
  show second "31 tasks, second" "$n"
  show commands "50 commands" "$n"
  rm -r "$work/cases"
done
