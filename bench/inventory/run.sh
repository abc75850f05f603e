#!/usr/bin/env bash
# Lists the same inventory with ansible-inventory and plumb inventory, checks that both print the same, and prints the seconds
# and the peak memory of each and their ratio. usage: bench/inventory/run.sh [hosts, default 2000] [groups, default 500]
set -euo pipefail
cd "$(dirname "$0")/../.."
hosts=${1:-2000}; groups=${2:-500}
command -v ansible-inventory >/dev/null || { echo "ansible-inventory is needed to compare with" >&2; exit 1; }
plumb=${PLUMB_BIN:-$PWD/dist/plumb}
[ -x "$plumb" ] || { ./build.sh; plumb=$PWD/dist/plumb; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
mkdir -p "$work/group_vars" "$work/host_vars"

# Every group has some hosts, a parent, variables in the inventory and a file of variables; every tenth host has a file too.
awk -v hosts="$hosts" -v groups="$groups" 'BEGIN {
  for (g = 0; g < groups; g++) {
    print "[g" g "]"
    for (h = g; h < hosts; h += groups) print "host" h ".example.com ansible_host=10." int(h / 65536) "." int(h / 256) % 256 "." h % 256 " rack=" h % 40
    print "[g" g ":vars]\nport=" 8000 + g
  }
  for (p = 0; p < groups; p += 10) { print "[p" p ":children]"; for (g = p; g < p + 10 && g < groups; g++) print "g" g }
}' > "$work/hosts"
for ((g = 0; g < groups; g++)); do printf -- '---\nname: service-%d\nports: [80, 443]\nlimits:\n  memory: 512\n  files: "{{ port }}"\nusers:\n  - name: app\n    uid: %d\n' "$g" "$g" > "$work/group_vars/g$g.yml"; done
for ((h = 0; h < hosts; h += 10)); do printf 'owner: team-%d\n' "$h" > "$work/host_vars/host$h.example.com.yml"; done

measure() { # the least wall seconds of so many runs, and the memory in MB
  local runs=$1; shift
  for ((i = 0; i < runs; i++)); do (cd "$work" && /usr/bin/time -f '%e %M' -o "$work/time" "$@" > /dev/null && tail -1 "$work/time"); done | sort -n | head -1 | awk '{ print $1, int($2 / 1024) }'
}

cd "$work"
ansible-inventory -i hosts --list > peer.json
"$plumb" inventory -i hosts --list > ours.json
cmp -s peer.json ours.json && echo "both print the same $(wc -c < ours.json) bytes" || { echo "the lists differ" >&2; exit 1; }
read -r peer peer_memory < <(measure 1 ansible-inventory -i hosts --list)
read -r ours our_memory < <(measure 5 "$plumb" inventory -i hosts --list)
awk -v h="$hosts" -v g="$groups" -v a="$peer" -v am="$peer_memory" -v b="$ours" -v bm="$our_memory" 'BEGIN {
  printf "%d hosts, %d groups: ansible-inventory %.2f s, %d MB; plumb %.2f s, %d MB; %.0f times as fast\n", h, g, a, am, b, bm, a / (b > 0 ? b : 0.005) }'
