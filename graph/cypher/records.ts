/** Statements about records, their past versions, sources and runs. */

const identityColumns = `
  r.id AS id, r.source AS source, r.kind AS kind, r.key AS key, r.identities AS identities, r.names AS names,
  r.deniedNames AS deniedNames, r.formerNames AS formerNames, r.mentions AS mentions, r.matchName AS matchName, r.ref AS ref, r.entity AS entity, r.hash AS hash,
  r.inputHash AS inputHash, r.pending AS pending, r.removed AS removed, r.touched AS touched, r.run AS run, r.endedBy AS endedBy`;

export const identityRows = `
  MATCH (r:Record) RETURN ${identityColumns}`;

export const identityRowsOf = `
  MATCH (r:Record) WHERE r.id IN $ids RETURN ${identityColumns}`;

export const recordBodies = `
  MATCH (r:Record) WHERE r.id IN $ids RETURN r.id AS id, r.body AS body`;

/** What is said of entities, for who may read it. */
export const recordsOfEntities = `
  MATCH (r:Record) WHERE r.entity IN $refs AND r.removed IS NULL AND r.audience IN $audiences
  RETURN r.id AS id, r.entity AS entity, r.body AS body`;

/** What a source's reader needs to tell changed from unchanged. */
export const recordsOfSource = `
  MATCH (r:Record {source: $source}) WHERE r.removed IS NULL
  RETURN r.id AS id, r.hash AS hash, r.path AS path, r.inputHash AS inputHash`;

export const recordsAtPaths = `
  MATCH (r:Record {source: $source}) WHERE r.path IN $paths AND r.removed IS NULL
  RETURN r.id AS id, r.hash AS hash, r.path AS path, r.ref AS ref`;

export const recordState = `
  MATCH (r:Record) WHERE r.id IN $ids RETURN r.id AS id, properties(r) AS properties`;

/** What records were when they were last live, newest first. */
export const lastVersions = `
  MATCH (p:PastRecord) WHERE p.record IN $ids
  RETURN p.record AS id, p.ref AS ref, p.names AS names, p.formerNames AS formerNames, p.until AS until ORDER BY until DESC`;

export const putRecords = `
  UNWIND $rows AS row MERGE (r:Record {id: row.id}) SET r = row.properties`;

export const linkRecordsToSource = `
  UNWIND $rows AS row MATCH (r:Record {id: row.id}) MATCH (s:Source {name: row.source}) MERGE (r)-[:FROM]->(s)`;

export const putPastRecords = `
  UNWIND $rows AS row MERGE (p:PastRecord {id: row.id}) SET p = row.properties`;

export const markRemoved = `
  UNWIND $rows AS row MATCH (r:Record {id: row.id}) SET r.removed = true, r.pending = true, r.touched = row.touched, r.endedBy = row.endedBy`;

/** What people took back of what sources say. */
export const rejections = `
  MATCH (r:Rejection) WHERE r.id IN $ids RETURN r.id AS id, r.hash AS hash`;

export const allRejections = `
  MATCH (r:Rejection) RETURN r.id AS id, r.hash AS hash`;

export const putRejections = `
  UNWIND $rows AS row MERGE (r:Rejection {id: row.id}) SET r = row.properties`;

export const deleteRejections = `
  MATCH (r:Rejection) WHERE r.id IN $ids DELETE r`;

/** The file hash alone changed: the file was touched, and what it says of this thing is the same. */
export const setInputHashes = `
  UNWIND $rows AS row MATCH (r:Record {id: row.id}) SET r.inputHash = row.inputHash`;

export const setRecordRefs = `
  UNWIND $rows AS row MATCH (r:Record {id: row.id}) SET r.ref = row.ref, r.entity = row.entity`;

export const unlinkRecords = `
  MATCH (r:Record)-[d:DESCRIBES]->(:Subject) WHERE r.id IN $ids DELETE d`;

export const linkRecords = `
  UNWIND $rows AS row MATCH (r:Record {id: row.id}) MATCH (s:Subject {ref: row.entity}) MERGE (r)-[:DESCRIBES]->(s)`;

export const clearPending = `
  MATCH (r:Record) WHERE r.id IN $ids REMOVE r.pending REMOVE r.touched`;

export const deleteRecords = `
  MATCH (r:Record) WHERE r.id IN $ids DETACH DELETE r`;

/** Where a statement is from, for showing. */
export const recordNotes = `
  MATCH (r:Record)-[:FROM]->(s:Source) WHERE r.id IN $ids AND r.audience IN $audiences
  RETURN r.id AS id, r.path AS path, r.at AS at, r.url AS url, r.statedAt AS date, r.statedBy AS by, r.since AS since, s.name AS source, s.readAt AS readAt`;

export const addSources = `
  UNWIND $names AS name MERGE (s:Source {name: name})`;

export const putSource = `
  MERGE (s:Source {name: $name}) SET s += $properties`;

export const sources = `
  MATCH (s:Source) OPTIONAL MATCH (r:Record)-[:FROM]->(s) WHERE r.removed IS NULL
  WITH s, count(r) AS records RETURN properties(s) AS properties, records`;

export const sourceByName = `
  MATCH (s:Source {name: $name}) RETURN properties(s) AS properties`;

export const countRecordsOfSource = `
  MATCH (r:Record {source: $source}) WHERE r.removed IS NULL RETURN count(r) AS records`;

export const sourcesOfRuns = `
  MATCH (r:Run) WHERE r.id IN $ids RETURN r.id AS id, r.source AS source`;

/** One record from which the graph has been computed, if there is any. */
export const computedRecord = `
  MATCH (r:Record) WHERE r.entity IS NOT NULL RETURN r.id AS id LIMIT 1`;

export const recordIdsOfSource = `
  MATCH (r:Record {source: $source}) RETURN r.id AS id`;

export const deleteSource = `
  MATCH (s:Source {name: $name}) DETACH DELETE s`;

export const putRun = `
  MERGE (r:Run {id: $id}) SET r += $properties`;

export const stopRuns = `
  MATCH (r:Run {source: $source}) WHERE r.status = 'running'
  SET r.status = 'stopped' SET r.finishedAt = $finishedAt SET r.message = $message RETURN count(r) AS count`;

export const runById = `
  MATCH (r:Run {id: $id}) RETURN properties(r) AS properties`;

export const runs = `
  MATCH (r:Run) WHERE $source IS NULL OR r.source = $source
  RETURN properties(r) AS properties, coalesce(r.number, 0) AS number, r.startedAt AS startedAt
  ORDER BY number DESC, startedAt DESC LIMIT $limit`;

/** Number of the newest run; null when there is none. */
export const lastRunNumber = `
  MATCH (r:Run) RETURN max(r.number) AS number`;

/** Runs of a source that are over and changed nothing, newest first. */
export const idleRuns = `
  MATCH (r:Run {source: $source}) WHERE r.status <> 'running' AND r.added = 0 AND r.changed = 0 AND r.removed = 0
  RETURN r.id AS id, coalesce(r.number, 0) AS number ORDER BY number DESC`;

export const deleteRuns = `
  MATCH (r:Run) WHERE r.id IN $ids DETACH DELETE r`;
