import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Difference } from '../apply/difference.ts';
import type { StoredEdge } from '../apply/stored-state.ts';
import {
  edgesIn,
  edgesOfType,
  edgesOfTypeFrom,
  edgesOfTypeTo,
  edgesOut,
  entitiesByRef,
  passagesOfRefs,
} from '../cypher/entities.ts';
import { activeMerges } from '../cypher/merges.ts';
import { recordNotes } from '../cypher/records.ts';
import type { Row, Run, Statement } from '../engine.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * Answers, from a snapshot, the statements by which pages, cards and edges are read: what reads the graph of today reads that of
 * another day in the same way.
 */
export function answerStatements(snapshot: Snapshot, ontology: Ontology): Run {
  const answers = new Map<string, (parameters: Row) => Promise<Row[]>>();
  const readable = (parameters: Row) => {
    const audiences = new Set(parameters.audiences as string[]);
    return (row: Row) => audiences.has(String(row.audience));
  };
  const statesOf = async (refs: Iterable<Ref>): Promise<Difference[]> =>
    (await Promise.all([...new Set(refs)].map((ref) => snapshot.state(ref)))).filter((state) => state !== undefined);
  const shown = async (ref: Ref, parameters: Row) => {
    const properties = (await snapshot.state(ref))?.properties;
    return properties !== undefined && readable(parameters)(properties) ? properties : undefined;
  };
  const edgeRows = async (edges: readonly StoredEdge[], parameters: Row): Promise<Row[]> => {
    const rows: Row[] = [];
    for (const { from, to, properties } of edges) {
      if (!readable(parameters)(properties)) continue;
      if ((await shown(from, parameters)) === undefined || (await shown(to, parameters)) === undefined) continue;
      rows.push({ from, to, properties });
    }
    return rows;
  };
  const edgesAround = async (ref: Ref) =>
    (await statesOf(snapshot.around(ref))).flatMap(({ edgesToPut }) => edgesToPut);

  answers.set(entitiesByRef, async (parameters) => {
    const rows = await Promise.all((parameters.refs as Ref[]).map((ref) => shown(ref, parameters)));
    return rows.filter((properties) => properties !== undefined).map((properties) => ({ properties }));
  });
  answers.set(edgesOut, async (parameters) => {
    const refs = parameters.refs as Ref[];
    return edgeRows(
      unique((await Promise.all(refs.map(edgesAround))).flat()).filter(({ from }) => refs.includes(from)),
      parameters,
    );
  });
  answers.set(edgesIn, async (parameters) => {
    const refs = parameters.refs as Ref[];
    return edgeRows(
      unique((await Promise.all(refs.map(edgesAround))).flat()).filter(({ to }) => refs.includes(to)),
      parameters,
    );
  });
  answers.set(passagesOfRefs, async (parameters) =>
    (await statesOf(parameters.refs as Ref[]))
      .flatMap(({ passagesToPut }) => passagesToPut)
      .map(({ properties }) => properties)
      .filter(readable(parameters)),
  );
  answers.set(recordNotes, async (parameters) => {
    const rows = await Promise.all(
      (parameters.ids as string[]).map((id) => noteOf(snapshot, id, readable(parameters))),
    );
    return rows.filter((row) => row !== undefined);
  });
  answers.set(activeMerges, () =>
    Promise.resolve(snapshot.merges.map(({ from, into }) => ({ merged: from, survivor: into }))),
  );
  for (const type of new Set(ontology.relations.map((spec) => spec.type))) {
    const ofType = (edge: StoredEdge, { relation }: Row) => edge.type === type && edge.properties.relation === relation;
    const near = async (refs: readonly Ref[], parameters: Row) =>
      (await Promise.all(refs.map(edgesAround))).flat().filter((edge) => ofType(edge, parameters));
    answers.set(edgesOfType(type), async (parameters) => {
      const spec = ontology.relation(String(parameters.relation));
      const subjects = ontology.kinds
        .filter(({ name }) => ontology.otherKinds(spec, spec.subject, name).length > 0)
        .flatMap(({ name }) => snapshot.ofKind(name));
      const edges = (await statesOf(subjects)).flatMap(({ edgesToPut }) => edgesToPut);
      return edgeRows(
        edges.filter((edge) => ofType(edge, parameters)),
        parameters,
      );
    });
    answers.set(edgesOfTypeFrom(type), async (parameters) => {
      const refs = parameters.refs as Ref[];
      return edgeRows(
        unique(await near(refs, parameters)).filter(({ from }) => refs.includes(from)),
        parameters,
      );
    });
    answers.set(edgesOfTypeTo(type), async (parameters) => {
      const refs = parameters.refs as Ref[];
      return edgeRows(
        unique(await near(refs, parameters)).filter(({ to }) => refs.includes(to)),
        parameters,
      );
    });
  }
  return ({ text, parameters = {} }: Statement) => {
    const answer = answers.get(text);
    if (answer === undefined) throw new TypeError(`The past does not answer this statement: ${text.trim()}`);
    return answer(parameters);
  };
}

function unique(edges: readonly StoredEdge[]): StoredEdge[] {
  return [...new Set(edges)];
}

async function noteOf(snapshot: Snapshot, id: string, isReadable: (row: Row) => boolean): Promise<Row | undefined> {
  const record = await snapshot.record(id);
  if (record === undefined || !isReadable({ audience: record.draft.audience })) return undefined;
  const { path, at, url, statedAt, statedBy, source } = record.draft;
  return { id, path, at, url, date: statedAt, by: statedBy, since: record.since, source };
}
