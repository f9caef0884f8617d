// What a statement's prediction and observation have to do with each other.

const locksOf = part => new Map(part.locks.map(lock => [lock.relation, lock.mode]));

const minus = (a, b) => a.filter(one => !b.includes(one));

/**
 * The differences of one statement, as texts: "lock ACCESS EXCLUSIVE on public.a not seen", "scan of public.a not predicted".
 * Nested statements (a body's) are observed with the statement around them and have none.
 */
export function differences(statement) {
  const { predicted, observed } = statement;
  const found = [];
  const expected = locksOf(predicted);
  const seen = locksOf(observed);
  for (const [relation, mode] of expected) {
    if (!seen.has(relation)) found.push({ kind: 'lock not seen', text: `${mode} on ${relation}` });
    else if (seen.get(relation) !== mode) found.push({ kind: 'other mode', text: `${mode} on ${relation}, seen ${seen.get(relation)}` });
  }
  for (const [relation, mode] of seen) {
    if (!expected.has(relation)) found.push({ kind: 'lock not predicted', text: `${mode} on ${relation}` });
  }
  for (const relation of minus(predicted.rewrites, observed.rewrites)) found.push({ kind: 'rewrite not seen', text: relation });
  for (const relation of minus(observed.rewrites, predicted.rewrites)) found.push({ kind: 'rewrite not predicted', text: relation });
  for (const relation of minus(predicted.scans, observed.scans)) found.push({ kind: 'scan not seen', text: relation });
  for (const relation of minus(observed.scans, predicted.scans)) found.push({ kind: 'scan not predicted', text: relation });
  return found;
}

/** equal, unknown (the prediction says so itself), differs, or null where there is nothing to compare. */
export function verdict(statement) {
  if (!statement.observed || statement.observed.error) return null;
  if (differences(statement).length === 0) return 'equal';
  return statement.predicted.confidence === 'unknown' ? 'unknown' : 'differs';
}
