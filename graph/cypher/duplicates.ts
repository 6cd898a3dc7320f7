/** Statements about entities that may be one, and pairs that were said to be two. */

/** Status of every entity, where it has one. */
export const statuses = `
  MATCH (e:Entity) WHERE e.audience IN $audiences AND e.status IS NOT NULL RETURN e.ref AS ref, e.status AS status`;

export const cardHashes = `
  MATCH (p:Passage {card: true}) WHERE p.audience IN $audiences AND p.kind IN $kinds RETURN p.ref AS ref, p.textHash AS textHash`;

export const embeddingModels = `
  MATCH (e:Embedding) RETURN e.model AS model, count(e) AS count`;

export const vectorsOf = `
  MATCH (e:Embedding) WHERE e.textHash IN $hashes AND e.model = $model RETURN e.textHash AS textHash, e.vector AS vector`;

export const distinctPairs = `
  MATCH (d:DistinctPair) RETURN properties(d) AS properties`;

export const putDistinct = `
  MERGE (d:DistinctPair {id: $id}) SET d = $properties`;

export const deleteDistinct = `
  MATCH (d:DistinctPair {id: $id}) DETACH DELETE d`;

export const distinctPair = `
  MATCH (d:DistinctPair {id: $id}) RETURN d.id AS id`;

/** Which of these are there. */
export const presentRefs = `
  MATCH (e:Entity) WHERE e.ref IN $refs RETURN e.ref AS ref, e.kind AS kind`;
