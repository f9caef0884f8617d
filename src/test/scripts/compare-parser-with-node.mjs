// Compares the JVM's answers (JSON lines of ParserOutput) with the npm package's: see compare-parser-with-node.sh.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const [packageFile, answersFile] = process.argv.slice(2);
const pg = createRequire(import.meta.url)(packageFile);
await pg.loadModule();

function inNode(question, sql) {
  try {
    return JSON.stringify(question(sql));
  } catch (error) {
    // The package takes some of the scanner's messages for JSON: then only that there is an error can be compared.
    if (error instanceof SyntaxError) return { message: null };
    // The package counts positions from 0 and takes "unknown" for 0; PostgreSQL counts from 1.
    return { message: error.message, position: error.sqlDetails ? error.sqlDetails.cursorPosition : 0 };
  }
}

function same(jvm, node) {
  const error = /^error at (\d+): ([^]*)$/.exec(jvm);
  if (typeof node === 'string') {
    return error === null && JSON.stringify(JSON.parse(jvm)) === node;
  }
  if (node.message === null) return error !== null;
  return error !== null && error[2] === node.message && Math.max(0, error[1] - 1) === node.position;
}

const questions = { parse: pg.parseSync, scan: pg.scanSync, plpgsql: pg.parsePlPgSQLSync };
const counts = { parse: 0, scan: 0, plpgsql: 0 };
let rejected = 0;
let different = 0;
for await (const line of createInterface({ input: createReadStream(answersFile) })) {
  const answer = JSON.parse(line);
  for (const [name, question] of Object.entries(questions)) {
    if (answer[name] === undefined) continue;
    counts[name]++;
    const node = inNode(question, answer.sql);
    if (name === 'parse' && typeof node !== 'string') rejected++;
    if (!same(answer[name], node)) {
      different++;
      console.log(`${answer.file}: ${name} differs for: ${answer.sql.slice(0, 200)}`);
      console.log(`  jvm:  ${answer[name].slice(0, 200)}`);
      console.log(`  node: ${JSON.stringify(node).slice(0, 200)}`);
    }
  }
}
console.log(`${counts.parse} statements (${rejected} rejected by both), ${counts.scan} token lists, `
  + `${counts.plpgsql} PL/pgSQL bodies: ${different} differences`);
process.exit(different === 0 ? 0 : 1);
