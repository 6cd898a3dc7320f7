/** Statements about what Kiki says to people of its own accord, and what they want to hear. They are no part of what Kiki knows. */

/** Each is of the claim that names it first. */
export const claimOutreach = `
  MERGE (o:Outreach {id: $id}) SET o.claim = coalesce(o.claim, $claim)
  RETURN o.claim AS claim, properties(o) AS properties`;

export const setOutreach = `
  MATCH (o:Outreach {id: $id}) SET o += $properties RETURN properties(o) AS properties`;

/** Makes every other transaction that changes it wait until this one ends. */
export const touchOutreach = `
  MATCH (o:Outreach {id: $id}) SET o.touched = $token`;

export const outreachById = `
  MATCH (o:Outreach {id: $id}) RETURN properties(o) AS properties`;

export const outreachByPlace = `
  MATCH (o:Outreach {place: $place}) RETURN properties(o) AS properties`;

export const outreachByPerson = `
  MATCH (o:Outreach {person: $person}) WHERE o.at >= $since RETURN properties(o) AS properties, o.at AS at, o.id AS id
  ORDER BY at DESC, id ASC`;

export const outreachSince = `
  MATCH (o:Outreach) WHERE o.at >= $since RETURN properties(o) AS properties, o.at AS at, o.id AS id
  ORDER BY at DESC, id ASC`;

export const oldOutreach = `
  MATCH (o:Outreach) WHERE o.at < $before RETURN o.id AS id LIMIT $limit`;

export const deleteOutreach = `
  MATCH (o:Outreach) WHERE o.id IN $ids DETACH DELETE o`;

export const askForWish = `
  MERGE (w:Wish {id: $id}) SET w.touched = $token`;

export const wishById = `
  MATCH (w:Wish {id: $id}) RETURN properties(w) AS properties`;

export const wishesOf = `
  MATCH (w:Wish) WHERE w.id IN $ids RETURN properties(w) AS properties`;

export const putWish = `
  MATCH (w:Wish {id: $id}) SET w = $properties`;
