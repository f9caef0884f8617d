// Shows where a report's predictions and observations differ: node trial-differences.mjs [--unknown|--conditional] REPORT.json…
import { readFileSync } from 'node:fs';
import { differences, verdict } from './trial-comparison.mjs';

const files = process.argv.slice(2);
const wanted = files[0].startsWith('--') ? files.shift().slice(2) : 'differs';
for (const file of files) {
  for (const statement of JSON.parse(readFileSync(file, 'utf8')).statements) {
    if (verdict(statement) !== wanted) continue;
    console.log(`${statement.file}:${statement.line} ${statement.kind} (${statement.predicted.confidence})`);
    console.log(`    ${statement.sql.replaceAll(/\s+/g, ' ').slice(0, 300)}`);
    for (const { kind, text, conditional } of differences(statement)) {
      if (wanted !== 'differs' || !conditional) console.log(`  - ${kind}: ${text}`);
    }
  }
}
