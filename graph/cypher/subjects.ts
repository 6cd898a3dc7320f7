import { label } from './names.ts';

/**
 * Statements that read and write the computed graph. `:Subject` is every thing that ever had a ref; readers only see those that
 * are `:Entity`. One without live records is `:Former` instead.
 */

export const addSubjects = `
  UNWIND $refs AS ref MERGE (s:Subject {ref: ref})`;

export const deleteSubjects = `
  MATCH (s:Subject) WHERE s.ref IN $refs DETACH DELETE s`;

export const subjectState = `
  MATCH (s:Subject) WHERE s.ref IN $refs RETURN s.ref AS ref, labels(s) AS labels, properties(s) AS properties`;

/** @param kind label of the kind, from the ontology */
export const putEntities = (kind: string) => `
  UNWIND $rows AS row MATCH (s:Subject {ref: row.ref}) SET s = row.properties SET s:Entity SET s:${label(kind)} REMOVE s:Former`;

/** @param kind label of the kind, from the ontology */
export const retireEntities = (kind: string) => `
  UNWIND $rows AS row MATCH (s:Subject {ref: row.ref}) SET s = row.properties SET s:Former REMOVE s:Entity REMOVE s:${label(kind)}`;

export const formerSubjects = `
  MATCH (s:Former) RETURN s.ref AS ref, s.kind AS kind, s.keys AS keys`;

/** Edges that go out of the subjects, whatever their type, apart from Kiki's own bookkeeping. */
export const edgesFrom = `
  MATCH (s:Subject)-[r]->(o:Subject) WHERE s.ref IN $refs
  RETURN s.ref AS from, o.ref AS to, type(r) AS type, properties(r) AS properties`;

/** Edges that lead to the subjects, whatever their type. */
export const edgesInto = `
  MATCH (o:Subject)-[r]->(s:Subject) WHERE s.ref IN $refs
  RETURN o.ref AS from, s.ref AS to, type(r) AS type, properties(r) AS properties`;

/** By type, because what leads to a subject can be a hundred times what is asked for. @param type type of the relation, from the ontology */
export const edgesTo = (type: string) => `
  MATCH (o:Subject)-[r:${label(type)}]->(s:Subject) WHERE s.ref IN $refs
  RETURN o.ref AS from, s.ref AS to, type(r) AS type, properties(r) AS properties`;

/** @param type type of the relation, from the ontology */
export const putEdges = (type: string) => `
  UNWIND $rows AS row MATCH (a:Subject {ref: row.from}) MATCH (b:Subject {ref: row.to})
  MERGE (a)-[r:${label(type)} {id: row.id}]->(b) SET r = row.properties`;

/** @param type type of the relation, from the ontology */
export const deleteEdges = (type: string) => `
  UNWIND $rows AS row MATCH (a:Subject {ref: row.from})-[r:${label(type)} {id: row.id}]->(b:Subject {ref: row.to}) DELETE r`;

export const passageState = `
  MATCH (p:Passage) WHERE p.ref IN $refs RETURN p.ref AS ref, p.id AS id, p.hash AS hash, p.text AS text, p.card AS card`;

export const putPassages = `
  UNWIND $rows AS row MERGE (p:Passage {id: row.id}) SET p = row.properties`;

export const linkPassages = `
  UNWIND $rows AS row MATCH (s:Subject {ref: row.ref}) MATCH (p:Passage {id: row.id}) MERGE (s)-[:HAS_PASSAGE]->(p)`;

export const labelSteps = `
  MATCH (p:Passage) WHERE p.id IN $ids SET p:Step`;

export const deletePassages = `
  MATCH (p:Passage) WHERE p.id IN $ids DETACH DELETE p`;

export const addRevisions = `
  UNWIND $rows AS row MERGE (v:Revision {id: row.id}) SET v = row.properties`;

/** Counts every change of the graph, so that copies of it in memory know when they are old. */
export const countChange = `
  MATCH (m:Meta {id: 'graph'}) SET m.version = m.version + 1 RETURN m.version AS version`;

export const meta = `
  MATCH (m:Meta {id: 'graph'}) RETURN properties(m) AS properties`;

export const setRules = `
  MATCH (m:Meta {id: 'graph'}) SET m.rules = $rules`;
