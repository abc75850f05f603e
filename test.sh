#!/usr/bin/env bash
# Runs all tests and prints one line of counts at the end.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
command -v dotnet >/dev/null || { echo "The .NET SDK is needed; see global.json for its version." >&2; exit 1; }

# Provisioners are held against a real sshd, and the postgresql provider against a real server; where one cannot be had its tests
# are skipped.
ensure() { # package file...
  local package=$1; shift
  compgen -G "$1" >/dev/null && return
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
  apt-get install -y -qq "$package" >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq "$package"; } >/dev/null 2>&1 || true
}
ensure openssh-server /usr/sbin/sshd
# Playbooks are held against the peer on hosts of their own (tests/hosts/full-hosts.sh).
ensure ansible-core /usr/bin/ansible-playbook
ensure mmdebstrap /usr/bin/mmdebstrap
ensure systemd-container /usr/bin/systemd-nspawn
# Operations are held against the programs that they are for.
ensure subversion /usr/bin/svn
ensure rpm /usr/bin/rpm
ensure gnupg /usr/bin/gpg
ensure python3-venv /var/lib/dpkg/info/python3-venv.list
ensure iptables /usr/sbin/iptables
ensure postgresql '/usr/lib/postgresql/*/bin/postgres'

ensure docker-registry /usr/bin/docker-registry

# The docker provider is held against a real podman; where none can be had those tests are skipped.
if [ ! -x /usr/lib/podman/netavark ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  podman="podman crun netavark busybox-static iptables"
  apt-get install -y -qq --no-install-recommends $podman >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $podman; } >/dev/null 2>&1 || true
fi

dotnet build plumb.slnx -v q -nologo || exit 1
passed=0 failed=0 skipped=0 broken=0
for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  log=$(mktemp)
  timeout 1500 dotnet run --no-build --project "$project" -- "$@" >"$log" 2>&1
  code=$?
  sed -i 's/\x1b\[[0-9;]*m//g' "$log"
  grep -E "^(failed|skipped) |conformance " "$log" | head -n 200
  count() { sed -n "s/^ *$1: *\([0-9]*\).*/\1/p" "$log" | tail -n 1; }
  s=$(count succeeded) f=$(count failed) k=$(count skipped)
  passed=$((passed + ${s:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${k:-0}))
  echo "$name: ${s:-0} passed, ${f:-0} failed, ${k:-0} skipped"
  # 8: no test ran, which a project may do whose tests all need something that is not here.
  if [ "$code" != 0 ] && [ "$code" != 8 ]; then tail -n 60 "$log"; broken=1; fi
  rm -f "$log"
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$broken" = 0 ]
