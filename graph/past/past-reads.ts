import type { Ontology } from '../../schema/ontology.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ranking } from '../apply/apply.ts';
import { firstPastVersion, firstVersion } from '../cypher/versions.ts';
import { createEntityReads, type ReadsOptions } from '../reads/entities.ts';
import { createRelationReads } from '../reads/relations.ts';
import { optionalText } from '../reads/row.ts';
import type { PastReads } from '../store.ts';
import { answerStatements } from './answer-statements.ts';
import { loadSnapshot } from './snapshot.ts';

/** Days of which the graph is kept in memory. */
const keptDays = 3;

/** Reads the graph as it was on a day. Computed from the versions of records, with the sources' order and the kinds of today. */
export function createPast({
  ranking,
  ...reads
}: ReadsOptions & { ranking: Ranking }): (day: string) => Promise<PastReads> {
  const kept = new Map<string, Promise<PastReads>>();
  return async (day) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
      throw invalid(`"${day.slice(0, 40)}" is not a day`, { where: 'asOf', fix: 'Write it as 2026-03-31' });
    const key = `${day} ${await reads.version()}`;
    const known = kept.get(key) ?? open(day, reads, ranking);
    kept.delete(key);
    kept.set(key, known);
    known.catch(() => kept.delete(key));
    for (const oldest of [...kept.keys()].slice(0, -keptDays)) kept.delete(oldest);
    return known;
  };
}

async function open(day: string, options: ReadsOptions, ranking: Ranking): Promise<PastReads> {
  const { ontology } = options;
  const snapshot = await loadSnapshot({ read: options.read, ontology, ranking, at: `${day}T23:59:59.999Z` });
  const read = answerStatements(snapshot, ontology);
  const now = () => new Date(`${day}T12:00:00.000Z`);
  const past: ReadsOptions = { ...options, read, now };
  const entities = createEntityReads(past);
  const { edges, reach } = createRelationReads(past);
  return {
    day,
    firstDay: await firstDay(options.read),
    entity: (viewer, ref) => entities.entity(viewer, ref, day),
    cards: entities.cards,
    edges: (viewer, query) => edges(viewer, { on: day, ...query }),
    reach: (viewer, query) => reach(viewer, { on: day, ...query }),
    async list(viewer, { kind, offset = 0, limit = 100 }) {
      const refs = snapshot.ofKind(nameOf(kind, ontology));
      const cards = (await entities.cards(viewer, refs)).sort((a, b) =>
        a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
      );
      return { total: cards.length, items: cards.slice(offset, offset + limit) };
    },
  };
}

function nameOf(kind: string, ontology: Ontology): string {
  return ontology.kind(kind).name;
}

/** The day on which the first record was read. */
async function firstDay(read: ReadsOptions['read']): Promise<string | undefined> {
  const rows = [...(await read({ text: firstVersion })), ...(await read({ text: firstPastVersion }))];
  return rows
    .flatMap((row) => optionalText(row, 'since') ?? [])
    .sort()[0]
    ?.slice(0, 10);
}
