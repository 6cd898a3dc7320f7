/** Statements about whom to trust for one field or relation of a kind, as admins decided in Kiki. */

export const trustRules = `
  MATCH (t:Trust) RETURN properties(t) AS properties`;

export const putTrust = `
  MERGE (t:Trust {id: $id}) SET t = $properties`;

export const deleteTrust = `
  MATCH (t:Trust {id: $id}) DELETE t`;

/** Everything that another order of trust may decide otherwise. @see disputes of graph/apply/difference.ts */
export const markDisputed = `
  MATCH (r:Record)-[:DESCRIBES]->(e:Entity)
  WHERE e.kind = $kind AND ($token IN coalesce(e.disputes, []) OR $token IN coalesce(e.settledDisputes, []))
  SET r.pending = true`;
