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

# The program that is sent to hosts, as it is put inside of plumb: dist/executor/packed/executor-MACHINE.packed, the receiver that unpacks it there,
# and .txt with the program's hash and length. The receiver stands on nothing but the kernel, as does what it receives.
build_executor() { # runtime machine compiler options...
  local runtime=$1 machine=$2 compiler=$3 folder=dist/executor packed=dist/executor/packed/executor-$2; shift 3
  [ "$machine" = "$(uname -m)" ] || folder=dist/executor/$machine
  dotnet publish src/Plumb.Executor -c Release -r "$runtime" -o "$folder" -v q --nologo "$@" || return 1
  mkdir -p dist/executor/packed
  "$compiler" -O2 -Wall -Wextra -static -nostdlib -ffreestanding -fno-builtin -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie -no-pie \
    -Wl,--build-id=none -Wl,-z,noseparate-code -s -o "$packed.receiver" src/Plumb.Executor/Receiver/receive.c || return 1
  "$host_compiler" -O2 -Wall -Wextra -o dist/executor/pack src/Plumb.Executor/Receiver/pack.c && dist/executor/pack "$folder/plumb-executor" > "$packed.packed" || return 1
  echo "$(sha256sum < "$folder/plumb-executor" | cut -d' ' -f1) $(stat -c %s "$folder/plumb-executor")" > "$packed.txt"
}

# For the other kind of machine too where a compiler for that is there: apt-get install gcc-aarch64-linux-gnu. The SDK names the
# machine in an option that only clang has; a compiler that is for one machine does without.
build_foreign_executor() {
  if [ "$(uname -m)" = x86_64 ] && command -v aarch64-linux-gnu-gcc >/dev/null; then
    local linker=$PWD/dist/executor/aarch64-gcc
    printf '#!/bin/sh\nfor word; do shift; [ "$word" = --target=aarch64-linux-gnu ] || set -- "$@" "$word"; done\nexec aarch64-linux-gnu-gcc "$@"\n' > "$linker"
    chmod +x "$linker"
    build_executor linux-arm64 aarch64 aarch64-linux-gnu-gcc -p:CppCompilerAndLinker="$linker" -p:ObjCopyName=aarch64-linux-gnu-objcopy -p:NuGetLockFilePath=obj/packages.arm64.lock.json \
      || echo "The executor for arm64 could not be built: hosts of that kind cannot be reached by this build." >&2
  fi
}

mkdir -p dist
if ensure_linker; then
  rm -rf dist/executor/packed
  host_compiler=$(command -v gcc || command -v clang)
  [ "$(uname -s)" != Linux ] || { build_executor "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" "$(uname -m)" "$host_compiler"; build_foreign_executor; }
  dotnet publish src/Plumb.Cli -c Release -r "$(dotnet --info | sed -n 's/^ *RID: *//p')" -o dist/publish -p:ExecutorFolder="$PWD/dist/executor/packed/" -v q --nologo "$@"
  cp -f dist/publish/plumb dist/plumb
else
  echo "No linker was found and none could be installed: building a program that needs the .NET runtime." >&2
  dotnet publish src/Plumb.Cli -c Release -p:PublishAot=false --self-contained false -o dist/publish -v q --nologo "$@"
  printf '#!/bin/sh\nexec dotnet "$(dirname "$(readlink -f "$0")")/publish/plumb.dll" "$@"\n' > dist/plumb
  chmod +x dist/plumb
fi
echo "built dist/plumb ($(dist/plumb version | head -n 1))"
