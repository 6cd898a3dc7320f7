import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import { edgesFrom, edgesInto, edgesTo, passageState, subjectState } from '../cypher/subjects.ts';
import type { Row, Run } from '../engine.ts';
import { flag, map, text, texts } from '../reads/row.ts';

/** What the graph holds for a subject now: what a new state is compared with. */
export interface StoredSubject {
  ref: Ref;
  exists: boolean;
  properties: Row;
  /** Edges of which it is the subject, by their id and other end. */
  edges: Map<string, StoredEdge>;
  passages: Map<string, StoredPassage>;
}

export interface StoredEdge {
  from: Ref;
  to: Ref;
  type: string;
  properties: Row;
}

export interface StoredPassage {
  hash: string;
  text: string;
  card: boolean;
}

export function edgeToken(edge: Pick<StoredEdge, 'from' | 'to'>, id: string): string {
  return `${edge.from}|${edge.to}|${id}`;
}

export async function loadSubjects(
  run: Run,
  refs: readonly Ref[],
  ontology: Ontology,
): Promise<Map<Ref, StoredSubject>> {
  const subjects = new Map<Ref, StoredSubject>();
  for (const row of await run({ text: subjectState, parameters: { refs: [...refs] } })) {
    const ref = text(row, 'ref');
    subjects.set(ref, {
      ref,
      exists: texts(row, 'labels').includes('Entity'),
      properties: map(row, 'properties'),
      edges: new Map(),
      passages: new Map(),
    });
  }
  // What is bare was made a moment ago to be an end of edges of others, and has nothing of its own yet.
  const written = [...subjects.values()]
    .filter(({ properties }) => properties.kind !== undefined)
    .map(({ ref }) => ref);
  if (written.length === 0) return subjects;
  for (const edge of await loadOwnEdges(run, written, ontology)) {
    const spec = ontology.findRelation(text(edge.properties, 'relation'));
    const owner = subjects.get(spec?.subject === 'to' ? edge.to : edge.from);
    owner?.edges.set(edgeToken(edge, text(edge.properties, 'id')), edge);
  }
  for (const row of await run({ text: passageState, parameters: { refs: written } })) {
    subjects
      .get(text(row, 'ref'))
      ?.passages.set(text(row, 'id'), { hash: text(row, 'hash'), text: text(row, 'text'), card: flag(row, 'card') });
  }
  return subjects;
}

/** Edges of which these are the subject. */
async function loadOwnEdges(run: Run, refs: readonly Ref[], ontology: Ontology): Promise<StoredEdge[]> {
  const wanted = new Set(refs);
  // An edge of a relation that the config no longer has is nobody's: it goes with the end it starts from.
  const subjectEnd = (edge: StoredEdge) => ontology.findRelation(text(edge.properties, 'relation'))?.subject ?? 'from';
  const types = new Set(ontology.relations.filter((spec) => spec.subject === 'to').map((spec) => spec.type));
  const parameters = { refs: [...refs] };
  const load = async (end: 'from' | 'to', statement: string) =>
    (await run({ text: statement, parameters })).map(toEdge).filter((edge) => subjectEnd(edge) === end);
  const found = await Promise.all([load('from', edgesFrom), ...[...types].map((type) => load('to', edgesTo(type)))]);
  return found.flat().filter((edge) => wanted.has(subjectEnd(edge) === 'to' ? edge.to : edge.from));
}

/** The subjects of the edges around these entities that one of the records supports. */
export async function subjectsOfEdges(
  run: Run,
  refs: readonly Ref[],
  records: ReadonlySet<string>,
  ontology: Ontology,
): Promise<Set<Ref>> {
  const parameters = { refs: [...refs] };
  const [outgoing, incoming] = await Promise.all([edgesFrom, edgesInto].map((text) => run({ text, parameters })));
  const around = [...(outgoing ?? []), ...(incoming ?? [])].map(toEdge);
  const subjects = new Set<Ref>();
  for (const edge of around) {
    if (!texts(edge.properties, 'support').some((record) => records.has(record))) continue;
    subjects.add(ontology.findRelation(text(edge.properties, 'relation'))?.subject === 'to' ? edge.to : edge.from);
  }
  return subjects;
}

function toEdge(row: Row): StoredEdge {
  return { from: text(row, 'from'), to: text(row, 'to'), type: text(row, 'type'), properties: map(row, 'properties') };
}
