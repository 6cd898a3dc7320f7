import { fold } from '../../schema/names.ts';
import { deletions } from './blocking.ts';
import type { Candidate } from './candidate.ts';
import { initials } from './compare-thing-names.ts';
import { type Identities, readIdentities } from './identities.ts';
import { fullNames } from './nicknames.ts';
import { type PersonName, readPersonName } from './person-name.ts';
import { readThingName, type ThingName } from './thing-name.ts';

/** A candidate with its names and ids taken apart. */
export type Profile = { candidate: Candidate; ids: Identities } & (
  { sort: 'person'; names: PersonName[] } | { sort: 'thing'; names: ThingName[] }
);

/** Names of one candidate that are looked at: its own first, then aliases. */
const mostNames = 6;

/** @param kindWords words for things of the kind, as their names hold them: `committee` */
export function readProfile(candidate: Candidate, kindWords: ReadonlySet<string>): Profile {
  const written = [candidate.name, ...candidate.aliases].slice(0, mostNames);
  const common = { candidate, ids: readIdentities(candidate) };
  return candidate.kind === 'Person'
    ? { ...common, sort: 'person', names: written.map(readPersonName) }
    : { ...common, sort: 'thing', names: written.map((name) => readThingName(name, kindWords)) };
}

/** Keys of which a pair that may be one thing shares at least one. */
export function blockingKeys(profile: Profile): string[] {
  const ids = profile.ids.handles.map(({ word }) => `h:${fold(word)}`);
  const names = profile.sort === 'person' ? profile.names.flatMap(personKeys) : profile.names.flatMap(thingKeys);
  return [...ids, ...names];
}

function personKeys({ normal, parts, plain, joined, sortedPlain }: PersonName): string[] {
  if (normal === '') return [];
  const [given = '', family = ''] = [plain[0], plain.at(-1)];
  return [
    `n:${normal}`,
    `s:${sortedPlain}`,
    ...(joined.length > 4 ? deletions(joined).map((each) => `d:${each}`) : [`d:${joined}`]),
    ...(plain.length > 1
      ? [
          `i:${given.charAt(0)} ${family}`,
          `f:${given} ${family.slice(0, 4)}`,
          ...[...fullNames(parts[0] ?? '')].map((full) => `k:${full} ${family}`),
        ]
      : []),
  ];
}

function thingKeys(name: ThingName): string[] {
  const { normal, compact, core } = name;
  if (normal === '' || compact === '') return [];
  return [
    `n:${normal}`,
    `s:${[...core].sort().join(' ')}`,
    ...(compact.length > 4 ? deletions(compact).map((each) => `d:${each}`) : [`d:${compact}`]),
    ...initials(name).map((word) => `a:${word}`),
    ...(core.length === 1 ? [`a:${compact}`] : []),
  ];
}
