/** Statements about the pages that people watch, and what they chose about that. */

export const watchesOf = `
  MATCH (w:Watch {person: $person}) RETURN properties(w) AS properties`;

export const putWatches = `
  UNWIND $rows AS row MERGE (w:Watch {id: row.id}) SET w = row`;

export const deleteWatches = `
  MATCH (w:Watch) WHERE w.id IN $ids DELETE w`;

export const readerById = `
  MATCH (r:Reader {id: $id}) RETURN properties(r) AS properties`;

export const readerByFeed = `
  MATCH (r:Reader {feedHash: $hash}) RETURN r.id AS id`;

export const putReader = `
  MERGE (r:Reader {id: $id}) SET r = $properties`;
