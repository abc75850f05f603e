#!/usr/bin/env bash
# The play of 31 tasks (bench/play) on many hosts at once, twice: wall and CPU seconds and the peak memory of the controller. Some of the
# hosts are real ones behind ssh (tests/hosts/hosts.sh); to the rest goes a program in place of ssh that runs what it is told on this
# machine, so that the controller does for each of them what it does for a real one, and each has a running executor of its own.
# Ansible is not run beside it: 1,000 hosts take it hours. CPU is that of the controller, its ssh programs and the simulated hosts.
# usage: bench/fleet.sh [hosts [real ones]]      (1000 20 without arguments; needs root)
#   FORKS=n hosts that run at once, 100 without
set -euo pipefail
cd "$(dirname "$0")/.."
[ -x dist/plumb ] || ./build.sh
[ -x /usr/bin/time ] || { echo "GNU time is needed" >&2; exit 1; }
export PLUMB_HOSTS=${PLUMB_HOSTS:-/var/tmp/plumb-bench-hosts}
count=${1:-1000} real=${2:-20} forks=${FORKS:-100}
hosts=$PWD/tests/hosts/hosts.sh
work=$(mktemp -d); trap '"$hosts" down; rm -rf "$work"' EXIT

# The command is the last argument.
mkdir -p "$work/home" "$work/simulated"; : > "$work/ansible.cfg"
cat > "$work/ssh" <<X
#!/bin/sh
while [ \$# -gt 1 ]; do shift; done
cd "$work/simulated" && HOME=\$PWD exec /bin/sh -c "\$1"
X
chmod +x "$work/ssh"

"$hosts" up "$real" > "$work/hosts"
ssh-keyscan -T 20 -t ed25519 $(awk '{ print $2 }' "$work/hosts") > "$work/known_hosts" 2>/dev/null
{
  echo "[real]"
  awk '{ print $1 " ansible_host=" $2 }' "$work/hosts"
  echo "[real:vars]"
  echo "ansible_user=root"
  echo "ansible_ssh_private_key_file=$("$hosts" key)"
  echo "ansible_ssh_common_args=\"-o UserKnownHostsFile=$work/known_hosts\""
  echo "[simulated]"
  seq -f 'simulated%04.0f' $((count - real))
  echo "[simulated:vars]"
  echo "ansible_ssh_executable=$work/ssh"
} > "$work/inventory"
printf '%-8s %6s %6s %6s %9s %9s %9s\n' run hosts real forks "wall s" "CPU s" "peak MB"
for run in first second; do
  env HOME="$work/home" ANSIBLE_CONFIG="$work/ansible.cfg" ANSIBLE_STDOUT_CALLBACK=default /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
    dist/plumb play -i "$work/inventory" -f "$forks" -e "root=$work/hosts.d/{{ inventory_hostname }}" bench/play/site.yml > "$work/output" 2>&1 || { tail -n 30 "$work/output" >&2; exit 1; }
  done=$(sed -n '/^PLAY RECAP/,$p' "$work/output" | grep -c 'unreachable=0 .*failed=0' || true)
  [ "$done" -eq "$count" ] || { echo "only $done of $count hosts went through" >&2; exit 1; }
  awk -v run="$run" -v n="$count" -v real="$real" -v forks="$forks" '{ printf "%-8s %6d %6d %6d %9.1f %9.1f %9d\n", run, n, real, forks, $1, $2 + $3, $4 / 1024 }' "$work/time"
done
