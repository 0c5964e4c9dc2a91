#!/bin/sh
# Prints the first Python on this machine that can run the site, or says how to get one.

fits='import sys; sys.exit(not (3, 12) <= sys.version_info[:2] < (3, 16))'
complete='import ensurepip, sqlite3, venv'
incomplete=

for name in python3.13 python3.14 python3.12 python3; do
    "$name" -c "$fits" 2>/dev/null || continue
    if "$name" -c "$complete" 2>/dev/null; then
        command -v "$name"
        exit 0
    fi
    incomplete=${incomplete:-$name}
done

if [ -n "$incomplete" ]; then
    echo "$incomplete is here, but a part of it that the site needs is missing"
    echo "(one of ensurepip, venv, sqlite3)."
else
    echo "The site needs Python 3.12 to 3.15, and none was found on this machine."
fi >&2
cat >&2 <<'WAYS'
Any one of these helps; then run the same make command again:
  apt-get install python3-venv    on Debian 13, Ubuntu 24.04 and later
  pyenv install 3.13              where pyenv is in use
  uv python install 3.13          where uv is in use
WAYS
exit 2
