import type { Embedding, PassageDocument, PassageKey, Row, Run, VectorIndex } from '../engine.ts';
import { plainText } from '../text/plain.ts';
import { flag, ofWhatIsThere, text, texts } from './row.ts';

const searchedPassages = `
  MATCH (p:Passage) WHERE p.textHash IS NOT NULL
  RETURN p.id AS id, p.ref AS ref, p.kind AS kind, p.audience AS audience, p.card AS card, p.title AS title, p.aliases AS aliases,
         p.redirects AS redirects, p.heading AS heading, p.text AS text, p.textHash AS textHash`;

const searchedKeys = `
  MATCH (p:Passage) WHERE p.textHash IS NOT NULL
  RETURN p.id AS id, p.ref AS ref, p.kind AS kind, p.audience AS audience, p.textHash AS textHash`;

const storedEmbeddings = `
  MATCH (e:Embedding) RETURN e.model AS model, e.textHash AS textHash, e.vector AS vector`;

const required = ['id', 'ref', 'kind', 'audience', 'textHash'] as const;

/** All passages that search covers, without their text. */
export async function readPassageKeys(run: Run): Promise<PassageKey[]> {
  return ofWhatIsThere(await run({ text: searchedKeys }), ...required).map((row) => ({
    id: text(row, 'id'),
    ref: text(row, 'ref'),
    kind: text(row, 'kind'),
    audience: text(row, 'audience'),
    textHash: text(row, 'textHash'),
  }));
}

/** All passages that search covers, for an engine that indexes them in the process. */
export async function readPassageDocuments(run: Run): Promise<PassageDocument[]> {
  return ofWhatIsThere(await run({ text: searchedPassages }), ...required, 'text').map(toPassageDocument);
}

/** From the columns or properties of a passage. */
export function toPassageDocument(row: Row): PassageDocument {
  return {
    id: text(row, 'id'),
    ref: text(row, 'ref'),
    kind: text(row, 'kind'),
    audience: text(row, 'audience'),
    card: flag(row, 'card'),
    title: text(row, 'title'),
    aliases: texts(row, 'aliases'),
    redirects: texts(row, 'redirects'),
    heading: texts(row, 'heading'),
    text: plainText(text(row, 'text')),
    textHash: text(row, 'textHash'),
  };
}

/** All embeddings, by model. */
export async function readEmbeddings(
  run: Run,
  { decode }: Pick<VectorIndex, 'decode'>,
): Promise<{ model: string; embeddings: Embedding[] }[]> {
  const byModel = new Map<string, Embedding[]>();
  for (const row of await run({ text: storedEmbeddings })) {
    const model = text(row, 'model');
    const list = byModel.get(model) ?? [];
    byModel.set(model, list);
    list.push({ textHash: text(row, 'textHash'), vector: decode(row.vector) });
  }
  return [...byModel].map(([model, embeddings]) => ({ model, embeddings }));
}
