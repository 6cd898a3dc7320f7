import { narrows } from '../../look-up/counting.ts';
import type { Span } from '../analysis.ts';
import { isFiller } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import { fieldBeside, narrowings } from '../narrow.ts';
import type { Reading } from '../reading.ts';
import { wordBefore } from '../tokens.ts';
import { isReaching } from '../values.ts';
import { personTargets, roleTargets, type Target, targets, valueTargets } from '../targets.ts';

/** "how many teams are there", "list all active projects", "who is on leave", "how many contractors do we have". */
export const lists: Rule = (reading) => [
  ...targets(reading, [])
    .filter((target) => !isWhereTheyAre(target, reading) && !isWhose(target, reading))
    .map((target) => listDraft(reading, target, 0.5)),
  ...roleTargets(reading, []).map((target) => listDraft(reading, target, 1.2)),
  // Everyone is an answer to "who" only when something says which ones.
  ...personTargets(reading, [])
    .filter(({ filter }) => narrows(filter))
    .map((target) => listDraft(reading, target, 0.7)),
  ...(asksForThings(reading) ? valueTargets(reading, []).map((target) => listDraft(reading, target, 0.9)) : []),
  ...unnamedThings(reading).map((target) => listDraft(reading, target, 0.9)),
  ...reachedThere(reading).map((target) => listDraft(reading, target, 0.9)),
  ...wholeHeadcount(reading),
  ...recipients(reading),
];

/** "*Who* is on *every team*", "in *only one team*" asks for no teams. */
function isWhereTheyAre({ used: [noun], filter: { kind } }: Target, { analysis: { tokens }, cue }: Reading): boolean {
  const isPlace = ({ start }: Span) => ['in', 'on', 'of', 'at', 'for'].includes(wordBefore(tokens, start, quantifiers));
  return kind !== 'Person' && noun !== undefined && cue('person') !== undefined && isPlace(noun);
}

/** "*Whose ship* is Tides" asks for whom it belongs to. */
function isWhose({ used: [noun] }: Target, { analysis: { tokens } }: Reading): boolean {
  return tokens[(noun?.start ?? 0) - 1]?.word === 'whose';
}

const quantifiers = new Set(['a', 'an', 'the', 'our', 'one', 'any', 'every', 'each', 'all', 'single']);

function listDraft(reading: Reading, { filter, used }: Target, penalty: number): Draft {
  return {
    query: { look: 'list', filter },
    want: reading.want,
    subjects: [],
    mentions: [],
    used: [...used, ...reading.spansOf('count')],
    penalty,
  };
}

/** A value that stands alone is a noun where things are asked for; in "how do I leave" it is none. */
function asksForThings({ cue, analysis }: Reading): boolean {
  const opener = analysis.tokens[0]?.word ?? '';
  return cue('count') !== undefined || cue('person') !== undefined || ['list', 'show', 'which', 'all'].includes(opener);
}

const anyThing = new Set(['what', 'anything', 'everything', 'something']);
const placing = new Set(['on', 'in', 'at', 'by', 'with', 'for', 'from', 'to', 'under']);

/** "*What* runs on gcp", "is there *anything* hosted on gcp": things of the one kind of which this is told. */
function unnamedThings(reading: Reading): Target[] {
  const { analysis } = reading;
  const { tokens, kinds, values } = analysis;
  const at = tokens.findIndex(({ word }) => anyThing.has(word));
  if (at === -1 || kinds.length > 0 || !tokens.slice(0, at).every((token) => isFiller(token))) return [];
  const told = values.flatMap((value) =>
    value.senses.flatMap((sense) => {
      const named = fieldBeside(value, sense, reading);
      const isPlaced = named !== undefined && named.end <= value.start && isPlacedBy(named, value);
      return isPlaced && tokens.slice(at + 1, named.start).every((token) => isFiller(token)) ? [sense.kind] : [];
    }),
  );
  const [kind, ...others] = new Set(told);
  if (kind === undefined || others.length > 0) return [];
  return narrowings({ filter: { kind }, used: [{ start: at, end: at + 1 }] }, [], reading).filter(({ filter }) =>
    narrows(filter),
  );

  /** "Hosted *on* gcp": no word for the field that stands as a noun. */
  function isPlacedBy(named: Span, value: Span): boolean {
    return tokens.slice(named.end - 1, value.start).some(({ word }) => placing.has(word));
  }
}

/** "*Who* has the address *risk@acme.example*": also a team, where it is a team's. */
function reachedThere(reading: Reading): Target[] {
  const { analysis, cue } = reading;
  const person = cue('person');
  if (person === undefined) return [];
  const kinds = analysis.valueParts.flatMap((value) =>
    value.senses
      .filter((sense) => sense.isWhole && isReaching(sense.field) && sense.kind !== 'Person')
      .flatMap((sense) => (fieldBeside(value, sense, reading) === undefined ? [] : [sense.kind])),
  );
  return [...new Set(kinds)].flatMap((kind) =>
    narrowings({ filter: { kind }, used: [person] }, [], reading).filter(({ filter }) => narrows(filter)),
  );
}

/** "what is our headcount". */
function wholeHeadcount(reading: Reading): Draft[] {
  const headcount = reading.cue('headcount');
  if (headcount === undefined || reading.ontology.findKind('Person') === undefined) return [];
  return [listDraft(reading, { filter: { kind: 'Person' }, used: [headcount] }, 1)];
}

/**
 * "Which *packages were refused a permit*": things that are called after what they are for, and so bear no names of their own, are told
 * by these names.
 */
function recipients(reading: Reading): Draft[] {
  const { analysis, ontology } = reading;
  const { tokens, values, kinds, mentions, relations, fields } = analysis;
  const word = (at: number) => tokens[at]?.word ?? '';
  const isKnown = (at: number) =>
    [...values, ...kinds, ...mentions, ...relations, ...fields].some(({ start, end }) => at >= start && at < end);
  return values.flatMap((value) => {
    const noun = kinds.find(
      ({ start }) => start === value.end + 1 && ['a', 'an', 'any', 'the'].includes(word(value.end)),
    );
    let verb = value.start - 1;
    while (passives.has(word(verb - 1))) verb -= 1;
    const asked = verb - 1;
    const isAsked = ['which', 'what', 'many'].includes(word(asked - 1));
    if (noun === undefined || !passives.has(word(verb)) || !isAsked || isKnown(asked)) return [];
    return value.senses
      .filter(({ kind }) => !ontology.kind(kind).nameIdentifies && noun.senses.some((sense) => sense.kind === kind))
      .map(({ kind, field, values: held }) =>
        listDraft(
          reading,
          { filter: { kind, where: { [field]: [...held] } }, used: [{ start: asked, end: noun.end }] },
          1,
        ),
      );
  });
}

const passives = new Set(['was', 'were', 'is', 'are', 'got', 'get', 'been', 'have', 'has']);
