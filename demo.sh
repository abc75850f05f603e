#!/usr/bin/env bash
# From a fresh clone to a first apply: builds Plumb, and makes the configuration of a reverse proxy with it.
set -euo pipefail
cd "$(dirname "$0")"
[ -x dist/plumb ] || ./build.sh
plumb=$PWD/dist/plumb
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r examples/quickstart/. "$work"
cd "$work"

say() { printf '\n\033[1m$ %s\033[0m\n' "$*"; }

say plumb init
"$plumb" init
say plumb apply -auto-approve
"$plumb" apply -auto-approve
say cat site/nginx.conf
cat site/nginx.conf

# One line changes: a third back end. The plan says so, and nothing else.
sed -i 's/^backends = .*/backends = ["10.0.0.11", "10.0.0.12", "10.0.0.13"]/' terraform.tfvars
say "plumb plan    # after adding a back end to terraform.tfvars"
"$plumb" plan
