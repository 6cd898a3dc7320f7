import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compare, type Context, type Difference } from '../../../graph/apply/difference.ts';
import { edgeToken, type StoredSubject } from '../../../graph/apply/stored-state.ts';
import { computeEntity, type EntityState } from '../../../graph/compute/entity-state.ts';
import { createProseDictionary } from '../../../graph/compute/prose-mentions.ts';
import { recordId } from '../../../schema/record.ts';
import { createOntology } from '../../../schema/ontology.ts';
import { arbitraryRecords } from '../../support/arbitrary-records.ts';
import { record, type RecordSketch } from '../../support/records.ts';

const context: Context = { ontology: createOntology(), at: '2026-01-01T00:00:00.000Z', searchProperties: () => ({}) };
const ref = 'person:one';

/** The state of one person whom all these records describe. */
function stateOf(sketches: readonly RecordSketch[]): EntityState | undefined {
  const records = sketches
    .filter(({ kind }) => kind === 'Person')
    .map((sketch, rank) => ({ ...record(sketch).draft, id: recordId(record(sketch).draft), rank }));
  const input = { ref, kind: 'Person', records, foreign: [], keys: [], formerNames: [] };
  return computeEntity(input, {
    ontology: context.ontology,
    resolve: ({ value }, _source, [kind = 'Person']) => ({ found: `${kind.toLowerCase()}:x${value.length}` }),
    dictionary: createProseDictionary([]),
    isAuthoritative: () => false,
    trusted: () => [],
  });
}

/** What is stored once a difference is written. */
function written(before: StoredSubject | undefined, difference: Difference | undefined): StoredSubject | undefined {
  if (difference === undefined) return before;
  const edges = new Map(before?.edges);
  for (const edge of difference.edgesToDelete) edges.delete(edgeToken(edge, String(edge.properties.id)));
  for (const edge of difference.edgesToPut) edges.set(edgeToken(edge, String(edge.properties.id)), edge);
  const passages = new Map(before?.passages);
  for (const id of difference.passagesToDelete) passages.delete(id);
  for (const { id, properties } of difference.passagesToPut)
    passages.set(id, { hash: String(properties.hash), text: String(properties.text), card: properties.card === true });
  const exists = difference.fate !== 'removed';
  return { ref, exists, properties: difference.properties ?? before?.properties ?? {}, edges, passages };
}

test('a state compared with itself has no difference, whatever was there before', () => {
  fc.assert(
    fc.property(arbitraryRecords, arbitraryRecords, (earlier, later) => {
      const before = written(undefined, compare(ref, stateOf(earlier), undefined, context));
      const stored = written(before, compare(ref, stateOf(later), before, context));
      const again = compare(ref, stateOf(later), stored, context);
      expect(again?.fate ?? 'unchanged').toBe('unchanged');
      expect(again?.changes ?? []).toEqual([]);
    }),
  );
});

test('what is gone takes all its edges and passages with it, and its revision counts on', () => {
  const sketch: RecordSketch = { kind: 'Person', key: '1', name: 'Ada', passages: [{ heading: [], text: 'Prose' }] };
  const stored = written(undefined, compare(ref, stateOf([sketch]), undefined, context));
  const removal = compare(ref, undefined, stored, context);
  expect(removal).toMatchObject({
    fate: 'removed',
    passagesToDelete: [`${ref}#~card`, `${ref}#top`],
    properties: { revision: 2 },
  });
  expect(removal?.changes).toEqual([{ about: 'entity', name: 'existence', before: 'Ada', after: null }]);
  expect(compare(ref, undefined, written(stored, removal), context)).toBeUndefined();
});

test('provenance alone changes the entity and not its revision', () => {
  const sketch: RecordSketch = { kind: 'Person', key: '1', name: 'Ada' };
  const stored = written(undefined, compare(ref, stateOf([sketch]), undefined, context));
  const difference = compare(ref, stateOf([sketch, { ...sketch, source: 'wiki' }]), stored, context);
  expect(difference).toMatchObject({ fate: 'changed', changes: [], properties: { revision: 1 } });
});
