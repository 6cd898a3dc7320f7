import { setImmediate as pause } from 'node:timers/promises';
import type { Ref } from '../../schema/ref.ts';
import { createBlocks } from './blocking.ts';
import type { Candidate, Suggestion } from './candidate.ts';
import { takeCensus } from './census.ts';
import { judge } from './judge.ts';
import { type Profile, blockingKeys, readProfile } from './profile.ts';
import { suggestedFrom } from './score.ts';
import { alikePairs, cosine } from './similar-cards.ts';
import { compareTexts } from '../compare-texts.ts';

export interface SuggestOptions {
  /** Whether equal names mean one thing for a kind. */
  nameIdentifies(kind: string): boolean;
  /** Words for things of a kind, folded, which a name may hold or not. */
  kindWords(kind: string): ReadonlySet<string>;
  /** What a group or manager is called. */
  nameOf(ref: Ref): string;
  /** Pairs that were said to be two things. */
  areApart(a: Ref, b: Ref): boolean;
}

/** Cosine from which two cards of things that are not people say the same; measured in `bench/duplicates.ts`. */
export const alikeFrom = 0.95;
/** Comparisons between two pauses, so that a server goes on answering: a few milliseconds. */
const betweenPauses = 1000;
/** Names that are taken apart between two pauses. */
const profilesBetweenPauses = 200;

/**
 * Pairs of entities that may be one thing, the likeliest first; of equal score in the order of their refs. Only entities of one kind
 * are compared. The result depends on the set of candidates only, not on their order.
 */
export async function suggestDuplicates(
  candidates: readonly Candidate[],
  options: SuggestOptions,
): Promise<Suggestion[]> {
  const found: Suggestion[] = [];
  for (const kind of new Set(candidates.map((candidate) => candidate.kind)))
    found.push(
      ...(await suggestWithin(
        kind,
        candidates.filter((candidate) => candidate.kind === kind),
        options,
      )),
    );
  return found.sort((x, y) => y.score - x.score || compareTexts(x.a, y.a) || compareTexts(x.b, y.b));
}

async function suggestWithin(
  kind: string,
  candidates: readonly Candidate[],
  options: SuggestOptions,
): Promise<Suggestion[]> {
  const words = options.kindWords(kind);
  const profiles: Profile[] = [];
  const blocks = createBlocks();
  for (const candidate of [...candidates].sort((x, y) => compareTexts(x.ref, y.ref))) {
    const profile = readProfile(candidate, words);
    profiles.push(profile);
    blocks.add(blockingKeys(profile));
    if (profiles.length % profilesBetweenPauses === 0) await pause();
  }
  const census = takeCensus(profiles.map(countedOf));
  const nameIdentifies = options.nameIdentifies(kind);
  const isPerson = kind === 'Person';
  const found: Suggestion[] = [];
  let steps = 0;
  for (const pair of allPairs(profiles, blocks.pairs(), isPerson)) {
    steps += 1;
    if (steps % betweenPauses === 0) await pause();
    const [a, b] = pair === undefined ? [] : [profiles[pair[0]], profiles[pair[1]]];
    if (a === undefined || b === undefined || options.areApart(a.candidate.ref, b.candidate.ref)) continue;
    const [one, other] = [a.candidate.card, b.candidate.card];
    // The card of a person is mostly the name, and colleagues' cards are alike.
    const likeness = isPerson || one?.length !== other?.length ? undefined : one && other && cosine(one, other);
    const { score, reasons } = judge(a, b, { census, nameOf: options.nameOf, nameIdentifies, likeness, alikeFrom });
    if (score >= suggestedFrom) found.push({ a: a.candidate.ref, b: b.candidate.ref, score, reasons });
  }
  return found;
}

/** Pairs by their names and ids, then those by meaning that these don't have. Undefined is a place to pause. */
function* allPairs(
  profiles: readonly Profile[],
  sharing: readonly [number, number][],
  isPerson: boolean,
): Generator<readonly [number, number] | undefined> {
  const seen = new Set<number>();
  for (const pair of sharing) {
    seen.add(pair[0] * profiles.length + pair[1]);
    yield pair;
  }
  if (isPerson) return;
  for (const pair of alikePairs(
    profiles.map(({ candidate }) => candidate.card),
    alikeFrom,
  ))
    if (pair === undefined || !seen.has(pair[0] * profiles.length + pair[1])) yield pair;
}

function countedOf(profile: Profile) {
  const { candidate } = profile;
  const common = { normal: profile.names[0]?.normal ?? '', groups: candidate.groups };
  return {
    ...common,
    plain: profile.sort === 'person' ? (profile.names[0]?.plain ?? []) : (profile.names[0]?.core ?? []),
  };
}
