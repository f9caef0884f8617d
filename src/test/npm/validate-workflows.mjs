// Holds an action's description and a workflow against GitHub's own language service.
// usage: node validate-workflows.mjs ACTION.yml WORKFLOW.yml     prints each problem; exit code 1 when there is one
import { readFileSync } from 'node:fs';
import { register } from 'node:module';

// Node 20 takes JSON modules only with an attribute that the package leaves out.
const hooks = `
import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  return url.endsWith('.json')
    ? { format: 'module', shortCircuit: true, source: 'export default ' + (await readFile(new URL(url), 'utf8')) }
    : next(url, context);
}`;
register('data:text/javascript,' + encodeURIComponent(hooks));
const { validate } = await import('@actions/languageservice');
const { TextDocument } = await import('vscode-languageserver-textdocument');

const [action, workflow] = process.argv.slice(2);
let problems = 0;
for (const [path, address] of [
  [action, 'file:///action.yml'],
  [workflow, 'file:///.github/workflows/pgreview.yml'],
]) {
  const document = TextDocument.create(address, 'yaml', 1, readFileSync(path, 'utf8'));
  for (const found of await validate(document)) {
    problems++;
    console.log(`${path}:${found.range.start.line + 1}: ${found.message}`);
  }
}
process.exit(problems === 0 ? 0 : 1);
