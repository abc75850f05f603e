#!/bin/sh
case $1 in
  check) [ -r "$(dirname "$0")/../conf/app.conf" ] && echo "configuration is fine" ;;
  *) echo "usage: app check" >&2; exit 2 ;;
esac
