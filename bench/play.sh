#!/usr/bin/env bash
# Runs ansible-playbook and plumb on the same play of 31 tasks (bench/play) against hosts behind ssh, and prints wall time,
# CPU time and memory of the controller, beside what a bare "ssh host true" to the same hosts costs at the same parallelism;
# then fifty tasks that run one command each. The hosts are those of tests/hosts/hosts.sh; it needs root.
#   first ever    the host has nothing of plumb's: the executor is sent
#   first         the executor is there, nothing else: everything changes
#   second        again: nothing changes
# ansible-playbook, which has pipelining and ControlPersist on, has no such first case. Each case begins on hosts that no other has seen.
# usage: bench/play.sh [hosts ...]       (1 5 20 without arguments)
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

# Median of several, since a single connection varies.
median_ssh() { # forks
  : > "$work/ssh"
  for _ in 1 2 3 4 5; do
    local before after
    before=$(date +%s.%N); bare_ssh "$1"; after=$(date +%s.%N)
    awk -v a="$before" -v b="$after" 'BEGIN { printf "%.3f\n", b - a }' >> "$work/ssh"
  done
  sort -n "$work/ssh" | sed -n 3p
}

show() { # what, hosts, ssh seconds or "-"
  awk -v what="$1" -v n="$2" -v ssh="$3" '
    { wall[$1] = $2; cpu[$1] = $3; memory[$1] = $4 }
    END {
      printf "%-20s %5d %8s   %8s %7s %6s   %8.2f %7.2f %6d   %8s %8s\n", what, n, ssh, ("ansible" in wall) ? wall["ansible"] : "-", ("ansible" in cpu) ? cpu["ansible"] : "-", ("ansible" in memory) ? memory["ansible"] : "-",
        wall["plumb"], cpu["plumb"], memory["plumb"], ("ansible" in wall) ? sprintf("%.0fx", wall["ansible"] / wall["plumb"]) : "-", ssh == "-" ? "-" : sprintf("%.2f", wall["plumb"] / ssh)
    }' "$work/results"
}

prepare_root
printf '%-20s %5s %8s   %8s %7s %6s   %8s %7s %6s   %8s %8s\n' "" "" "bare ssh" ansible "" "" plumb "" "" "ansible/" "plumb/"
printf '%-20s %5s %8s   %8s %7s %6s   %8s %7s %6s   %8s %8s\n' play hosts "wall s" "wall s" "CPU s" MB "wall s" "CPU s" MB plumb ssh
for n in ${@:-1 5 20}; do
  beside=$peer; [ "$n" -le 5 ] || [ "${PEER:-}" = all ] || beside=
  if [ -n "$beside" ]; then
    fresh_hosts "$n"
    for run in first second; do measure ansible bash -c "ansible_run $n site.yml"; mv "$work/results" "$work/ansible.$run"; done
    measure ansible bash -c "ansible_run $n commands.yml"; mv "$work/results" "$work/ansible.commands"
  fi
  fresh_hosts "$n"
  ssh_seconds=$(median_ssh "$n")
  measure plumb bash -c "plumb_run $n site.yml"; mv "$work/results" "$work/plumb.first-ever"
  fresh_hosts "$n"
  plumb_ping "$n"
  for run in first second; do measure plumb bash -c "plumb_run $n site.yml"; mv "$work/results" "$work/plumb.$run"; done
  measure plumb bash -c "plumb_run $n commands.yml"; mv "$work/results" "$work/plumb.commands"
  for run in first-ever first second commands; do
    cat "$work"/{ansible,plumb}."$run" > "$work/results" 2>/dev/null || true
    case $run in commands) show "50 commands" "$n" - ;; *) show "31 tasks, ${run/-/ }" "$n" "$ssh_seconds" ;; esac
    rm -f "$work/results"
  done
  rm -f "$work"/{ansible,plumb}.{first-ever,first,second,commands}
done
