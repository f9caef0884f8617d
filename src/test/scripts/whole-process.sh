#!/usr/bin/env bash
# Whole-process figures: wall seconds and peak memory of the command as a user starts it.
# usage: src/test/scripts/whole-process.sh [RUNS]     (default 5; the median is what to quote)
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$root/pgreview" rules >/dev/null # builds, and makes the cache
mkdir -p "$work/many/db/migration"
for i in $(seq 1 500); do
  cat >"$work/many/db/migration/V${i}__change.sql" <<SQL
CREATE TABLE t$i (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a integer NOT NULL, b text, created_at timestamptz NOT NULL DEFAULT now());
CREATE INDEX t${i}_a_idx ON t$i (a);
ALTER TABLE t$(((i + 1) / 2)) ADD COLUMN c$i numeric(10,2);
UPDATE t$(((i + 1) / 2)) SET b = 'x' WHERE a < $i;
SQL
done
for i in $(seq 1 1000); do
  printf '{"id":"%s","base":[{"path":"V1__a.sql","sql":"CREATE TABLE t (id bigint PRIMARY KEY, a integer);"}],"changed":[{"path":"V2__b.sql","sql":"ALTER TABLE t ALTER COLUMN a TYPE bigint; CREATE INDEX i%s ON t (a);"}]}\n' "$i" "$i"
done >"$work/requests.jsonl"

measure() { # name, command …
  local name=$1
  shift
  for _ in $(seq 1 "$runs"); do
    /usr/bin/time -f '%e %M' -o "$work/time" "$@" >"$work/out" 2>"$work/err" || true
    tail -n 1 "$work/time"
  done | sort -n | awk -v name="$name" '{s[NR]=$1; if ($2>m) m=$2} END {printf "%-44s median %5.2f s  min %5.2f  max %5.2f  peak %4d MiB\n", name, s[int((NR+1)/2)], s[1], s[NR], m/1024}'
}

measure "pgreview --version" "$root/pgreview" --version
measure "review examples/shop, with dry run" "$root/pgreview" review "$root/examples/shop"
measure "review examples/shop, no dry run" "$root/pgreview" review "$root/examples/shop" --no-dry-run
measure "500 files linted" "$root/pgreview" review "$work/many" --base none --no-dry-run --format json
measure "1,000 batch requests" sh -c "'$root/pgreview' batch <'$work/requests.jsonl'"
