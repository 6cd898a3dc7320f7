import { z } from 'zod';
import { conflict, invalid } from '../../schema/errors.ts';
import { value } from '../../schema/value.ts';
import { inBatches, groupBy } from '../apply/batches.ts';
import { edgeEnds, graphForm, uniqueKeys } from '../cypher/set-up.ts';
import {
  allEdgesFrom,
  allNodes,
  countNodes,
  createEdges,
  createNodes,
  finishImport,
  startImport,
} from '../cypher/transfer.ts';
import type { Engine, Row } from '../engine.ts';
import { map, number, text, texts } from '../reads/row.ts';
import { toPassageDocument } from '../reads/search-documents.ts';
import type { Transfer } from '../store.ts';

/** Labels of nodes that belong to one database and not to the graph: `Meta` is made anew on import, the others are of work under way. */
const local = new Set(['Meta', 'Lock', 'SlackEvent', 'SlackQuestion', 'SlackWorker', 'HeldFile', 'HeldFilePart']);
/** Labels of nodes that a viewer's graph consists of, with what identifies a node. */
const exported = uniqueKeys.filter(([label]) => !local.has(label));

/** The property that identifies nodes of a label. @throws Invalid for a label that has none */
function keyOf(label: string): string {
  const key = new Map(exported).get(label);
  if (key === undefined) throw invalid(`An export has no nodes of ${label}`);
  return key;
}

const name = z.string().regex(/^[A-Z][A-Za-z0-9_]{0,59}$/);
const end = z.tuple([name, z.string().min(1)]);
const line = z.union([
  z.strictObject({ graph: z.literal('kiki'), form: z.number() }),
  z.strictObject({
    node: z.array(name).min(1),
    properties: z.record(z.string(), value),
    vector: z.base64().optional(),
  }),
  z.strictObject({ edge: name, from: end, to: end, properties: z.record(z.string(), value) }),
]);
type NodeLine = Extract<z.infer<typeof line>, { node: string[] }>;
type EdgeLine = Extract<z.infer<typeof line>, { edge: string }>;

/** Moves a graph between engines: one JSON object per node and edge, the nodes first. */
export function createTransfer(engine: Engine): Transfer {
  return {
    async *exportAll() {
      yield { graph: 'kiki', form: graphForm };
      for (const [label, key] of exported) {
        const rows = await engine.read({ text: allNodes(label, key) });
        for (const row of rows) yield nodeLine(row, engine);
      }
      for (const [from, to] of edgeEnds) {
        const rows = await engine.read({ text: allEdgesFrom(from, keyOf(from), to, keyOf(to)) });
        const lines = rows.map((row) => ({
          edge: text(row, 'type'),
          from: [from, text(row, 'from')],
          to: [to, text(row, 'to')],
          properties: ordered(map(row, 'properties')),
        }));
        const sorted = lines
          .map((each) => ({ each, token: JSON.stringify(each) }))
          .sort((a, b) => (a.token < b.token ? -1 : 1));
        yield* sorted.map(({ each }) => each);
      }
    },
    async importAll(_actor, lines) {
      const [counted] = await engine.read({ text: countNodes });
      if (number(counted ?? {}, 'count') > 0) {
        throw conflict('The graph is not empty', {
          fix: 'Import into a new data folder (KIKI_DATA) or an empty database',
        });
      }
      await engine.write((run) => run({ text: startImport }));
      const totals = { nodes: 0, edges: 0 };
      let lineNumber = 0;
      let nodes: NodeLine[] = [];
      let edges: EdgeLine[] = [];
      const write = async () => {
        totals.nodes += nodes.length;
        totals.edges += edges.length;
        await writeNodes(engine, nodes);
        await writeEdges(engine, edges);
        nodes = [];
        edges = [];
      };
      for await (const raw of lines) {
        lineNumber += 1;
        const parsed = parseLine(raw, lineNumber);
        if ('node' in parsed) nodes.push(parsed);
        else if ('edge' in parsed) edges.push(parsed);
        if (nodes.length + edges.length >= 1000) await write();
      }
      if (lineNumber === 0) throw invalid('The file is empty', { fix: 'Give a file that kiki export wrote' });
      await write();
      await engine.write((run) => run({ text: finishImport }));
      return totals;
    },
  };
}

/** @throws Invalid for what is no line of an export, or of one of another form */
export function parseLine(raw: unknown, lineNumber: number): z.infer<typeof line> {
  const result = line.safeParse(raw);
  if (!result.success)
    throw invalid('This is not a line of a Kiki export', {
      where: `line ${lineNumber}`,
      fix: 'Export the graph again',
    });
  const parsed = result.data;
  if (lineNumber === 1 && !('graph' in parsed))
    throw invalid('The file does not begin as a Kiki export does', { fix: 'Give a file that kiki export wrote' });
  if ('graph' in parsed && parsed.form !== graphForm) {
    throw invalid(`The export has form ${parsed.form}, and this version of Kiki reads form ${graphForm}`, {
      fix: 'Import it with the version that wrote it',
    });
  }
  return parsed;
}

/** Properties that an engine's own search needs; the other engine makes its own. */
const searchProperty = /^search[A-Z]/;

function nodeLine(row: Row, { vectors }: Engine): Record<string, unknown> {
  const { vector, ...rest } = map(row, 'properties');
  const properties = Object.fromEntries(Object.entries(rest).filter(([key]) => !searchProperty.test(key)));
  const bytes = vector === undefined || vector === null ? undefined : vectors.decode(vector);
  return {
    node: texts(row, 'labels').sort(),
    properties: ordered(properties),
    ...(bytes && { vector: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }),
  };
}

function ordered(properties: Row): Row {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([, item]) => item !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

async function writeNodes(engine: Engine, nodes: readonly NodeLine[]): Promise<void> {
  const documents = nodes.flatMap((node) =>
    node.node.includes('Passage') && typeof node.properties.textHash === 'string'
      ? [toPassageDocument(node.properties)]
      : [],
  );
  const documentOf = new Map(documents.map((document) => [document.id, document]));
  const embeddings = nodes.flatMap(({ vector, properties }) =>
    vector === undefined
      ? []
      : [{ model: String(properties.model), textHash: String(properties.textHash), vector: toVector(vector) }],
  );
  const byModel = groupBy(embeddings, ({ model }) => model);
  for (const [model, [first]] of byModel)
    if (first !== undefined) await engine.vectors.prepare(model, first.vector.length);

  const complete = nodes.map(({ node, properties, vector }) => {
    const document = documentOf.get(String(properties.id));
    return {
      labels: node,
      properties: {
        ...properties,
        ...(document && engine.text.properties(document)),
        ...(vector !== undefined && { vector: engine.vectors.encode(toVector(vector)) }),
      },
    };
  });
  for (const [, group] of groupBy(complete, ({ labels }) => labels.join(':'))) {
    for (const batch of inBatches(group, 200)) {
      const rows = batch.map(({ properties }) => ({ properties }));
      await engine.write((run) => run({ text: createNodes(batch[0]?.labels ?? []), parameters: { rows } }));
    }
  }
  engine.text.put(documents);
  engine.vectors.put(documents);
  for (const [model, group] of byModel) engine.vectors.add(model, group);
}

async function writeEdges(engine: Engine, edges: readonly EdgeLine[]): Promise<void> {
  for (const [, group] of groupBy(edges, ({ edge, from, to }) => [edge, from[0], to[0]].join('|'))) {
    const first = group[0];
    if (first === undefined) continue;
    const statement = createEdges(first.edge, [first.from[0], keyOf(first.from[0])], [first.to[0], keyOf(first.to[0])]);
    for (const batch of inBatches(group)) {
      const rows = batch.map(({ from, to, properties }) => ({ from: from[1], to: to[1], properties }));
      const [counted] = await engine.write((run) => run({ text: statement, parameters: { rows } }));
      if (number(counted ?? {}, 'count') !== rows.length) {
        throw invalid(`The export has an edge ${first.edge} from or to a node that it does not have before it`, {
          fix: 'Export the graph again',
        });
      }
    }
  }
}

function toVector(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
