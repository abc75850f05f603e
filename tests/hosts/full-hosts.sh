#!/usr/bin/env bash
# Hosts that both plumb and the peer can work on: Debian with Python, systemd, sudo, doas and sshd, over one root folder that is made once, with a
# package repository of their own in /srv/repository, since they reach nothing but this machine.
#
#   full-hosts.sh up NAME...   brings up hosts and prints "NAME ADDRESS" for each. plain-X has sshd as its first process, booted-X a systemd.
#                              Inside, all plain ones are called "plain" and all booted ones "booted", so that what is done to them can be compared.
#   full-hosts.sh down         ends them and removes all but the root folder
#   full-hosts.sh key          prints the path of the private key that lets root and the users in
#   full-hosts.sh changes NAME prints the folder that holds every file of the host that is not as it was made, in the manner of overlayfs
#   full-hosts.sh root         prints the root folder that all of them stand on
#
# The users: root; admin (password "admin-secret", may sudo with it); free (may sudo and doas without a password); plain (password "plain-secret").
# Needs root, mmdebstrap, sshd's tools and, for booted hosts, systemd-nspawn; it installs nothing on this machine. PLUMB_FULL_HOSTS
# (a folder) and PLUMB_FULL_HOSTS_NET (the first three numbers of addresses) make another set beside the one that is there.
set -euo pipefail
state=${PLUMB_FULL_HOSTS:-/var/tmp/plumb-full-hosts}
root=$state/root hosts=$state/hosts key=$state/id_ed25519
net=${PLUMB_FULL_HOSTS_NET:-10.79.80}
bridge=plumbfull${net##*.} space=plumb${net##*.}- link=pf${net##*.}-
. "$(dirname "${BASH_SOURCE[0]}")/parts.sh"

packages=systemd,systemd-sysv,dbus,libpam-systemd,openssh-server,python3,python3-apt,sudo,opendoas,openssl,ca-certificates,iproute2,procps,locales,less
offered="nginx cron logrotate"

need() { command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || { echo "$1 is missing here" >&2; exit 2; }; }

make_root() {
  # One that was made for other packages is made anew.
  [ "$(cat "$root/.complete" 2>/dev/null)" = "$packages $offered" ] && return
  need mmdebstrap
  rm -rf "$root"; mkdir -p "$root"
  local suite; suite=$(. /etc/os-release; echo "$VERSION_CODENAME")
  # The packages' own sources are those of this machine.
  local sources=() source; for source in /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources}; do [ -s "$source" ] && sources+=("$source"); done
  mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" \
    --aptopt='Acquire::Languages "none"' --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --customize-hook='chroot "$1" apt-get clean' --customize-hook="chroot \"\$1\" apt-get -qq -y --no-install-recommends --download-only install $offered" \
    --customize-hook='mkdir "$1/srv/repository"; mv "$1"/var/cache/apt/archives/*.deb "$1/srv/repository"' \
    "$suite" "$root" "${sources[@]}" >&2
  list_packages "$root/srv/repository" > "$root/Packages"; mv "$root/Packages" "$root/srv/repository"
  rm -f "$root"/etc/apt/sources.list "$root"/etc/apt/sources.list.d/*
  echo 'deb [trusted=yes] file:/srv/repository ./' > "$root/etc/apt/sources.list.d/here.list"
  make_accounts
  echo 'permit nopass free
permit persist admin' > "$root/etc/doas.conf"; chmod 400 "$root/etc/doas.conf"
  rm -f "$root/etc/resolv.conf" "$root/usr/sbin/policy-rc.d"
  chroot "$root" ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key
  make_key; let_in "$root"
  # Nothing else takes the lock of packages while a test does.
  ln -s /dev/null "$root/etc/systemd/system/apt-daily.timer"; ln -s /dev/null "$root/etc/systemd/system/apt-daily-upgrade.timer"
  echo 4d0446a8b5d84c3a9c8d8b6f4b9f5e01 > "$root/etc/machine-id"
  echo "$packages $offered" > "$root/.complete"
}

list_packages() { # folder; a flat repository's list
  local file; for file in "$1"/*.deb; do
    dpkg-deb -f "$file"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$(basename "$file")" "$(stat -c %s "$file")" "$(sha256sum < "$file" | cut -d' ' -f1)"
  done
}

# Stays beside systemd-nspawn, which ends when its host reboots, and takes the cgroup away at the end. The mounts of cgroups are those of this namespace only.
run_booted() { # host-name
  umount -R /sys/fs/cgroup; mount -t cgroup2 cgroup2 /sys/fs/cgroup
  local group=/sys/fs/cgroup/$SPACE nspawn status
  mkdir -p "$group"
  end() { trap - TERM; kill -KILL "$nspawn" 2>/dev/null; echo 1 > "$group/cgroup.kill"; for _ in $(seq 50); do find "$group" -depth -type d -exec rmdir {} \; 2>/dev/null; [ -d "$group" ] || break; sleep 0.1; done; exit 0; }
  set +e
  while :; do
    # No scope and no machine are registered: this machine may have no systemd.
    ( echo $BASHPID > "$group/cgroup.procs"
      exec systemd-nspawn --quiet --keep-unit --register=no --boot -D "$D/merged" --machine="$1" --network-namespace-path="/run/netns/$SPACE" \
        --resolv-conf=off --timezone=off --link-journal=no --console=pipe ) &
    nspawn=$!; trap end TERM
    wait $nspawn; status=$?
    [ $status = 133 ] || end
  done
}

up() { # name ...
  [ "$(id -u)" = 0 ] || { echo "only root can make hosts" >&2; exit 2; }
  need ip; need ssh-keygen; need dpkg-deb
  case "$*" in *booted-*) need systemd-nspawn ;; esac
  mkdir -p "$hosts"
  lock
  make_root; make_bridge
  local name address taken=10
  for name in "$@"; do
    taken=$((taken + 1)) address=$net.$taken
    [ -d "$hosts/$name" ] && continue
    wire "$name" "$address"
    start_as "run_${name%%-*}" "$name" "${name%%-*}"; echo "$address" > "$hosts/$name/address"
  done
  for name in "$@"; do
    address=$(cat "$hosts/$name/address")
    wait_for_ssh "$address"
    echo "$name $address"
  done
}

down() {
  local d _
  for d in "$hosts"/*; do
    [ ! -f "$d/pid" ] || case $d in */booted-*) kill -TERM "$(cat "$d/pid")" ;; *) kill -KILL "$(cat "$d/pid")" ;; esac 2>/dev/null || true
  done
  for d in "$hosts"/*; do
    [ -d "$d" ] || continue
    for _ in $(seq 100); do kill -0 "$(cat "$d/pid" 2>/dev/null)" 2>/dev/null || break; sleep 0.1; done
    unwire "$(basename "$d")"
    remove_host "$d"
  done
  ip link del "$bridge" 2>/dev/null || true
}

case ${1:-} in
  up) shift; up "$@" ;;
  down) down ;;
  key) echo "$key" ;;
  changes) echo "$hosts/$2/upper" ;;
  root) echo "$root" ;;
  *) sed -n '2,14s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
