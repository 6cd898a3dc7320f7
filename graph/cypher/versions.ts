/** Statements about the versions that records had: what people take back, and what was known on a day. */

/** Records whose present version a run wrote. */
export const recordsWrittenBy = `
  MATCH (r:Record {run: $run}) WHERE r.removed IS NULL RETURN r.id AS id, r.hash AS hash`;

/** Versions that a run wrote and that something else has replaced or removed since. */
export const versionsWrittenBy = `
  MATCH (p:PastRecord {run: $run}) WHERE p.endedBy IS NULL OR p.endedBy <> $run RETURN DISTINCT p.record AS id`;

/** Versions that a run replaced or removed, the last of each record first. */
export const versionsEndedBy = `
  MATCH (p:PastRecord {endedBy: $run}) RETURN p.record AS id, p.body AS body, p.until AS until ORDER BY until DESC`;

export const liveRecords = `
  MATCH (r:Record) WHERE r.id IN $ids AND r.removed IS NULL RETURN r.id AS id`;

/** The records that describe an entity, with when each came to say what it says. */
export const versionsNow = `
  MATCH (r:Record {entity: $ref}) WHERE r.removed IS NULL
  RETURN r.id AS id, r.source AS source, r.hash AS hash, r.since AS since, r.body AS body`;

/** The versions that described an entity at a time and have ended since. */
export const versionsThen = `
  MATCH (p:PastRecord {entity: $ref}) WHERE p.since <= $at AND p.until > $at
  RETURN p.record AS id, p.source AS source, p.hash AS hash, p.body AS body`;

/** All versions that were live at a time and have ended since. */
export const allVersionsThen = `
  MATCH (p:PastRecord) WHERE p.since <= $at AND p.until > $at
  RETURN p.record AS id, p.ref AS ref, p.entity AS entity, p.body AS body, p.since AS since, p.formerNames AS formerNames`;

/** Since when each record says what it says. */
export const recordTimes = `
  MATCH (r:Record) WHERE r.removed IS NULL RETURN r.id AS id, r.since AS since`;

/** The time of the first version of all. */
export const firstVersion = `
  MATCH (r:Record) RETURN r.since AS since ORDER BY since LIMIT 1`;

export const firstPastVersion = `
  MATCH (p:PastRecord) RETURN p.since AS since ORDER BY since LIMIT 1`;

/** Of the whole graph, by who did it; `before` is a time. */
export const newestRevisions = `
  MATCH (v:Revision) WHERE v.actorType IN $by AND v.at < $before
  RETURN properties(v) AS properties, v.at AS at ORDER BY at DESC, v.ref ASC LIMIT $limit`;

/** Of entities, of each after a time. */
export const revisionsSince = `
  UNWIND $rows AS row MATCH (v:Revision {ref: row.ref}) WHERE v.at > row.since
  RETURN properties(v) AS properties, v.at AS at ORDER BY at DESC, v.ref ASC LIMIT $limit`;

export const revisionsOfRun = `
  MATCH (v:Revision {run: $run}) RETURN properties(v) AS properties, v.ref AS ref ORDER BY ref`;
