import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rowOfDraft, type StoredRow } from '../../../graph/apply/identity-rows.ts';
import { createLookupKeeper, type Lookups } from '../../../graph/apply/lookups.ts';
import { identify } from '../../../graph/compute/identity.ts';
import { answeringTokens, splitMention } from '../../../graph/compute/mentions.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { arbitraryRecords } from '../../support/arbitrary-records.ts';
import { record, type RecordSketch } from '../../support/records.ts';

const ontology = createOntology();
const rank = (source: string) => ['hr', 'wiki', 'ops'].indexOf(source);

function stateOf(sketches: readonly RecordSketch[]) {
  const rows = sketches.map((sketch): StoredRow => {
    const { draft } = record(sketch);
    return rowOfDraft(draft, rank(draft.source), undefined);
  });
  const clusters = identify(rows, { nameIdentifies: (kind) => ontology.kind(kind).nameIdentifies, former: [] });
  return { rows: new Map(rows.map((row) => [row.id, row])), clusters };
}

/** All that can be asked of lookups about a state. */
function answers(
  { directory, dictionary, homeOf, askingWith, findForeign }: Lookups,
  state: ReturnType<typeof stateOf>,
) {
  const rows = [...state.rows.values()];
  const tokens = new Set(
    rows.flatMap((row) => [...answeringTokens(row), ...row.mentions.map((each) => splitMention(each).token)]),
  );
  const kinds = ontology.kinds.map(({ name }) => name);
  const prose = `${rows.flatMap(({ names }) => names).join('. ')}. The Payments team and k8s.`;
  return {
    holders: [...tokens].sort().map((token) => [token, directory.holders(token, kinds).sort()]),
    asking: [...tokens].sort().map((token) => [token, [...askingWith(token)].sort()]),
    homes: [...homeOf].sort(),
    foreign: state.clusters.map((cluster) => [cluster.ref, [...findForeign(cluster)].sort()]).sort(),
    mentioned: dictionary.mentioned(prose),
  };
}

test('lookups that followed any changes are those made anew', () => {
  fc.assert(
    fc.property(fc.array(arbitraryRecords, { minLength: 2, maxLength: 4 }), (histories) => {
      const keeper = createLookupKeeper(ontology);
      for (const sketches of histories) {
        const state = stateOf(sketches);
        const followed = answers(keeper.at(state.rows, state.clusters), state);
        expect(followed).toEqual(answers(createLookupKeeper(ontology).at(state.rows, state.clusters), state));
      }
    }),
    { numRuns: 150 },
  );
});

test('what may have changed is told once, with those that point at it', () => {
  const keeper = createLookupKeeper(ontology);
  const one: RecordSketch = { source: 'hr', kind: 'Person', key: '1', name: 'Ada King', claims: [] };
  const asking: RecordSketch = {
    source: 'wiki',
    kind: 'Team',
    key: '2',
    name: 'Payments',
    claims: [{ about: 'relation', relation: 'LEADS', end: 'to', other: { namespace: 'name', value: 'Ada King' } }],
  };
  const far: RecordSketch = { source: 'ops', kind: 'System', key: '3', name: 'LedgerDB', claims: [] };
  const before = stateOf([asking, far]);
  keeper.at(before.rows, before.clusters);
  expect(keeper.takeChanged().size).toBe(2);
  const added = stateOf([one]);
  const rows = new Map([...before.rows, ...added.rows]);
  keeper.at(rows, [...before.clusters, ...added.clusters]);
  expect([...keeper.takeChanged()].sort()).toEqual(['hr:Person:1', 'wiki:Team:2']);
  expect(keeper.takeChanged().size).toBe(0);
});
