#!/usr/bin/env bash
# Tries the command on checkouts of other projects: is every migration found, parsed and applied, and is what the
# server did what was predicted?
# usage: src/test/scripts/trial.sh [-o FOLDER] CHECKOUT…     prints a Markdown table
#   -o FOLDER   keep each project's report there as NAME.json; default: a temporary folder
# A checkout's own .pgreview.yml is used. Explain single differences with trial-differences.mjs.
set -euo pipefail
scripts=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$scripts/../../.." && pwd)
out=
while getopts o: option; do
  case $option in
    o) out=$OPTARG ;;
    *) exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || { sed -n '4p' "$0" >&2; exit 2; }
[ -n "$out" ] || { out=$(mktemp -d); trap 'rm -rf "$out"' EXIT; }
mkdir -p "$out"
node "$scripts/trial-summary.mjs" --header
for checkout in "$@"; do
  name=$(basename "$(cd "$checkout" && pwd)")
  start=$(date +%s.%N)
  # Exit code 1 only says that the report blocks.
  "$root/pgreview" review "$checkout" --base none --format json >"$out/$name.json" 2>"$out/$name.err" || true
  node "$scripts/trial-summary.mjs" "$name" "$out/$name.json" "$out/$name.err" "$(date +%s.%N)" "$start"
done
