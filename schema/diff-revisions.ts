import type { Change, Revision } from './entity.ts';

/**
 * What changed of an entity from one revision to a later one, as one change each: what was changed and changed back is no change.
 *
 * @param revisions of one entity, in any order
 * @param from number of the earlier revision; 0 for before the first
 * @param to number of the later one
 */
export function diffRevisions(revisions: readonly Revision[], from: number, to: number): Change[] {
  const between = revisions
    .filter(({ number }) => number > from && number <= to)
    .sort((a, b) => a.number - b.number)
    .flatMap(({ changes }) => changes);
  const first = new Map<string, Change>();
  for (const change of between) {
    const token = JSON.stringify([change.about, change.name, change.other]);
    const known = first.get(token);
    first.set(token, known === undefined ? change : { ...change, before: known.before });
  }
  return [...first.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}
