#!/usr/bin/env bash
# Tries the command on checkouts of other projects: is every migration found, parsed and applied?
# usage: src/test/scripts/trial.sh CHECKOUT…      prints a Markdown table
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
echo '| project | tool | files | statements | not parsed | dry run | base and change applied | predicted = observed | findings |'
echo '|---|---|---|---|---|---|---|---|---|'
for checkout in "$@"; do
  "$root/pgreview" review "$checkout" --base none --format json 2>/tmp/trial.err >/tmp/trial.json || true
  node - "$(basename "$checkout")" <<'JS'
const fs = require('fs');
const name = process.argv[2];
let report;
try { report = JSON.parse(fs.readFileSync('/tmp/trial.json', 'utf8')); }
catch { console.log(`| ${name} | | | | | ${fs.readFileSync('/tmp/trial.err', 'utf8').trim()} | | | |`); process.exit(); }
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const seen = report.statements.filter(s => s.observed);
const equal = seen.filter(s => same(s.predicted.locks, s.observed.locks) && same(s.predicted.rewrites, s.observed.rewrites) && same(s.predicted.scans, s.observed.scans));
const tools = [...new Set(report.files.map(f => f.tool))].join(', ');
const broken = report.findings.filter(f => f.rule === 'syntax-error').length;
console.log(`| ${name} | ${tools} | ${report.files.length} | ${report.statements.length} | ${broken} | ${report.dry_run.status} | ${report.dry_run.error ?? 'all'} | ${equal.length} of ${seen.length} | ${report.findings.length} |`);
JS
done
