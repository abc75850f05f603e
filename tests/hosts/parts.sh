# What hosts of hosts.sh and of full-hosts.sh have in common; read in by both. They have set: root, hosts and key (paths), bridge and net (of
# the network that joins them with this machine), space (what names of network namespaces begin with) and link (what names of links do).

lock() { exec 9>"$state/lock"; flock 9; }

make_key() { [ -f "$key" ] || ssh-keygen -q -t ed25519 -N '' -C plumb-test -f "$key"; }

make_bridge() {
  ip link show "$bridge" >/dev/null 2>&1 && return
  ip link add "$bridge" type bridge; ip addr add "$net.1/24" dev "$bridge"; ip link set "$bridge" up
}

# The users: root; admin (password "admin-secret", may sudo with it); free (may sudo without); plain (password "plain-secret", may not).
make_accounts() {
  echo 'admin ALL=(ALL) ALL
free ALL=(ALL) NOPASSWD: ALL' > "$root/etc/sudoers.d/test"
  local user; for user in admin free plain; do chroot "$root" useradd -m -s /bin/bash "$user"; done
  printf 'root:root-secret\nadmin:admin-secret\nplain:plain-secret\nfree:free-secret\n' | chroot "$root" chpasswd
  rm -f "$root"/etc/ssh/ssh_host_*
}

let_in() { # folder of a host
  local home; for home in root home/admin home/free home/plain; do
    mkdir -p -m 700 "$1/$home/.ssh"; cp "$key.pub" "$1/$home/.ssh/authorized_keys"; chmod 600 "$1/$home/.ssh/authorized_keys"
    chown -R --reference="$1/$home" "$1/$home/.ssh"
  done
}

wire() { # name address
  ip netns add "$space$1"
  ip link add "$link$1" type veth peer name eth0 netns "$space$1"
  ip link set "$link$1" master "$bridge" up
  ip -n "$space$1" link set lo up
  ip -n "$space$1" addr add "$2/24" dev eth0
  ip -n "$space$1" link set eth0 up
}

# The kernel takes a namespace apart when it has time; its link would be in the way of the next host of that name.
unwire() { # name
  ip link del "$link$1" 2>/dev/null || true
  ip netns del "$space$1" 2>/dev/null || true
}

# The accounts are made already, and their passwords have no place among arguments, where tests look for them.
# Runs a function as a host: over the root folder, with what it writes apart, and with mounts of its own. The function finds SPACE, its network,
# and D, the folder of the host, whose files are in merged.
start_as() { # function name host-name
  local d=$hosts/$2
  mkdir -p "$d/upper" "$d/work" "$d/merged"
  env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin SPACE="$space$2" D="$d" ROOT="$root" key="$key" unshare --mount --propagation private bash -c "$(unset -f make_accounts; declare -f); set -e
      mount -t overlay overlay -o lowerdir=\$ROOT,upperdir=\$D/upper,workdir=\$D/work \$D/merged
      echo $3 > \$D/merged/etc/hostname
      $1 $3" </dev/null >"$d/log" 2>&1 9>&- &
  echo $! > "$d/pid"
}

# A host whose first process is sshd.
run_plain() { # host-name
  exec ip netns exec "$SPACE" unshare --mount --uts --ipc --pid --fork --kill-child bash -c '
    set -e
    cd "$D/merged"; mount --make-rprivate /
    hostname "$1"
    mount -t proc proc proc
    mount -t sysfs -o ro sysfs sys
    mount -t tmpfs -o mode=755 dev dev
    mkdir dev/pts dev/shm
    for f in null zero full random urandom tty; do touch dev/$f; mount --bind /dev/$f dev/$f; done
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts dev/pts
    ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
    mount -t tmpfs -o mode=1777 shm dev/shm
    mount -t tmpfs -o mode=755 run run; mkdir -m 755 run/sshd; mkdir -m 1777 run/lock
    [ -f etc/ssh/ssh_host_ed25519_key ] || chroot . ssh-keygen -q -t ed25519 -N "" -f /etc/ssh/ssh_host_ed25519_key
    mkdir -p .old; pivot_root . .old; umount -l /.old; rmdir /.old
    exec /usr/sbin/sshd -D -e -o PidFile=none -o MaxStartups=100' sh "$1"
}

wait_for_ssh() { # address
  local _; for _ in $(seq 300); do timeout 2 bash -c "exec 3<>/dev/tcp/$1/22; read -t 1 line <&3; [[ \$line == SSH* ]]" 2>/dev/null && return; sleep 0.1; done
}

remove_host() { # folder
  local _; for _ in $(seq 20); do rm -rf "$1" 2>/dev/null && return; sleep 0.1; done
}
