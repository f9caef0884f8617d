#!/bin/sh
# Written by `pgreview init hook`: reviews migrations before they are committed, without a server.
# `git commit --no-verify` goes around it.
if git diff --cached --quiet --diff-filter=d; then
  exit 0
fi
exec @LAUNCHER@ review --no-dry-run
