/** Statements about proposals, and about which pages were read for them. Who may see a proposal is decided in reads/proposals.ts. */

export const proposalsByStatus = `
  MATCH (p:Proposal) WHERE p.status IN $statuses RETURN properties(p) AS properties`;

export const proposalsById = `
  MATCH (p:Proposal) WHERE p.id IN $ids RETURN properties(p) AS properties`;

export const putProposals = `
  UNWIND $rows AS row MERGE (p:Proposal {id: row.id}) SET p = row.properties`;

/** The prose of pages, for comparing it with what was read before; never shown. */
export const proseOf = `
  MATCH (e:Entity)-[:HAS_PASSAGE]->(p:Passage) WHERE e.ref IN $refs AND p.card = false
  RETURN e.ref AS ref, properties(p) AS properties`;

export const pageReadings = `
  MATCH (r:PageReading {reader: $reader}) RETURN r.page AS page, r.textHash AS textHash, r.failed AS failed`;

export const putPageReading = `
  MERGE (r:PageReading {id: $id}) SET r = $properties`;
