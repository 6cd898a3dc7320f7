/** Statements about merges: pointers from an entity to the one that stands for both. */

export const activeMerges = `
  MATCH (m:Merged) WHERE m.until IS NULL RETURN m.merged AS merged, m.survivor AS survivor`;

export const allMerges = `
  MATCH (m:Merged) RETURN properties(m) AS properties, m.at AS at ORDER BY at DESC`;

export const mergesFrom = `
  MATCH (m:Merged {merged: $ref}) WHERE m.until IS NULL RETURN properties(m) AS properties`;

export const putMerge = `
  MERGE (m:Merged {id: $id}) SET m = $properties`;

export const endMerge = `
  MATCH (m:Merged {id: $id}) SET m += $properties`;

/** What is to be computed anew when a pointer comes or goes. */
export const markDescribing = `
  MATCH (r:Record) WHERE r.entity = $ref SET r.pending = true`;
