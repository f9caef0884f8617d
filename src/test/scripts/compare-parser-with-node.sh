#!/bin/sh
# Parses every statement of the .sql files below FOLDER twice, by the parser in the JVM and by the npm package in
# Node.js, and compares trees, tokens, PL/pgSQL bodies and errors. Exit code 1 if anything differs.
# Needs a compiled project (mvn test-compile). PostgreSQL's own regression statements are a good folder:
# test/sql of https://github.com/pganalyze/libpg_query (not part of this repository).
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"
mvn -o -q dependency:build-classpath -Dmdep.includeScope=test "-Dmdep.outputFile=$work/classpath" >/dev/null
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
  dev.pgreview.sql.ParserOutput "$folder" "$work/jvm.jsonl"
tar xzf "${XDG_CACHE_HOME:-$HOME/.cache}"/pgreview/libpg-query-*.tgz -C "$work"
# The package's only dependency holds types, nothing that runs.
mkdir -p "$work/package/node_modules/@pgsql/types"
echo '{"main":"index.js"}' > "$work/package/node_modules/@pgsql/types/package.json"
: > "$work/package/node_modules/@pgsql/types/index.js"
node "$here/compare-parser-with-node.mjs" "$work/package/wasm/index.cjs" "$work/jvm.jsonl"
