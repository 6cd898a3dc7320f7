import { stemsOf, type Token } from './tokens.ts';

/** Phrases that say what is wanted. Adding a way to ask is adding a phrase. Compared by stem. */
const phrases = {
  count: [
    'how many',
    'number of',
    'count of',
    'total number of',
    'how big',
    'how large',
    'size of',
    'headcount',
    'head count',
    'how many heads',
  ],
  // The size of a team is that of all of it; "how many are in it" are its direct members.
  size: ['how big', 'how large', 'size of', 'headcount', 'head count'],
  headcount: [
    'headcount',
    'head count',
    'how big is the company',
    'how large is the company',
    'how many of us',
    'how many work here',
  ],
  most: [
    'most',
    'the most',
    'longest list of',
    'more than any other',
    'biggest',
    'largest',
    'highest number of',
    'greatest number of',
    'maximum',
  ],
  least: ['fewest', 'smallest', 'least', 'lowest number of', 'minimum'],
  nested: [
    'including sub-teams',
    'including subteams',
    'include sub-teams',
    'include subteams',
    'incl sub-teams',
    'incl subteams',
    'including all sub-teams',
    'including all subteams',
    'sub-teams included',
    'subteams included',
    'counting sub-teams',
    'counting subteams',
    'with sub-teams',
    'with subteams',
    'with all sub-teams',
    'with all subteams',
    'and sub-teams',
    'and subteams',
    'and all sub-teams',
    'and all subteams',
    'all sub-teams',
    'all subteams',
    'and everyone below',
    'and everything below',
    'including everything below',
    'including nested',
    'whole tree',
    'nested',
    'recursively',
    'indirectly',
    'altogether',
    'overall',
    'in total',
    'in all',
    'or indirectly',
    'directly or indirectly',
    'directly and indirectly',
    'including everyone below',
    'including all levels',
  ],
  both: ['in both', 'both', 'at the same time', 'also in', 'together', 'jointly', 'combined', 'in common'],
  former: [
    'former',
    'ex',
    'emeritus',
    'emeriti',
    'past',
    'previous',
    'previously',
    'once',
    'no longer',
    'used to',
    'alumni',
    'alumnus',
    'alumna',
    'alum',
    'retired',
  ],
  except: [
    'besides',
    'apart from',
    'except',
    'except for',
    'other than',
    'together with',
    'along with',
    'alongside',
    'aside from',
    'excluding',
    'not counting',
  ],
  not: ['non', 'not', 'without', 'excluding'],
  place: ['where', 'what place', 'which place', 'whereabouts'],
  way: ['how do i', 'how can i', 'how do we', 'how can we', 'how to', 'how would i', 'how should i', 'how does one'],
  manner: ['how is', 'how are', 'how s', 'hows', 'how far', 'how does stand', 'how do stand'],
  time: [
    'when',
    'what day',
    'which day',
    'what weekday',
    'which weekday',
    'what day of the week',
    'which day of the week',
    'what date',
    'which date',
    'how soon',
    'by when',
    'what time',
    'which time',
    'how often',
    'how frequently',
    'which days',
    'what days',
  ],
  person: ['who', 'whom', 'whose', 'whos', 'everyone', 'everybody', 'anyone', 'anybody', 'someone', 'somebody'],
} as const;

/** Every phrase of the cues, as it is written. */
export const cueWords: readonly string[] = Object.values(phrases).flat();

/** Words that may stand in a question without changing what is asked. Compared by stem. */
const fillers = new Set(
  (
    'right now currently today moment present please pls plz hi hey hello kiki thanks all total every list show tell give get ' +
    'name names exactly actually precisely there here exist exists existing have has had having sit sits sitting belong belongs hang out ' +
    'current direct directly officially different distinct also still help helps many much one ones ' +
    'know find look looking want need question quick quickly roughly company organisation organization about kind sort position role job located called work works based supposed expected planned scheduled meant going ' +
    'too same time well days around just number figure answer running moment together yet irl ones guys gang bunch entire specific precise listed actual real thing things stuff ' +
    'morning afternoon quick question asap thx cheers btw fyi possible possibly let see curious like want wanna gonna lookup look check checking hear heard tell telling told ' +
    'down goes go lives live living fails fail failing outage do does done doing other others everything anything marked flagged tagged labelled labeled again ask asking wonder wondering say says said ok okay sure maybe another'
  )
    .split(' ')
    .flatMap(stemsOf),
);

export type Cue = keyof typeof phrases;

export interface CueSpan {
  cue: Cue;
  start: number;
  end: number;
}

const compiled = Object.entries(phrases).flatMap(([cue, list]) =>
  list.map((phrase) => ({ cue: cue as Cue, stems: stemsOf(phrase) })),
);

export function findCues(tokens: readonly Token[]): CueSpan[] {
  return tokens.flatMap((_, start) =>
    compiled.flatMap(({ cue, stems }) => {
      const end = endOf(stems, tokens, start);
      return end === undefined || isException(cue, tokens[start]) ? [] : [{ cue, start, end }];
    }),
  );
}

/** "*Exceptions* for the ledger" are things, and except nothing. */
function isException(cue: Cue, token: Token | undefined): boolean {
  return cue === 'except' && /^exceptions?$/.test(token?.word ?? '');
}

/** Where a phrase that begins at a word ends; words like "the" may stand between its words. */
function endOf(stems: readonly string[], tokens: readonly Token[], start: number): number | undefined {
  let at = start;
  for (const [index, stem] of stems.entries()) {
    while (index > 0 && tokens[at] !== undefined && tokens[at]?.stem !== stem && tokens[at]?.isStop === true) at += 1;
    if (tokens[at]?.stem !== stem) return undefined;
    at += 1;
  }
  return at;
}

/** Words that turn a question round: one that is not understood must not be passed over. */
const denials = new Set([
  'no',
  'not',
  'nor',
  'never',
  'neither',
  'none',
  'nobody',
  'without',
  'isnt',
  'arent',
  'doesnt',
  'dont',
]);

/** Words that say what sort of answer is wanted: one that is passed over makes another question of it. */
const questionWords = new Set(['where', 'when', 'why', 'how']);

/** Words that pass for fillers, but not as what is asked for: "*what company* does Ada work for" is not what she is in. */
const askedNouns = new Set(['company', 'organisation', 'organization', 'position', 'role', 'job'].flatMap(stemsOf));

/** Whether a word is what "what" or "which" asks for. @param before the word before it */
export function isAskedNoun({ stem }: Token, before: Token | undefined): boolean {
  return (before?.word === 'what' || before?.word === 'which') && askedNouns.has(stem);
}

export function isFiller({ word, stem, isStop }: Token): boolean {
  return !denials.has(word) && !questionWords.has(word) && (isStop || fillers.has(stem));
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
