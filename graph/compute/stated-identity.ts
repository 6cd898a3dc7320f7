import type { StatedEntry, StatedIdentity } from '../../schema/stated-identity.ts';
import type { Cluster } from './identity.ts';

/**
 * What is wrong with `sameAs` and `different`, measured by the records there are: one sentence each, with the source that an entry
 * names, if it names one.
 */
export interface StatedProblem {
  source?: string;
  text: string;
}

export function findStatedProblems(stated: StatedIdentity, clusters: readonly Cluster[]): StatedProblem[] {
  const holders = new Map<string, Set<Cluster>>();
  for (const cluster of clusters) {
    for (const identity of cluster.rows.flatMap((row) => row.identities))
      holders.set(identity, (holders.get(identity) ?? new Set()).add(cluster));
  }
  const held = ({ identities }: StatedEntry) => new Set(identities.flatMap((each) => [...(holders.get(each) ?? [])]));
  const unmatched = (setting: string) => (entry: StatedEntry) =>
    held(entry).size > 0
      ? []
      : [problem(entry, `${setting} names "${entry.written}", and no record has that key or id; check its spelling`)];
  return [
    ...stated.same.flatMap((group) => [...group.flatMap(unmatched('sameAs')), ...ofSeveralKinds(group, held)]),
    ...stated.different.flatMap((group) => [...group.flatMap(unmatched('different')), ...joinedAnyway(group, held)]),
  ];
}

function problem({ written, identities }: StatedEntry, text: string): StatedProblem {
  const names = identities.some((identity) => identity.startsWith('@'));
  return { ...(names && { source: written.slice(0, written.indexOf(':')).trim() }), text };
}

/** Things of different kinds are never one: then the group joins less than it says. */
function ofSeveralKinds(
  group: readonly StatedEntry[],
  held: (entry: StatedEntry) => ReadonlySet<Cluster>,
): StatedProblem[] {
  const kindsOf = (entry: StatedEntry) => new Set([...held(entry)].map(({ kind }) => kind));
  const found = group.filter((entry) => held(entry).size > 0);
  const [first, ...others] = found;
  if (first === undefined) return [];
  const alone = others.find((other) => ![...kindsOf(other)].some((kind) => kindsOf(first).has(kind)));
  if (alone === undefined) return [];
  const kinds = [first, alone].map((entry) => `"${entry.written}" (${[...kindsOf(entry)].sort().join(', ')})`);
  return [problem(alone, `sameAs can't join ${kinds.join(' and ')}: only things of one kind can be one`)];
}

/** An explicit id that two records share is stronger than `different`. */
function joinedAnyway(
  group: readonly StatedEntry[],
  held: (entry: StatedEntry) => ReadonlySet<Cluster>,
): StatedProblem[] {
  const seen = new Map<Cluster, StatedEntry>();
  for (const entry of group) {
    for (const cluster of held(entry)) {
      const other = seen.get(cluster);
      if (other !== undefined && other !== entry)
        return [
          problem(
            entry,
            `different says that "${other.written}" and "${entry.written}" are two things, and an id that they share makes them one (${cluster.ref}); correct that id at its source`,
          ),
        ];
      seen.set(cluster, entry);
    }
  }
  return [];
}
