/** Statements by which viewers read entities, relations and passages. Each keeps to `$audiences`. */

import { label, property } from './names.ts';

export const entitiesByRef = `
  MATCH (e:Entity) WHERE e.ref IN $refs AND e.audience IN $audiences RETURN properties(e) AS properties`;

/** Subjects of which readers may know that they were there. */
export const subjectByRef = `
  MATCH (s:Subject {ref: $ref}) WHERE s.audience IN $audiences
  RETURN s.ref AS ref, s.name AS name, labels(s) AS labels`;

/** The numbers of the newest revisions. */
export const revisionNumbers = `
  MATCH (s:Subject) WHERE s.ref IN $refs AND s.audience IN $audiences RETURN s.ref AS ref, s.revision AS revision`;

export const subjectsByRef = `
  MATCH (s:Subject) WHERE s.ref IN $refs AND s.audience IN $audiences
  RETURN s.ref AS ref, s.name AS name, labels(s) AS labels`;

export const readableSubjects = `
  MATCH (s:Subject) WHERE s.ref IN $refs AND s.audience IN $audiences RETURN s.ref AS ref`;

/**
 * The columns by which a list of a kind is filtered and sorted, without the weight of whole entities.
 *
 * @param kind label of the kind, from the ontology
 * @param fields names of fields, from the ontology
 */
export const listColumns = (kind: string, fields: readonly string[]) => `
  MATCH (e:Entity:${label(kind)}) WHERE e.audience IN $audiences
  RETURN e.ref AS ref, e.sortName AS sortName${fields.map((field) => `, e.${property(field)} AS ${property(field)}`).join('')}`;

/** All entities by what lists and counts need. */
export const allOutlines = `
  MATCH (e:Entity) WHERE e.audience IN $audiences
  RETURN e.ref AS ref, e.kind AS kind, e.sortName AS sortName, e.name AS name, e.status AS status`;

/**
 * @param kind label of the kind, from the ontology
 * @param field name of a field, from the ontology
 */
export const fieldValues = (kind: string, field: string) => `
  MATCH (e:Entity:${label(kind)}) WHERE e.audience IN $audiences AND e.${property(field)} IS NOT NULL
  RETURN e.${property(field)} AS value, count(e) AS count`;

/** @param type type of the relation, from the ontology */
export const roles = (type: string) => `
  MATCH (a:Entity)-[r:${label(type)}]->(b:Entity)
  WHERE r.relation = $relation AND r.roles IS NOT NULL AND a.audience IN $audiences AND b.audience IN $audiences AND r.audience IN $audiences
  RETURN DISTINCT r.roles AS roles`;

/** Entities on which sources differ. */
export const disputedEntities = `
  MATCH (e:Entity) WHERE e.audience IN $audiences AND (e.disputes IS NOT NULL OR e.settledDisputes IS NOT NULL)
  RETURN e.ref AS ref, e.kind AS kind, e.sortName AS sortName, e.disputes AS disputes, e.settledDisputes AS settledDisputes`;

export const kindCounts = `
  MATCH (e:Entity) WHERE e.audience IN $audiences RETURN e.kind AS kind, count(e) AS count`;

export const allNames = `
  MATCH (e:Entity) WHERE e.audience IN $audiences
  RETURN e.ref AS ref, e.kind AS kind, e.name AS name, e.aliases AS aliases, e.keys AS keys`;

/** Each path is looked up: a page with a dozen links may mean hundreds, and a source may have a hundred thousand records. */
export const entitiesAtPaths = `
  UNWIND $paths AS path
  MATCH (r:Record {path: path})-[:DESCRIBES]->(e:Entity)
  WHERE r.source = $source AND r.removed IS NULL AND r.audience IN $audiences AND e.audience IN $audiences
  RETURN r.path AS path, e.ref AS ref`;

/** What is needed to tell how fresh entities are, without the weight of whole ones. */
export const reviewStates = `
  MATCH (e:Entity) WHERE e.ref IN $refs AND e.audience IN $audiences
  RETURN e.ref AS ref, e.kind AS kind, e.status AS status, e.reviewState AS reviewState`;

/** The entities that records describe. */
export const describedEntities = `
  MATCH (r:Record)-[:DESCRIBES]->(e:Entity)
  WHERE r.id IN $ids AND r.removed IS NULL AND r.audience IN $audiences AND e.audience IN $audiences
  RETURN r.id AS id, e.ref AS ref`;

/** Links of pages to pages of their source that are not there. */
export const brokenLinks = `
  MATCH (r:Record)-[:DESCRIBES]->(e:Entity)
  WHERE r.brokenLinks IS NOT NULL AND r.removed IS NULL AND r.audience IN $audiences AND e.audience IN $audiences
  RETURN e.ref AS ref, r.path AS path, r.brokenLinks AS links`;

/** Without the weight of whole entities, all of which are sorted. */
export const recentlyChanged = `
  MATCH (e:Entity) WHERE e.audience IN $audiences
  RETURN e.ref AS ref, e.kind AS kind, e.name AS name, e.changedAt AS changedAt ORDER BY changedAt DESC, ref ASC LIMIT $limit`;

/** What is shown of a passage. By name, because the embedded engine takes twice as long over `properties(p)`. */
const passageColumns = [
  'id',
  'ref',
  'anchor',
  'title',
  'heading',
  'order',
  'text',
  'prose',
  'card',
  'record',
  'line',
  'step',
  'section',
  'responsible',
  'responsibleRef',
]
  .map((name) => `p.${name} AS ${name}`)
  .join(', ');

/** From the passages on: from the entities, the embedded engine would go through all of them. */
export const passagesById = `
  MATCH (p:Passage)<-[:HAS_PASSAGE]-(e:Entity) WHERE p.id IN $ids AND p.audience IN $audiences AND e.audience IN $audiences
  RETURN ${passageColumns}`;

export const passagesOfRefs = `
  MATCH (e:Entity)-[:HAS_PASSAGE]->(p:Passage) WHERE e.ref IN $refs AND p.audience IN $audiences AND e.audience IN $audiences
  RETURN ${passageColumns}`;

const edgeColumns = 'a.ref AS from, b.ref AS to, properties(r) AS properties';
const readable = 'a.audience IN $audiences AND b.audience IN $audiences AND r.audience IN $audiences';

export const edgesOut = `
  MATCH (a:Entity)-[r]->(b:Entity) WHERE a.ref IN $refs AND ${readable} RETURN ${edgeColumns}`;

export const edgesIn = `
  MATCH (b:Entity)<-[r]-(a:Entity) WHERE b.ref IN $refs AND ${readable} RETURN ${edgeColumns}`;

const counted = `r.relation = $relation AND ${readable} AND coalesce(r.ended, false) = false
  AND substring(coalesce(r.from, ''), 0, 10) <= $on AND substring(coalesce(r.until, '9999'), 0, 10) >= $on`;

/** A dotted line is beside the one that counts. */
const solid = 'coalesce(r.dotted, false) = false';

/** @param type type of the relation, from the ontology */
export const edgesOfType = (type: string) => `
  MATCH (a:Entity)-[r:${label(type)}]->(b:Entity) WHERE r.relation = $relation AND ${readable} RETURN ${edgeColumns}`;

/** @param type type of the relation, from the ontology */
export const edgesOfTypeFrom = (type: string) => `
  MATCH (a:Entity)-[r:${label(type)}]->(b:Entity) WHERE a.ref IN $refs AND r.relation = $relation AND ${readable} RETURN ${edgeColumns}`;

/** @param type type of the relation, from the ontology */
export const edgesOfTypeTo = (type: string) => `
  MATCH (b:Entity)<-[r:${label(type)}]-(a:Entity) WHERE b.ref IN $refs AND r.relation = $relation AND ${readable} RETURN ${edgeColumns}`;

/** Ends of current edges. @param type type of the relation, from the ontology */
export const linesOfType = (type: string) => `
  MATCH (a:Entity)-[r:${label(type)}]->(b:Entity) WHERE ${counted} AND ${solid} RETURN a.ref AS from, b.ref AS to`;

/** How many current edges entities have, at the end called `this`. @param type type of the relation, from the ontology */
export const degreesOut = (type: string, kind: string, otherKind: string) => `
  MATCH (a:Entity:${label(kind)})-[r:${label(type)}]->(b:Entity:${label(otherKind)}) WHERE ${counted} AND ${solid} RETURN a.ref AS ref, count(DISTINCT b) AS count`;

/** As degreesOut, for the other end. */
export const degreesIn = (type: string, kind: string, otherKind: string) => `
  MATCH (b:Entity:${label(kind)})<-[r:${label(type)}]-(a:Entity:${label(otherKind)}) WHERE ${counted} AND ${solid} RETURN b.ref AS ref, count(DISTINCT a) AS count`;

/** All relations that have not ended, by their ends and days alone; the pairs of those with the same days together, as there are many. */
export const allLinks = `
  MATCH (a:Entity)-[r]->(b:Entity) WHERE r.relation IS NOT NULL AND ${readable} AND coalesce(r.ended, false) = false
  RETURN r.relation AS relation, r.from AS since, r.until AS until, coalesce(r.dotted, false) AS dotted,
    collect(a.ref) AS sources, collect(b.ref) AS targets`;

/** As columns: there are hundreds, and a map of each takes half as long again. */
export const revisionsById = `
  MATCH (v:Revision) WHERE v.id IN $ids
  RETURN v.ref AS ref, v.number AS number, v.at AS at, v.actor AS actor, v.actorType AS actorType, v.run AS run,
    v.reason AS reason, v.changes AS changes`;

export const revisions = `
  MATCH (v:Revision {ref: $ref}) RETURN properties(v) AS properties, v.number AS number ORDER BY number DESC LIMIT $limit`;
