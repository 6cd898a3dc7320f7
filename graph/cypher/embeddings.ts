import { label } from './names.ts';

/** Statements about embeddings. They are keyed by model and text, so that text that moves or is read again costs nothing. */

export const textHashes = `
  MATCH (p:Passage) WHERE p.textHash IS NOT NULL RETURN DISTINCT p.textHash AS textHash`;

export const embeddedHashes = `
  MATCH (e:Embedding {model: $model}) RETURN e.textHash AS textHash`;

export const passagesByHash = `
  MATCH (p:Passage) WHERE p.textHash IN $hashes
  RETURN p.textHash AS textHash, p.title AS title, p.heading AS heading, p.text AS text, p.card AS card`;

/** @param vectorLabel label of the vectors of one model (vector-label.ts) */
export const putEmbeddings = (vectorLabel: string) => `
  UNWIND $rows AS row MERGE (e:Embedding {id: row.id}) SET e = row.properties SET e:${label(vectorLabel)}`;

export const allEmbeddings = `
  MATCH (e:Embedding) RETURN e.id AS id, e.model AS model, e.textHash AS textHash`;

export const deleteEmbeddings = `
  MATCH (e:Embedding) WHERE e.id IN $ids DETACH DELETE e`;
