import type { Ref } from '../../schema/ref.ts';

/** Counts over all candidates of a kind: a name that many have is weak evidence, a spelling that many have is no mistake. */
export interface Census {
  /** Candidates with this normalised name. */
  named(normal: string): number;
  /** Candidates with this word in their name. */
  spelt(word: string): number;
  /** Candidates whose full name has this initial and family name. */
  initialled(initial: string, family: string): number;
  /** Candidates in a group. */
  inGroup(group: Ref): number;
}

export interface Counted {
  normal: string;
  /** Parts of the name, the family name last. */
  plain: readonly string[];
  groups: readonly Ref[];
}

export function takeCensus(all: Iterable<Counted>): Census {
  const [names, words, initials, groups] = [tally(), tally(), tally(), tally()];
  for (const { normal, plain, groups: own } of all) {
    names.add(normal);
    for (const word of new Set(plain)) words.add(word);
    const [given = ''] = plain;
    if (plain.length > 1 && given.length > 1) initials.add(`${given.charAt(0)} ${plain.at(-1) ?? ''}`);
    for (const group of own) groups.add(group);
  }
  return {
    named: names.of,
    spelt: words.of,
    initialled: (initial, family) => initials.of(`${initial} ${family}`),
    inGroup: groups.of,
  };
}

function tally(): { add: (item: string) => void; of: (item: string) => number } {
  const counts = new Map<string, number>();
  return {
    add: (item) => counts.set(item, (counts.get(item) ?? 0) + 1),
    of: (item) => counts.get(item) ?? 0,
  };
}
