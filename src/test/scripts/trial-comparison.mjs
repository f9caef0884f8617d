// What a statement's prediction and observation have to do with each other.

const locksOf = part => new Map(part.locks.map(lock => [lock.relation, lock.mode]));

const minus = (a, b) => a.filter(one => !b.includes(one));

/**
 * The differences of one statement: {kind, text, conditional}. Conditional ones are no fault: the prediction says that
 * this part needs rows, a branch or a choice of the planner. Nested statements (a body's) have none: they are observed with
 * the statement around them.
 */
export function differences(statement) {
  const { predicted, observed } = statement;
  const perhaps = predicted.conditional;
  const perhapsLocked = locksOf(perhaps);
  const found = [];
  const add = (kind, text, conditional = false) => found.push({ kind, text, conditional });
  const expected = locksOf(predicted);
  const seen = locksOf(observed);
  for (const [relation, mode] of expected) {
    const conditional = perhapsLocked.has(relation);
    if (!seen.has(relation)) add('lock not seen', `${mode} on ${relation}`, conditional);
    else if (seen.get(relation) !== mode) {
      add('other mode', `${mode} on ${relation}, seen ${seen.get(relation)}`, conditional && weaker(seen.get(relation), mode));
    }
  }
  for (const [relation, mode] of seen) {
    if (!expected.has(relation)) add('lock not predicted', `${mode} on ${relation}`);
  }
  for (const what of ['rewrite', 'scan']) {
    const [wanted, was, unsure] = [predicted, observed, perhaps].map(part => part[`${what}s`]);
    for (const relation of minus(wanted, was)) add(`${what} not seen`, relation, unsure.includes(relation));
    for (const relation of minus(was, wanted)) add(`${what} not predicted`, relation, what === 'scan' && perhaps.lookups.includes(relation));
  }
  return found;
}

const MODES = [
  'ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE',
];

const weaker = (a, b) => MODES.indexOf(a) < MODES.indexOf(b);

/** Dynamic SQL ran before: what it made is not known, and the prediction says so. */
const hiddenSql = statement => (statement.predicted.note ?? '').startsWith('SQL that is not written out ran before');

/**
 * equal; conditional (only what the prediction calls so was not seen); unknown (the prediction says that it is); differs; null
 * where there is nothing to compare.
 */
export function verdict(statement) {
  if (!statement.observed || statement.observed.error) return null;
  const found = differences(statement);
  if (found.length === 0) return 'equal';
  if (found.every(one => one.conditional)) return 'conditional';
  return statement.predicted.confidence === 'unknown' || hiddenSql(statement) ? 'unknown' : 'differs';
}
