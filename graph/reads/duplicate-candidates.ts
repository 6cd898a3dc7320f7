import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { StatedIdentity } from '../../schema/stated-identity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import { cardHashes, embeddingModels, statuses, vectorsOf } from '../cypher/duplicates.ts';
import type { Candidate, Suggestion } from '../duplicates/candidate.ts';
import { suggestDuplicates } from '../duplicates/suggest-duplicates.ts';
import type { Engine } from '../engine.ts';
import type { EntityReads, NameEntry, RelationReads } from '../store.ts';
import { distinctId } from '../writes/duplicates.ts';
import { number, text } from './row.ts';

export interface CandidatesOptions {
  engine: Engine;
  ontology: Ontology;
  stated: StatedIdentity;
  reads: Pick<EntityReads, 'names'> & Pick<RelationReads, 'edges'>;
}

/** Pairs that may be one thing, also those of which someone said that they are two: that changes with a click. */
export async function suggestFor(viewer: Viewer, options: CandidatesOptions): Promise<Suggestion[]> {
  const { ontology, stated, reads } = options;
  const entries = await reads.names(viewer);
  const names = new Map(entries.map(({ ref, name }) => [ref, name]));
  const apart = new Set(statedPairs(entries, stated));
  return suggestDuplicates(await gather(viewer, entries, options), {
    nameIdentifies: (kind) => ontology.findKind(kind)?.nameIdentifies ?? false,
    kindWords: (kind) => {
      const spec = ontology.findKind(kind);
      return new Set(
        [spec?.singular, spec?.plural, ...(spec?.synonyms ?? [])].flatMap((word) =>
          word === undefined ? [] : [fold(word)],
        ),
      );
    },
    nameOf: (ref) => names.get(ref) ?? ref,
    areApart: (a, b) => apart.has(distinctId(a, b)),
  });
}

/** Pairs that `different` in kiki.yaml keeps apart. */
function statedPairs(entries: readonly NameEntry[], { different }: StatedIdentity): string[] {
  if (different.length === 0) return [];
  const holders = new Map<string, Ref[]>();
  for (const { ref, keys } of entries) for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), ref]);
  return different.flatMap((group) => {
    const refs = group.map(({ identities }) => [...new Set(identities.flatMap((each) => holders.get(each) ?? []))]);
    return refs.flatMap((ones, index) =>
      refs.slice(index + 1).flatMap((others) => ones.flatMap((a) => others.map((b) => distinctId(a, b)))),
    );
  });
}

/** All that tells entities apart or together, of those the viewer may read. */
async function gather(
  viewer: Viewer,
  entries: readonly NameEntry[],
  { engine, ontology, reads }: CandidatesOptions,
): Promise<Candidate[]> {
  const rows = await engine.read({ text: statuses, parameters: { audiences: [...viewer.audiences] } });
  const statusOf = new Map(rows.map((row) => [text(row, 'ref'), row.status]));
  const isActive = ({ ref, kind }: NameEntry) => {
    const choices = ontology.findField(kind, 'status')?.choices ?? [];
    return choices.find(({ value }) => value === statusOf.get(ref))?.counted !== false;
  };
  const related = async (relation: string) => {
    const found = new Map<Ref, Ref[]>();
    for (const { from, to } of await reads.edges(viewer, { relation }))
      found.set(from, [...(found.get(from) ?? []), to]);
    return found;
  };
  const [teams, wholes, managers] = await Promise.all(['MEMBER_OF', 'PART_OF', 'REPORTS_TO'].map(related));
  const cards = await loadCards(viewer, engine, [...new Set(entries.map(({ kind }) => kind))]);
  return entries.map((entry) => ({
    ref: entry.ref,
    kind: entry.kind,
    name: entry.name,
    aliases: entry.aliases,
    identities: entry.keys,
    isActive: isActive(entry),
    groups: [...(teams?.get(entry.ref) ?? []), ...(wholes?.get(entry.ref) ?? [])],
    managers: managers?.get(entry.ref) ?? [],
    card: cards.get(entry.ref),
  }));
}

/** Embeddings of the cards of things that are not people, under the model that most texts have one of. */
async function loadCards(viewer: Viewer, engine: Engine, kinds: readonly string[]): Promise<Map<Ref, Float32Array>> {
  const models = (await engine.read({ text: embeddingModels })).map((row) => ({
    model: text(row, 'model'),
    count: number(row, 'count'),
  }));
  const [best] = models.sort((x, y) => y.count - x.count || (x.model < y.model ? -1 : 1));
  if (best === undefined) return new Map();
  const parameters = { audiences: [...viewer.audiences], kinds: kinds.filter((kind) => kind !== 'Person') };
  const hashOf = new Map(
    (await engine.read({ text: cardHashes, parameters })).map((row) => [text(row, 'ref'), text(row, 'textHash')]),
  );
  const vectors = new Map<string, Float32Array>();
  for (const hashes of inBatches([...new Set(hashOf.values())])) {
    for (const row of await engine.read({ text: vectorsOf, parameters: { hashes, model: best.model } }))
      vectors.set(text(row, 'textHash'), engine.vectors.decode(row.vector));
  }
  return new Map(
    [...hashOf].flatMap(([ref, hash]) => {
      const vector = vectors.get(hash);
      return vector === undefined ? [] : [[ref, vector] as const];
    }),
  );
}
