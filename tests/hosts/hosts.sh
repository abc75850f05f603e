#!/usr/bin/env bash
# Hosts to try connections with: each has its own network, mounts, processes and name, over one root folder of Debian that is made once.
# They are reached by ssh from this machine alone.
#
#   hosts.sh up N       brings up h1 … hN at 10.79.79.11 and on, and prints "h1 10.79.79.11" for each
#   hosts.sh down       ends them and removes all but the root folder and the packages
#   hosts.sh key        prints the path of the private key that lets root and the users in
#
# The users: root; admin (password "admin-secret", may sudo with it); free (may sudo without); plain (password "plain-secret", may not).
# root's own password is "root-secret". Needs root; installs debootstrap and sshd where they are missing.
set -euo pipefail
state=${PLUMB_HOSTS:-/var/tmp/plumb-test-hosts}
root=$state/root hosts=$state/hosts key=$state/id_ed25519
bridge=plumbtest0 net=10.79.79

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
  echo "admin ALL=(ALL) ALL
free ALL=(ALL) NOPASSWD: ALL" > "$root/etc/sudoers.d/test"
  for user in admin free plain; do chroot "$root" useradd -m -s /bin/bash "$user"; done
  printf 'root:root-secret\nadmin:admin-secret\nplain:plain-secret\nfree:free-secret\n' | chroot "$root" chpasswd
  rm -f "$root"/etc/ssh/ssh_host_*
  touch "$root/.complete"
}

start() { # number
  local h=h$1 ip=$net.$((10 + $1)) d=$hosts/h$1
  mkdir -p "$d/upper" "$d/work" "$d/merged"
  ip netns add "plumb-$h"
  ip link add "plumb-$h" type veth peer name eth0 netns "plumb-$h"
  ip link set "plumb-$h" master $bridge up
  ip -n "plumb-$h" link set lo up
  ip -n "plumb-$h" addr add "$ip/24" dev eth0
  ip -n "plumb-$h" link set eth0 up
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin NAME="$h" D="$d" ROOT="$root" PUB="$(cat "$key.pub")" \
    ip netns exec "plumb-$h" unshare --mount --uts --ipc --pid --fork --kill-child bash -c '
      set -e
      mount --make-rprivate /
      mount -t overlay overlay -o "lowerdir=$ROOT,upperdir=$D/upper,workdir=$D/work" "$D/merged"
      cd "$D/merged"
      hostname "$NAME"; echo "$NAME" > etc/hostname
      mount -t proc proc proc
      mount -t sysfs -o ro sysfs sys
      mount -t tmpfs -o mode=755 dev dev
      mkdir dev/pts dev/shm
      for f in null zero full random urandom tty; do touch dev/$f; mount --bind /dev/$f dev/$f; done
      mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
      ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
      mount -t tmpfs -o mode=1777 shm dev/shm
      mount -t tmpfs -o mode=755 run run; mkdir run/sshd
      for home in root home/admin home/free home/plain; do
        mkdir -p -m 700 "$home/.ssh"; echo "$PUB" > "$home/.ssh/authorized_keys"
        chown -R --reference="$home" "$home/.ssh"
      done
      chroot . ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key
      mkdir -p .old; pivot_root . .old; umount -l /.old; rmdir /.old
      exec /usr/sbin/sshd -D -e -o PidFile=none -o MaxStartups=100
    ' </dev/null >"$d/log" 2>&1 &
  echo $! > "$d/pid"
}

up() {
  [ "$(id -u)" = 0 ] || { echo "only root can make hosts" >&2; exit 2; }
  need ip iproute2; need ssh-keygen openssh-client
  mkdir -p "$hosts"
  exec 9>"$state/lock"; flock 9
  make_root
  [ -f "$key" ] || ssh-keygen -q -t ed25519 -N '' -C plumb-test -f "$key"
  ip link show $bridge >/dev/null 2>&1 || { ip link add $bridge type bridge; ip addr add $net.1/24 dev $bridge; ip link set $bridge up; }
  for i in $(seq 1 "$1"); do [ -d "$hosts/h$i" ] || start "$i" 9>&-; done
  for i in $(seq 1 "$1"); do
    for _ in $(seq 200); do timeout 1 bash -c "</dev/tcp/$net.$((10 + i))/22" 2>/dev/null && break; sleep 0.05; done
    echo "h$i $net.$((10 + i))"
  done
}

down() {
  for d in "$hosts"/*; do
    [ -d "$d" ] || continue
    [ ! -f "$d/pid" ] || kill -9 "$(cat "$d/pid")" 2>/dev/null || true
    # The kernel takes a namespace apart when it has time; its link would be in the way of the next host of that name.
    ip link del "plumb-$(basename "$d")" 2>/dev/null || true
    ip netns del "plumb-$(basename "$d")" 2>/dev/null || true
    for _ in $(seq 20); do rm -rf "$d" 2>/dev/null && break; sleep 0.1; done
  done
  ip link del $bridge 2>/dev/null || true
}

case ${1:-} in
  up) up "${2:-2}" ;;
  down) down ;;
  key) echo "$key" ;;
  *) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
