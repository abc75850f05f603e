#!/usr/bin/env bash
# Hosts to try connections with: each has its own network, mounts, processes and name, over one root folder of Debian that is made once.
# They are reached by ssh from this machine alone.
#
#   hosts.sh up N       brings up h1 … hN at 10.79.79.11 and on, and prints "h1 10.79.79.11" for each
#   hosts.sh down       ends them and removes all but the root folder and the packages
#   hosts.sh key        prints the path of the private key that lets root and the users in
#
# The users: root; admin (password "admin-secret", may sudo with it); free (may sudo without); plain (password "plain-secret", may not).
# root's own password is "root-secret". Needs root; installs debootstrap and sshd where they are missing. PLUMB_HOSTS (a folder) and
# PLUMB_HOSTS_NET (the first three numbers of addresses) make another set beside the one that is there.
set -euo pipefail
state=${PLUMB_HOSTS:-/var/tmp/plumb-test-hosts}
root=$state/root hosts=$state/hosts key=$state/id_ed25519
net=${PLUMB_HOSTS_NET:-10.79.79}
# Names of links have at most 15 characters.
bridge=plumbtest${net##*.} space=plumb${net##*.}- link=plumb${net##*.}-
. "$(dirname "${BASH_SOURCE[0]}")/parts.sh"

need() { # program package
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] && return
  apt-get install -y -qq "$2" >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq "$2" >/dev/null; }
}

make_root() {
  [ -e "$root/.complete" ] && return
  need debootstrap debootstrap
  rm -rf "$root"; mkdir -p "$root"
  # The packages' own source is that of this machine.
  local source suite
  source=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | sed -n 's/^deb \(\[[^]]*\] \)\?\(http[^ ]*\) .*/\2/p; s/^URIs: *\([^ ]*\).*/\1/p' | head -n 1) || true
  suite=$(. /etc/os-release; echo "$VERSION_CODENAME")
  debootstrap --variant=minbase --include=openssh-server,sudo,openssl,ca-certificates "$suite" "$root" "$source" >&2
  make_accounts
  touch "$root/.complete"
}

run_reached() { let_in "$D/merged"; run_plain "$1"; }

up() { # count
  [ "$(id -u)" = 0 ] || { echo "only root can make hosts" >&2; exit 2; }
  need ip iproute2; need ssh-keygen openssh-client
  mkdir -p "$hosts"
  lock
  make_root; make_key; make_bridge
  local i
  for i in $(seq 1 "$1"); do
    [ -d "$hosts/h$i" ] && continue
    wire "h$i" "$net.$((10 + i))"
    start_as run_reached "h$i" "h$i"
  done
  for i in $(seq 1 "$1"); do
    wait_for_ssh "$net.$((10 + i))"
    echo "h$i $net.$((10 + i))"
  done
}

down() {
  local d
  for d in "$hosts"/*; do
    [ -d "$d" ] || continue
    [ ! -f "$d/pid" ] || kill -9 "$(cat "$d/pid")" 2>/dev/null || true
    unwire "$(basename "$d")"
    remove_host "$d"
  done
  ip link del "$bridge" 2>/dev/null || true
}

case ${1:-} in
  up) up "${2:-2}" ;;
  down) down ;;
  key) echo "$key" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
