import { narrows } from '../../look-up/counting.ts';
import type { Draft, Rule } from '../draft.ts';
import type { Reading } from '../reading.ts';
import { personTargets, roleTargets, type Target, targets, valueTargets } from '../targets.ts';

/** "how many teams are there", "list all active projects", "who is on leave", "how many contractors do we have". */
export const lists: Rule = (reading) => [
  ...targets(reading, []).map((target) => listDraft(reading, target, 0.5)),
  ...roleTargets(reading, []).map((target) => listDraft(reading, target, 1.2)),
  // Everyone is an answer to "who" only when something says which ones.
  ...personTargets(reading, [])
    .filter(({ filter }) => narrows(filter))
    .map((target) => listDraft(reading, target, 0.7)),
  ...(asksForThings(reading) ? valueTargets(reading, []).map((target) => listDraft(reading, target, 0.9)) : []),
  ...wholeHeadcount(reading),
];

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

/** "what is our headcount". */
function wholeHeadcount(reading: Reading): Draft[] {
  const headcount = reading.cue('headcount');
  if (headcount === undefined || reading.ontology.findKind('Person') === undefined) return [];
  return [listDraft(reading, { filter: { kind: 'Person' }, used: [headcount] }, 1)];
}
