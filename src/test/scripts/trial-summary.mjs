// One line of the trial's table; see trial.sh.
import { readFileSync } from 'node:fs';
import { differences, verdict } from './trial-comparison.mjs';

const [name, reportFile, errorFile, end, start] = process.argv.slice(2);
if (name === '--header') {
  console.log('| project | tool | files | statements | not parsed | dry run | predicted = observed | conditional | unknown | differences | seconds |');
  console.log('|---|---|---|---|---|---|---|---|---|---|---|');
  process.exit();
}

const row = (...cells) => console.log(`| ${cells.map(cell => String(cell).replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`);

function report() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return null;
  }
}

const one = report();
if (!one) {
  row(name, '', '', '', '', readFileSync(errorFile, 'utf8').trim(), '', '', '', '', '');
  process.exit();
}

const verdicts = one.statements.map(verdict).filter(Boolean);
const count = wanted => verdicts.filter(found => found === wanted).length;
const kinds = {};
for (const statement of one.statements.filter(each => verdict(each) === 'differs')) {
  for (const kind of new Set(differences(statement).filter(each => !each.conditional).map(each => each.kind))) kinds[kind] = (kinds[kind] ?? 0) + 1;
}
const dryRun = one.dry_run;
const detail = dryRun.error ?? dryRun.skipped_because;
row(
  name,
  [...new Set(one.files.map(file => file.tool))].join(', '),
  one.files.length,
  one.statements.length,
  one.findings.filter(finding => finding.rule === 'syntax-error').length,
  detail ? `${dryRun.status}: ${detail}` : dryRun.status,
  `${count('equal')} of ${verdicts.length}`,
  count('conditional'),
  count('unknown'),
  Object.entries(kinds).map(([kind, times]) => `${times} ${kind}`).join(', ') || 'none',
  (Number(end) - Number(start)).toFixed(1),
);
