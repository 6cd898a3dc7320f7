/** Statements about names and addresses that lead to entities because people say so. */

export const redirectsSaid = `
  MATCH (r:Record {source: $people})
  WHERE r.redirects IS NOT NULL AND r.removed IS NULL AND r.entity IS NOT NULL AND r.audience IN $audiences
  RETURN r.entity AS entity, r.body AS body`;
