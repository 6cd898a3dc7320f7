import { tokenise, type Token } from './tokens.ts';

/** Phrases that say what is wanted. Adding a way to ask is adding a phrase. Compared by stem. */
const phrases = {
  count: [
    'how many',
    'number of',
    'count of',
    'total number of',
    'how much',
    'how big',
    'how large',
    'size of',
    'headcount',
    'head count',
  ],
  most: ['most', 'biggest', 'largest', 'highest number of', 'greatest number of', 'maximum'],
  least: ['fewest', 'smallest', 'least', 'lowest number of', 'minimum'],
  nested: [
    'including sub-teams',
    'including subteams',
    'including sub teams',
    'with sub-teams',
    'with subteams',
    'with all sub-teams',
    'and its sub-teams',
    'and sub-teams',
    'including nested',
    'nested',
    'altogether',
    'in total',
    'overall',
    'including everyone below',
    'including all levels',
  ],
  both: ['in both', 'both', 'at the same time', 'also in'],
  except: ['besides', 'apart from', 'except', 'except for', 'other than', 'aside from', 'excluding', 'not counting'],
  not: ['non', 'not', 'without', 'excluding'],
  person: ['who', 'whom', 'whose', 'whos'],
} as const;

/** Words that may stand in a question without changing what is asked. Compared by stem. */
const fillers = new Set(
  (
    'right now currently today moment present please pls plz hi hey hello kiki thanks all total everyone everybody every anybody anyone list show tell give get ' +
    'name names exactly actually precisely there here exist exists existing have has had having sit sits sitting belong belongs hang out ' +
    'current direct directly officially different distinct also still help helps many much people person one ones ' +
    'know find look looking want need question quick quickly roughly company organisation organization about kind sort located called work works'
  )
    .split(' ')
    .flatMap((word) => tokenise(word).map(({ stem }) => stem)),
);

export type Cue = keyof typeof phrases;

export interface CueSpan {
  cue: Cue;
  start: number;
  end: number;
}

const compiled = Object.entries(phrases).flatMap(([cue, list]) =>
  list.map((phrase) => ({ cue: cue as Cue, stems: tokenise(phrase).map(({ stem }) => stem) })),
);

export function findCues(tokens: readonly Token[]): CueSpan[] {
  return tokens.flatMap((_, start) =>
    compiled.flatMap(({ cue, stems }) =>
      stems.every((stem, offset) => tokens[start + offset]?.stem === stem)
        ? [{ cue, start, end: start + stems.length }]
        : [],
    ),
  );
}

export function isFiller({ stem, isStop }: Token): boolean {
  return isStop || fillers.has(stem);
}

/** Words that a yes-or-no question begins with. */
export const truthOpeners: ReadonlySet<string> = new Set([
  'is',
  'are',
  'was',
  'were',
  'does',
  'do',
  'did',
  'has',
  'have',
  'isnt',
  'arent',
  'doesnt',
]);
