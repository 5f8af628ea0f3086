#!/bin/sh
# Install the named Debian packages that are missing. Needs root or sudo; without either, says so and fails.
set -u
missing=""
for package in "$@"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then as=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as="sudo"
else
  echo "Chưa cài được:$missing (cần quyền root hoặc sudo: apt-get install$missing)." >&2
  exit 1
fi
log=$(mktemp)
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # the list is meant to split
if ! { $as apt-get update -qq && $as apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
  echo "apt-get không cài được:$missing" >&2
  tail -n 5 "$log" >&2
  exit 1
fi
