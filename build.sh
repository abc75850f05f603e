#!/usr/bin/env bash
# Builds dist/plumb: a single native program, or, where no linker can be had, one that needs the .NET runtime.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v dotnet >/dev/null || { echo "The .NET SDK is needed; see global.json for its version." >&2; exit 1; }

ensure_linker() {
  { command -v clang || command -v gcc; } >/dev/null 2>&1 && return 0
  [ "$(id -u)" = 0 ] || return 1
  if command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq gcc libc6-dev zlib1g-dev >/dev/null
  elif command -v dnf >/dev/null; then dnf install -y -q gcc zlib-devel >/dev/null
  elif command -v apk >/dev/null; then apk add --quiet gcc musl-dev zlib-dev
  else return 1
  fi
}

mkdir -p dist
if ensure_linker; then
  dotnet publish src/Plumb.Cli -c Release -r "$(dotnet --info | sed -n 's/^ *RID: *//p')" -o dist/publish -v q --nologo "$@"
  cp -f dist/publish/plumb dist/plumb
else
  echo "No linker was found and none could be installed: building a program that needs the .NET runtime." >&2
  dotnet publish src/Plumb.Cli -c Release -p:PublishAot=false --self-contained false -o dist/publish -v q --nologo "$@"
  printf '#!/bin/sh\nexec dotnet "$(dirname "$(readlink -f "$0")")/publish/plumb.dll" "$@"\n' > dist/plumb
  chmod +x dist/plumb
fi
echo "built dist/plumb ($(dist/plumb version | head -n 1))"
