import { label, property } from './names.ts';

/** Statements that move a whole graph. Labels and keys are those of set-up.ts; labels of an import are checked. */

export const allNodes = (of: string, key: string) => `
  MATCH (n:${label(of)}) RETURN labels(n) AS labels, properties(n) AS properties, n.${property(key)} AS key ORDER BY key`;

export const allEdgesFrom = (from: string, fromKey: string, to: string, toKey: string) => `
  MATCH (a:${label(from)})-[r]->(b:${label(to)})
  RETURN type(r) AS type, a.${property(fromKey)} AS from, b.${property(toKey)} AS to, properties(r) AS properties`;

export const countNodes = `
  MATCH (n) WHERE n:Subject OR n:Record OR n:Source RETURN count(n) AS count`;

export const createNodes = (labels: readonly string[]) => `
  UNWIND $rows AS row CREATE (n:${labels.map(label).join(':')}) SET n = row.properties`;

export const createEdges = (
  type: string,
  [from, fromKey]: readonly [string, string],
  [to, toKey]: readonly [string, string],
) => `
  UNWIND $rows AS row MATCH (a:${label(from)} {${property(fromKey)}: row.from}) MATCH (b:${label(to)} {${property(toKey)}: row.to})
  CREATE (a)-[r:${label(type)}]->(b) SET r = row.properties RETURN count(r) AS count`;

/** A graph that an import filled only in part must not be taken for a whole one. */
export const startImport = `
  MATCH (m:Meta {id: 'graph'}) SET m.importing = true`;

export const finishImport = `
  MATCH (m:Meta {id: 'graph'}) SET m.version = m.version + 1 REMOVE m.importing`;
