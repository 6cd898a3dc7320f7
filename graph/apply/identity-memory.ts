import { type Cluster, identify, type IdentityRow, type IdentityRules } from '../compute/identity.ts';

/**
 * `identify`, which looks at every record, with the last answer kept: most changes touch nothing that identity is decided from.
 *
 * One for one ontology, which alone decides `nameIdentifies`.
 */
export function createIdentifier(): typeof identify {
  let last:
    { rows: readonly IdentityRow[]; former: string; stated: IdentityRules['stated']; clusters: Cluster[] } | undefined;
  return (rows, rules) => {
    const former = JSON.stringify(rules.former);
    if (last !== undefined && last.former === former && last.stated === rules.stated && areSame(last.rows, rows))
      return [...last.clusters];
    const clusters = identify(rows, rules);
    last = { rows: [...rows], former, stated: rules.stated, clusters };
    return [...clusters];
  };
}

function areSame(before: readonly IdentityRow[], rows: readonly IdentityRow[]): boolean {
  return before.length === rows.length && before.every((row, index) => isSame(row, rows[index]));
}

/** Lists are compared as objects first: they are shared as long as a record says the same. */
function isSame(a: IdentityRow, b: IdentityRow | undefined): boolean {
  return (
    a === b ||
    (b !== undefined &&
      a.id === b.id &&
      a.source === b.source &&
      a.kind === b.kind &&
      a.key === b.key &&
      a.matchName === b.matchName &&
      a.rank === b.rank &&
      a.ref === b.ref &&
      areEqual(a.identities, b.identities) &&
      areEqual(a.names, b.names) &&
      areEqual(a.deniedNames ?? [], b.deniedNames ?? []) &&
      areEqual(a.formerNames ?? [], b.formerNames ?? []))
  );
}

function areEqual(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((each, index) => each === b[index]));
}
